// A rule of law that keeps records against erasure: Art. 17(3)(b) with the national duty it names. Field by field,
// for as long as a cited duty lasts (law.md §3: never record-level, never without an end).
import type { FieldTerm, Text } from './data-map/types'

export const startTransforms = [
  'that-date',
  'calendar-year-end',
  'financial-year-close',
  'following-1-january',
  'january-after-close',
] as const
export type StartTransform = (typeof startTransforms)[number]

export const startEvents = ['document', 'last-entry', 'last-payment'] as const
export type StartEvent = (typeof startEvents)[number]

/** The longer, the stricter. `blocked`: not even viewed (Spain, LOPDGDD art. 32). */
export const regimes = ['kept', 'restricted', 'blocked'] as const
export type Regime = (typeof regimes)[number]

/** A fact of the document's own row, by the field's meaning or by its name in the one dataset that the rule covers. */
export type Predicate = ({ term: FieldTerm } | { field: string }) & ({ in: string[] } | { atLeast: number })

export type HoldRule = {
  key: string
  version: number
  name: Text
  /**
   * `hold` keeps rows against an erasure, and is meant where nothing is said; `limit` is only the longest period for
   * keeping without a request: it is shown and cited, and holds nothing.
   */
  effect?: 'hold' | 'limit'
  /** ISO 3166-1 alpha-2 of the law that applies. */
  jurisdiction: string
  law: { reference: string; url: string }
  /** Matches `document.type` of a dataset. */
  documentType: string
  /** Only these documents of the type; absent: all. Every predicate must hold. */
  covers?: { dataset?: string; where?: Predicate[] }
  /** Fields of the document (and of the rows it references) that the duty needs. Everything else is released. */
  needs: FieldTerm[]
  /** Which declared business date starts the period: the document's own where nothing is said. */
  startEvent?: StartEvent
  /** For a document without such an event. Absent: such a document stops the plan. */
  orElse?: 'document'
  /** Applied to that date. */
  start: StartTransform
  /** ISO 8601, e.g. P10Y. */
  period: string
  /** While held; `kept` where nothing is said. */
  regime?: Regime
  /** When it ends. `anonymise`: the row stays with nothing but amounts, dates, currency, country, status and keys. */
  after: 'erase' | 'anonymise'
  source: string
  reviewedOn: string
  note?: Text
}

export const holds = (rule: HoldRule): boolean => rule.effect !== 'limit'
