// A rule of law that keeps records against erasure: Art. 17(3)(b) with the national duty it names. Field by field,
// for as long as a cited duty lasts (law.md §3: never record-level, never without an end).
import type { FieldTerm, Text } from './data-map/types'

export type StartTransform = 'that-date' | 'calendar-year-end' | 'financial-year-close' | 'following-1-january'

export type HoldRule = {
  key: string
  version: number
  name: Text
  /** ISO 3166-1 alpha-2 of the law that applies. */
  jurisdiction: string
  law: { reference: string; url: string }
  /** Matches `document.type` of a dataset. */
  documentType: string
  /** Fields of the document (and of the rows it references) that the duty needs. Everything else is released. */
  needs: FieldTerm[]
  /** The document's own business date, then the transform. */
  start: StartTransform
  /** ISO 8601, e.g. P10Y. */
  period: string
  /** What happens when it ends. */
  after: 'erase'
  source: string
  reviewedOn: string
  note?: Text
}
