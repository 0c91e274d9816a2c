// The data map as people write it. Strict: an unknown key is a mistake, since what is silently ignored is never reviewed.
import { stringify } from 'yaml'
import { z } from 'zod'
import { crossCheck } from '../domain/data-map/cross-check'
import { fieldPathPattern } from '../domain/data-map/field-path'
import {
  type DataMap,
  databaseKinds,
  datumInputs,
  fieldCategories,
  fieldOrigins,
  fieldTerms,
  legalBases,
  type MapDataset,
} from '../domain/data-map/types'
import { type Mistake, readYaml, type YamlDocument } from './yaml-document'
import { mistakesOf } from './zod-mistakes'

const key = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}$/)
  .describe('a short name of lower-case letters, digits and hyphens, beginning with a letter')
const words = z.string().min(1).max(2000).describe('a text')
const name = z.string().min(1).max(200).describe('a name')
export const text = z.strictObject({ en: words, fr: words }).describe('a mapping with the texts en and fr')
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .describe('a country code of two capitals (ISO 3166-1), such as FR')
const table = z
  .string()
  .regex(/^[^.]+\..+$/)
  .describe('schema.table as the database stores it, such as public.customer')
const column = z.string().min(1).max(63).describe('the name of a column')
const columns = z.array(column).min(1).describe('a list of columns')
const email = z.email().describe('an e-mail address')

