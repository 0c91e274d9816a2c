// What rules ask of a document beside its country and its date, in the columns of its own row: a plan and the SQL that
// carries it out speak the same words.
import type { DataMap, MapDataset } from '../data-map/types'
import { type HoldRule, holds, type Predicate } from '../hold-rule'

/** One of the fields says so. */
export type FieldTest = { fields: string[]; in: string[] } | { fields: string[]; atLeast: number }

/** Which date starts the period, where it is not the document's own. */
export type StartRule = { event: 'last-entry' | 'last-payment'; orElse?: 'document' }

/** Of one dataset of documents. `id`: under which a finding states the answer. */
export type DocumentQuestions = {
  coverage: { id: string; tests: FieldTest[] }[]
  starts: { id: string; start: StartRule }[]
}

export const questionId = (question: FieldTest[] | StartRule): string => JSON.stringify(question)

/** Null: the dataset has no such field, so the rule cannot be asked there. Empty: it covers every row. */
export function coverageOf(rule: HoldRule, dataset: MapDataset): FieldTest[] | null {
  const tests = (rule.covers?.where ?? []).map((predicate): FieldTest | null => {
    const fields = fieldsOf(predicate, dataset)
    if (fields.length === 0) return null
    return 'in' in predicate ? { fields, in: [...predicate.in].sort() } : { fields, atLeast: predicate.atLeast }
  })
  return tests.every((test) => test !== null) ? tests : null
}

/** Null: the document's own date. */
export function startOf(rule: HoldRule): StartRule | null {
  const event = rule.startEvent ?? 'document'
  if (event === 'document') return null
  return rule.orElse ? { event, orElse: rule.orElse } : { event }
}

/** The dataset of documents that rows of this one are, or are part of. */
export function documentOf(dataset: Pick<MapDataset, 'key' | 'document'> | undefined): string | null {
  if (!dataset?.document) return null
  return 'partOf' in dataset.document ? dataset.document.partOf : dataset.key
}

/** Whether the rule speaks of documents that stand in this dataset. */
export const concerns = (rule: HoldRule, { key, document }: MapDataset): boolean =>
  document !== undefined &&
  !('partOf' in document) &&
  document.type === rule.documentType &&
  (rule.covers?.dataset ?? key) === key

/** By dataset: what a search has to bring back so that these rules can be asked; nothing for most datasets. */
export function documentQuestions(map: DataMap, rules: readonly HoldRule[]): Record<string, DocumentQuestions> {
  const asked = map.datasets.map((dataset) => {
    const own = rules.filter((rule) => holds(rule) && concerns(rule, dataset))
    const coverage = own.map((rule) => coverageOf(rule, dataset)).filter((tests) => tests !== null && tests.length > 0)
    const starts = own.map(startOf).filter((start) => start !== null)
    return [
      dataset.key,
      {
        coverage: distinct(coverage).map(([id, tests]) => ({ id, tests })),
        starts: distinct(starts).map(([id, start]) => ({ id, start })),
      },
    ] as const
  })
  return Object.fromEntries(asked.filter(([, { coverage, starts }]) => coverage.length + starts.length > 0))
}

function distinct<Question extends FieldTest[] | StartRule>(questions: (Question | null)[]): [string, Question][] {
  const known = new Map(questions.flatMap((question) => (question ? [[questionId(question), question] as const] : [])))
  return [...known].sort(([a], [b]) => (a < b ? -1 : 1))
}

function fieldsOf(predicate: Predicate, dataset: MapDataset): string[] {
  if ('field' in predicate) return Object.hasOwn(dataset.fields, predicate.field) ? [predicate.field] : []
  return Object.entries(dataset.fields)
    .filter(([, field]) => field.term === predicate.term)
    .map(([name]) => name)
    .sort()
}
