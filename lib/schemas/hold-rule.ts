// Hold rules as people write them: reviewed like code, refused as a whole when one word is wrong.
import { z } from 'zod'
import { notACountry } from '../domain/data-map/check-controller'
import { isCountry } from '../domain/data-map/country'
import { fieldTerms } from '../domain/data-map/types'
import { readPeriod } from '../domain/hold-period'
import { type HoldRule, regimes, startEvents, startTransforms } from '../domain/hold-rule'
import { country, text } from './data-map'
import { type Mistake, readYaml, type YamlDocument } from './yaml-document'
import { mistakesOf } from './zod-mistakes'

const key = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}$/)
  .describe('a short name of lower-case letters, digits and hyphens, beginning with a letter')
const line = z.string().min(1).max(500).describe('a text')

const values = z.array(z.string().min(1).max(200)).min(1).describe('a list of values')
const amount = z.number().describe('a number')
const fieldName = z.string().min(1).max(63).describe('the name of a column')
const term = z.enum(fieldTerms)
const predicate = z
  .union([
    z.strictObject({ term, in: values }),
    z.strictObject({ term, atLeast: amount }),
    z.strictObject({ field: fieldName, in: values }),
    z.strictObject({ field: fieldName, atLeast: amount }),
  ])
  .describe('{ term: …, in: […] } or { term: …, atLeast: … }; field instead of term in one dataset')

export const holdRuleSchema = z.strictObject({
  key,
  version: z.int().min(1).describe('a whole number from 1'),
  name: text,
  effect: z.enum(['hold', 'limit']).optional(),
  jurisdiction: country,
  law: z.strictObject({
    reference: line,
    url: z.url({ protocol: /^https?$/ }).describe('an address beginning with https://'),
  }),
  documentType: key,
  covers: z
    .strictObject({ dataset: key.optional(), where: z.array(predicate).min(1).optional() })
    .describe('a mapping with dataset, where or both')
    .optional(),
  needs: z.array(z.enum(fieldTerms)).describe('a list of terms; [] where only keys are kept'),
  startEvent: z.enum(startEvents).optional(),
  orElse: z.literal('document').optional(),
  start: z.enum(startTransforms),
  period: z
    .string()
    .refine((period) => readPeriod(period) !== null, 'This is no period that ends.')
    .describe('an ISO 8601 period in years, months, weeks or days, such as P10Y'),
  regime: z.enum(regimes).optional(),
  after: z.enum(['erase', 'anonymise']),
  source: line,
  reviewedOn: z.iso.date().describe("a date in quotes, such as '2026-11-22'"),
  note: text.optional(),
}) satisfies z.ZodType<HoldRule>

const holdRulesSchema = z.strictObject({
  format: z.literal('habeas-hold-rules/1'),
  rules: z.array(holdRuleSchema).min(1),
})

export type HoldRulesRead = { ok: true; rules: HoldRule[] } | { ok: false; mistakes: Mistake[] }

export function parseHoldRules(input: string | Uint8Array): HoldRulesRead {
  const read = readYaml(input)
  if (!read.ok) return read
  const parsed = holdRulesSchema.safeParse(read.document.value)
  if (!parsed.success) return { ok: false, mistakes: mistakesOf(holdRulesSchema, parsed.error, read.document) }
  const mistakes = crossMistakes(parsed.data.rules, read.document)
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, rules: parsed.data.rules }
}

function crossMistakes(rules: HoldRule[], document: YamlDocument): Mistake[] {
  return rules.flatMap((rule, i) => {
    const mistakes: Mistake[] = []
    if (rules.findIndex((other) => other.key === rule.key && other.version === rule.version) !== i) {
      const message = `The rule “${rule.key}”, version ${rule.version}, stands here twice.`
      mistakes.push(document.mistakeAt(['rules', i, 'key'], message, 'Give this one another key, or the next version.'))
    }
    mistakes.push(...coverMistakes(rule, ['rules', i], document))
    if (isCountry(rule.jurisdiction)) return mistakes
    const { path, message, instead } = notACountry(['rules', i, 'jurisdiction'], rule.jurisdiction)
    return [...mistakes, document.mistakeAt(path, message, instead)]
  })
}

/** A column's name means something in one dataset only; and only another event than the document needs a way out. */
function coverMistakes(rule: HoldRule, path: (string | number)[], document: YamlDocument): Mistake[] {
  const mistakes: Mistake[] = []
  const named = (rule.covers?.where ?? []).some((predicate) => 'field' in predicate)
  if (named && rule.covers?.dataset === undefined)
    mistakes.push(
      document.mistakeAt(
        [...path, 'covers'],
        'A field is named without its dataset.',
        'Add dataset, or name the term.',
      ),
    )
  if (rule.orElse && (rule.startEvent ?? 'document') === 'document')
    mistakes.push(
      document.mistakeAt(
        [...path, 'orElse'],
        'The document’s own date needs no other.',
        'Remove orElse, or name startEvent.',
      ),
    )
  return mistakes
}
