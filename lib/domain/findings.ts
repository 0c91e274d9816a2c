// What discovery brings back: counts and keyed digests in groups of rows that share every fact a rule can ask about.
// Values never leave the company's system in this step.

import type { TableTrait } from './catalogue'

/** A claimed or proven identifier, normalised by its kind. */
export type Identifier = { kind: string; value: string }

/**
 * The person's rows, pinned: primary keys (as text, column order of the catalogue) of the rows that other datasets
 * link to, so that the person can still be found after the e-mail is gone; identifiers for all else. Encrypted at rest.
 */
export type PersonKeys = {
  identifiers: Identifier[]
  anchors: { dataset: string; keys: string[][] }[]
}

/** A hold can only come from documents: which, whose law, of when. */
export type DocumentFacts = {
  /** Dataset of the document. */
  dataset: string
  /** Country code; null where the row states none or one that the map does not know. */
  jurisdiction: string | null
  issued: boolean
  /** ISO date of the document; null where missing. For a referenced row: the latest of its documents. */
  date: string | null
  /** What rules ask beside (plan/document-questions.ts), by the question's id; null: the row does not say. */
  answers?: Record<string, boolean | null>
  /** Start dates other than the document's own, by the question's id; null: no such event. */
  starts?: Record<string, string | null>
}

/** Rows of one dataset that share every fact. `documents` is empty for rows that no document concerns. */
export type Stratum = {
  /** Own document, the document it is part of, or the documents that reference it. */
  documents: DocumentFacts[]
  /**
   * Tables with rows that will still reference these by a foreign key after the erasure, so that these cannot be
   * deleted: rows outside the person's, and the person's own that the map lets stay (`clear`, or held as processor).
   * References from held documents are told by `documents`.
   */
  referencedBy: string[]
  count: number
  digest: string
}

export type DatasetFinding = {
  dataset: string
  count: number
  /** Keyed digest over the primary keys and row versions; order-independent. */
  digest: string
  strata: Stratum[]
  /** Rows by JSON column whose document is none, or is not built as the map's paths say. Absent without any. */
  unreadable?: { field: string; rows: number }[]
}

export type FindingProblem =
  | { code: 'unreachable'; detail: string }
  /** The system answers, and refused a question; the code names its class. */
  | { code: 'refused'; detail: string }
  | { code: 'table-missing'; dataset: string; table: string }
  | { code: 'column-missing'; dataset: string; column: string }
  | { code: 'no-right'; dataset: string; right: 'select' | 'update' | 'delete' }
  | { code: 'schema-changed'; table: string }
  | { code: 'unmapped-table'; table: string }
  | { code: 'no-primary-key'; dataset: string }
  | { code: 'too-many-people'; dataset: string; count: number }
  /** Numbers without their country, which match nobody. */
  | { code: 'national-phone'; dataset: string; column: string }
  /** What the table's engine means for an erasure. */
  | { code: TableTrait; dataset: string; table: string }
  /** Whether tables that the account may not see reference these is unknown: their rows could go along. */
  | { code: 'references-unseen' }
  /** An identifier on the person's records that is followed only when the DPO says so. */
  | { code: 'ambiguous-key'; dataset: string; column: string; identifier: string; strength: 'weak' | 'ambiguous' }
  /** The map names a key for a pseudonym that the system's connection does not hold. */
  | { code: 'pseudonym-key-missing'; dataset: string; column: string; name: string }
  | { code: 'slow-lookup'; dataset: string; column: string; rows: number }
  /** Other people's rows that name the person in free text: for a human to look at. */
  | { code: 'mentioned'; dataset: string; column: string; rows: number }
  /** Its free texts were not looked into: too many, or it took too long. */
  | { code: 'mentions-unsearched'; dataset: string; rows: number }

export type SlowLookup = Extract<FindingProblem, { code: 'slow-lookup' }>

export type MentionCount = { dataset: string; field: string; count: number }

export type SystemFinding = {
  system: string
  status: 'searched' | 'unreachable' | 'blocked'
  catalogueHash: string
  problems: FindingProblem[]
  /** Worth saying, not blocking. */
  warnings: FindingProblem[]
  datasets: DatasetFinding[]
  /** Other people's rows that name the person; absent where nothing was looked for. */
  mentions?: MentionCount[]
}

/** Of a system that could not be searched: it is never skipped, since "not found" and "not asked" must not look alike. */
const unsearched = (system: string, status: 'unreachable' | 'blocked', problem: FindingProblem): SystemFinding => ({
  ...{ system, status, catalogueHash: '', problems: [problem], warnings: [], datasets: [] },
})

/** It is asked again by itself. */
export const unreachableFinding = (system: string, failure: string): SystemFinding =>
  unsearched(system, 'unreachable', { code: 'unreachable', detail: failure })

/** Not searched unasked: it would read whole tables. */
export const slowFinding = (system: string, lookups: readonly SlowLookup[]): SystemFinding => ({
  ...{ system, status: 'blocked', catalogueHash: '', problems: [...lookups], warnings: [], datasets: [] },
})

/** Somebody has to do something about it first. */
export const refusedFinding = (system: string, code: string): SystemFinding =>
  unsearched(system, 'blocked', { code: 'refused', detail: code })
