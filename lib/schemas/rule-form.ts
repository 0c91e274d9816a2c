// A rule as a form brings it. The assembled rule passes the same schema as a rule from a file.
import { isCountry } from '../domain/data-map/country'
import type { HoldRule } from '../domain/hold-rule'
import { holdRuleSchema } from './hold-rule'
import { readConditions, writeConditions } from './rule-conditions'

export const ruleFields = [
  'key',
  'nameEn',
  'nameFr',
  'effect',
  'jurisdiction',
  'documentType',
  'dataset',
  'where',
  'needs',
  'startEvent',
  'orElse',
  'start',
  'periodCount',
  'periodUnit',
  'regime',
  'after',
  'lawReference',
  'lawUrl',
  'source',
  'reviewedOn',
  'noteEn',
  'noteFr',
  'reason',
] as const
export type RuleField = (typeof ruleFields)[number]
export type RuleTyped = Partial<Record<RuleField, string[]>>

export type RuleFormRead =
  | { ok: true; rule: Omit<HoldRule, 'version'>; reason: string }
  | { ok: false; wrong: RuleField[]; whereLine: number | null }

export const periodUnits = ['Y', 'M', 'W', 'D'] as const

export function readRuleForm(typed: RuleTyped): RuleFormRead {
  const one = (field: RuleField) => (typed[field]?.[0] ?? '').trim()
  const conditions = readConditions(one('where'))
  const where = conditions.ok ? conditions.where : []
  const parsed = holdRuleSchema.omit({ version: true }).safeParse(assemble(typed, one, where))
  const wrong = new Set<RuleField>(parsed.success ? [] : parsed.error.issues.map(({ path }) => fieldOf(path)))
  if (!conditions.ok) wrong.add('where')
  if (where.some((predicate) => 'field' in predicate) && one('dataset') === '') wrong.add('dataset')
  if (!isCountry(one('jurisdiction').toUpperCase())) wrong.add('jurisdiction')
  if ((one('noteEn') === '') !== (one('noteFr') === '')) wrong.add(one('noteEn') === '' ? 'noteEn' : 'noteFr')
  if (one('reason') === '') wrong.add('reason')
  if (parsed.success && wrong.size === 0) return { ok: true, rule: parsed.data, reason: one('reason') }
  const inOrder = ruleFields.filter((field) => wrong.has(field))
  return { ok: false, wrong: inOrder, whereLine: conditions.ok ? null : conditions.line }
}

type One = (field: RuleField) => string

function assemble(typed: RuleTyped, one: One, where: NonNullable<HoldRule['covers']>['where'] = []) {
  const covers = {
    ...(one('dataset') && { dataset: one('dataset') }),
    ...(where.length > 0 && { where }),
  }
  const startEvent = one('startEvent')
  const otherEvent = startEvent !== '' && startEvent !== 'document'
  return {
    key: one('key'),
    name: { en: one('nameEn'), fr: one('nameFr') },
    ...(one('effect') === 'limit' && { effect: 'limit' }),
    jurisdiction: one('jurisdiction').toUpperCase(),
    law: { reference: one('lawReference'), url: one('lawUrl') },
    documentType: one('documentType'),
    ...(Object.keys(covers).length > 0 && { covers }),
    needs: typed.needs ?? [],
    ...(otherEvent && { startEvent, ...(one('orElse') === 'document' && { orElse: 'document' }) }),
    start: one('start'),
    period: `P${one('periodCount')}${one('periodUnit')}`,
    ...(one('regime') && one('regime') !== 'kept' && { regime: one('regime') }),
    after: one('after'),
    source: one('source'),
    reviewedOn: one('reviewedOn'),
    ...((one('noteEn') || one('noteFr')) && { note: { en: one('noteEn'), fr: one('noteFr') } }),
  }
}

/** The field that a mistake in the rule belongs to. */
function fieldOf(path: readonly PropertyKey[]): RuleField {
  const at = path.join('.')
  const nested: Record<string, RuleField> = {
    ...{ 'name.en': 'nameEn', 'name.fr': 'nameFr', 'law.reference': 'lawReference', 'law.url': 'lawUrl' },
    ...{ 'note.en': 'noteEn', 'note.fr': 'noteFr', 'covers.dataset': 'dataset', period: 'periodCount' },
  }
  const [first] = path
  return nested[at] ?? ruleFields.find((field) => field === first) ?? 'where'
}

/** What the form starts with: the rule that is to be adapted. */
export function typedRule(rule: HoldRule): RuleTyped {
  const [, count = '', unit = ''] = /^P(\d+)([YMWD])$/.exec(rule.period) ?? []
  return {
    key: [rule.key],
    nameEn: [rule.name.en],
    nameFr: [rule.name.fr],
    effect: [rule.effect ?? 'hold'],
    jurisdiction: [rule.jurisdiction],
    documentType: [rule.documentType],
    dataset: [rule.covers?.dataset ?? ''],
    where: [writeConditions(rule.covers?.where)],
    needs: rule.needs,
    startEvent: [rule.startEvent ?? 'document'],
    orElse: rule.orElse ? [rule.orElse] : [],
    start: [rule.start],
    periodCount: [count],
    periodUnit: [unit],
    regime: [rule.regime ?? 'kept'],
    after: [rule.after],
    lawReference: [rule.law.reference],
    lawUrl: [rule.law.url],
    source: [rule.source],
    reviewedOn: [rule.reviewedOn],
    noteEn: [rule.note?.en ?? ''],
    noteFr: [rule.note?.fr ?? ''],
  }
}