const controller = z.strictObject({
  key,
  name,
  relation: z.enum(['own', 'client']),
  country,
  region: z
    .string()
    .regex(/^[A-Z0-9]{1,3}$/)
    .describe('a subdivision code without its country (ISO 3166-2), such as BY')
    .optional(),
  timeZone: z.string().min(1).describe('a time zone, such as Europe/Paris'),
  calendar: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
    .describe('a holiday calendar, such as FR, FR-57 or DE-BY'),
  address: words.optional(),
  dpo: z.strictObject({ email, name: name.optional(), address: words.optional() }),
  financialYearClose: z
    .string()
    .regex(/^--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
    .describe("a month and day such as '--12-31'")
    .optional(),
})

const identifier = z.strictObject({
  key,
  label: text,
  hint: text.optional(),
  normalise: z.enum(['email', 'phone', 'exact', 'upper']),
  asked: z.boolean(),
  strength: z.enum(['strong', 'weak']).describe('weak where several people may share it, else strong').optional(),
})

const datum = z.strictObject({ key, label: text, hint: text.optional(), input: z.enum(datumInputs) })

const recipient = z.strictObject({
  key,
  name,
  email: email.optional(),
  language: z.enum(['en', 'fr']).optional(),
})

const pseudonym = z
  .union([z.enum(['md5', 'sha1', 'sha256']), z.strictObject({ hmac: key })])
  .describe('md5, sha1, sha256 or { hmac: name of a key of the system’s connection }')

const identifyingField = z.strictObject({
  identifier: key,
  field: column,
  infers: z
    .enum(['follow', 'ask'])
    .describe('follow where the company itself writes this field, ask where the person may have')
    .optional(),
  form: pseudonym.optional(),
})

const onErasure = z
  .union([z.enum(['clear', 'keep']), z.strictObject({ replace: z.string().min(1).max(200) })])
  .describe("clear, keep, or { replace: 'a text, {id} becomes a random token' }")

const path = z
  .string()
  .max(200)
  .regex(fieldPathPattern)
  .describe('a path of members and [*] for every element, such as $.contact.email or $.items[*].note')

const part = z.strictObject({
  category: z.enum(fieldCategories).optional(),
  term: z.enum(fieldTerms).optional(),
  label: text.optional(),
  onErasure: onErasure.optional(),
})

const field = z.strictObject({
  category: z.enum(fieldCategories),
  term: z.enum(fieldTerms).optional(),
  label: text.optional(),
  paths: z
    .record(path, part)
    .refine((paths) => Object.keys(paths).length > 0)
    .describe('a mapping of paths inside a JSON document, each with what becomes of it')
    .optional(),
  onErasure: onErasure.optional(),
  withheld: text.optional(),
  datum: key.optional(),
  origin: z.enum(fieldOrigins).optional(),
  legalBasis: z.enum(legalBases).optional(),
  namesOthers: z.boolean().optional(),
  vocabulary: z
    .string()
    .regex(/^schema:[A-Z][A-Za-z]*\.[a-z][A-Za-z]*$/)
    .describe('a type and property of schema.org, such as schema:Person.givenName')
    .optional(),
})

const document = z.union([
  z.strictObject({
    type: key,
    jurisdiction: z.union([
      z.strictObject({ country }),
      z.strictObject({ field: column, values: z.record(z.string(), country).optional() }),
    ]),
    date: column,
    issued: z.strictObject({ field: column, in: z.array(z.string()).min(1) }).optional(),
  }),
  z.strictObject({ partOf: key, date: column.optional(), event: z.enum(['entry', 'payment']).optional() }),
])

/** Art. 30: said of everything that is held, in a table or not. */
const register = {
  label: text,
  controller: key,
  purposes: z.array(text).min(1).describe('a list of at least one purpose, each with en and fr'),
  legalBasis: z.enum(legalBases),
  recipients: z.array(name).describe('a list of recipients by name; [] where there are none'),
  retention: text,
  source: text.optional(),
}

export const datasetSchema = z.strictObject({
  key,
  system: key,
  table,
  ...register,
  role: z.enum(['controller', 'processor']),
  identifiedBy: z.array(identifyingField).min(1).optional(),
  links: z
    .array(z.strictObject({ to: key, fields: columns, toFields: columns }))
    .min(1)
    .optional(),
  contactPoints: columns.optional(),
  document: document.optional(),
  erasure: z.enum(['delete', 'clear']),
  restriction: z
    .strictObject({ field: column, restricted: z.string().max(200), free: z.string().max(200).nullable() })
    .describe('the field that marks a restricted row, and its value when restricted and when free')
    .optional(),
  fields: z.record(column, field),
}) satisfies z.ZodType<MapDataset>

const system = z.discriminatedUnion('kind', [
  z.strictObject({ key, name, kind: z.enum(databaseKinds) }),
  z.strictObject({
    key,
    name,
    kind: z.literal('task'),
    owner: email,
    dueDays: z.int().min(1).max(25).describe('a number of days from 1 to 25'),
    language: z.enum(['en', 'fr']).optional(),
    instructions: text.optional(),
    holdings: z
      .array(z.strictObject({ key, ...register, categories: z.array(z.enum(fieldCategories)).min(1) }))
      .min(1)
      .describe('a list of at least one holding'),
  }),
])

export const dataMapSchema = z.strictObject({
  format: z.literal('habeas-data-map/1'),
  organisation: z.strictObject({ name, defaultController: key }),
  controllers: z.array(controller).min(1),
  identifiers: z.array(identifier).min(1),
  data: z.array(datum).min(1).optional(),
  recipients: z.array(recipient).min(1).optional(),
  systems: z.array(system).min(1),
  datasets: z.array(datasetSchema),
  exempt: z.array(z.strictObject({ system: key, table, reason: words })).default([]),
}) satisfies z.ZodType<DataMap>

export type DataMapRead = { ok: true; map: DataMap } | { ok: false; mistakes: Mistake[] }

/** All mistakes at once, in the order of the file; nothing is imported by half. */
export function parseDataMap(input: string | Uint8Array): DataMapRead {
  const read = readYaml(input)
  if (!read.ok) return read
  const parsed = dataMapSchema.safeParse(read.document.value)
  const shape = parsed.success ? [] : mistakesOf(dataMapSchema, parsed.error, read.document)
  const mistakes = [...shape, ...crossMistakes(read.document)]
  if (parsed.success && mistakes.length === 0) return { ok: true, map: parsed.data }
  return { ok: false, mistakes: mistakes.toSorted((a, b) => a.line - b.line || a.column - b.column) }
}

/** References are checked among the parts that are well formed, so that one wrong word does not hide the next. */
function crossMistakes(document: YamlDocument): Mistake[] {
  const value = document.value as Record<string, unknown> | null
  const list = (name: keyof typeof dataMapSchema.shape) =>
    Array.isArray(value?.[name]) ? (value[name] as unknown[]) : []
  const entries = <T>(name: keyof typeof dataMapSchema.shape, schema: z.ZodType<T>) =>
    list(name).map((item) => {
      const parsed = schema.safeParse(item)
      const written = typeof item === 'object' && item !== null && 'key' in item ? item.key : undefined
      return { key: typeof written === 'string' ? written : null, value: parsed.success ? parsed.data : null }
    })
  const organisation = dataMapSchema.shape.organisation.safeParse(value?.organisation)
  return crossCheck({
    defaultController: organisation.success ? organisation.data.defaultController : null,
    controllers: entries('controllers', dataMapSchema.shape.controllers.element),
    identifiers: entries('identifiers', dataMapSchema.shape.identifiers.element),
    data: entries('data', dataMapSchema.shape.data.unwrap().element),
    recipients: entries('recipients', dataMapSchema.shape.recipients.unwrap().element),
    systems: entries('systems', dataMapSchema.shape.systems.element),
    datasets: entries('datasets', datasetSchema),
    exempt: entries('exempt', dataMapSchema.shape.exempt.unwrap().element).map((entry) => entry.value),
  }).map(({ path, message, instead }) => document.mistakeAt(path, message, instead))
}

/** Reads back to the same map. */
export function renderDataMap(map: DataMap): string {
  return stringify(map, { lineWidth: 120, aliasDuplicateObjects: false })
}
