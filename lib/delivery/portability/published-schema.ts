// What every portable package looks like around its rows: manifest.json, and dictionary.json under $defs. Published as
// public/schemas/habeas-portability-1.json, kept in step by a test; the rows have a schema of their own in each package.
import { fieldCategories, fieldOrigins, legalBases } from '../../domain/data-map/types'
import { csvRules, DICTIONARY_FORMAT } from './dictionary'
import { PORTABLE_FORMAT, PUBLISHED_SCHEMA } from './manifest-file'
import { portableForms } from './portable-facts'
import { portableKinds } from './portable-type'

type Schema = Record<string, unknown>

const text = { type: 'string' }
const count = { type: 'integer', minimum: 0 }
const instant = { type: 'string', format: 'date-time' }
const sha256 = { type: 'string', pattern: '^[0-9a-f]{64}$' }
const country = { type: 'string', pattern: '^[A-Z]{2}$' }
const address = { type: 'string', pattern: '^https://schema\\.org/' }
const oneOf = (values: readonly string[]): Schema => ({ enum: [...values] })
const listOf = (items: Schema): Schema => ({ type: 'array', items })

/** All are there and no others, save the optional ones. */
const object = (properties: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema => ({
  type: 'object',
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
  additionalProperties: false,
})

const dataset = object({
  ...{ key: text, label: text, controller: object({ key: text, name: text, country }) },
  rows: { ...count, description: 'Rows in each of the files.' },
  rowsPlanned: { ...count, description: 'Rows counted when the hand-over was decided.' },
  readAt: { ...instant, description: 'All datasets of one system are read from one snapshot of it.' },
  files: {
    ...{ type: 'object', minProperties: 1, additionalProperties: false },
    properties: Object.fromEntries(portableForms.map((form) => [form, text])),
  },
  schema: { ...text, description: 'Where the rows are described.' },
})

const field = object(
  {
    ...{ name: text, label: text, category: oneOf(fieldCategories), type: oneOf(portableKinds) },
    list: { type: 'boolean', description: 'A JSON array of values of the type.' },
    ...{ nullable: { type: 'boolean' }, sourceType: { ...text, description: 'The type of the column at the source.' } },
    ...{ origin: oneOf(fieldOrigins), legalBasis: oneOf(legalBases) },
  },
  { precision: count, scale: { type: 'integer' }, vocabulary: object({ type: address, property: address }) },
)

const dictionary = object({
  format: { const: DICTIONARY_FORMAT },
  csv: object(Object.fromEntries(Object.entries(csvRules).map(([rule, value]) => [rule, { const: value }]))),
  datasets: listOf(object({ key: text, label: text, fields: listOf(field) })),
})

export const publishedSchema: Schema = {
  ...{ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: PUBLISHED_SCHEMA },
  ...{ title: 'Manifest of a portable package', $defs: { dictionary } },
  ...object({
    ...{ $schema: { const: PUBLISHED_SCHEMA }, format: { const: PORTABLE_FORMAT }, schemaVersion: { const: 1 } },
    reference: { type: ['string', 'null'], description: 'Of the request; none in a batch.' },
    ...{ builtAt: instant, source: object({ name: text, country, contact: text }) },
    ...{ vocabulary: { const: 'https://schema.org' }, dictionary: { const: 'dictionary.json' } },
    schema: { const: 'schema.json' },
    datasets: listOf(dataset),
    files: { ...listOf(object({ name: text, bytes: count, sha256 })), description: 'Every file but this one.' },
  }),
}
