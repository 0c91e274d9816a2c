// Reach: what every kind of company system can be asked. Small and alike; all pass one contract suite (maxim 13).
import type { Catalogue } from '../domain/catalogue'
import type { MapController, MapDataset, MapIdentifier } from '../domain/data-map/types'
import type { FindingProblem, Identifier, PersonKeys, SlowLookup, SystemFinding } from '../domain/findings'
import type { DocumentYear } from '../domain/hold-rules/kept-years'
import type { MentionWord } from '../domain/mentions/mention-words'
import type { DocumentQuestions } from '../domain/plan/document-questions'
import type { ErasurePart } from '../domain/plan/parts'
import type { GroupCondition, PlanGroup } from '../domain/plan/types'

/** One system's share of the data map. */
export type SystemMap = {
  system: string
  datasets: MapDataset[]
  identifiers: MapIdentifier[]
  /** Whose datasets they are: the date of a document is the day at its controller's place. */
  controllers: Pick<MapController, 'key' | 'timeZone'>[]
  /** `schema.table` declared to hold nobody. */
  exempt: string[]
  /** By dataset of documents: what the rules in force ask of a row beside its country and date. */
  questions?: Record<string, DocumentQuestions>
  /** Filled in by the connector from its secret. */
  pseudonymKeys?: Readonly<Record<string, string>>
}

/** Rows of a dataset that match one claimed identifier; `keys` are primary keys as text, at most 100 of them. */
export type IdentifierMatch = {
  dataset: string
  identifier: Identifier
  field: string
  count: number
  keys: string[][]
  /** Whether the field is a contact point of the dataset: then the mailbox is on file. */
  contactPoint: boolean
}

/** Rows that are not the person's and whose free text names them; `keys` as text, at most 100 of them. */
export type Mention = { dataset: string; field: string; count: number; keys: string[][] }
/** Tables of at most so many rows are asked for mentions together: their texts are read in a fraction of a second. */
export const mostRowsTogether = 100_000

/** Different values of the fields asked for, as text, with the number of rows; `more`: there are others. */
export type DistinctValues = { rows: { values: (string | null)[]; count: number }[]; more: boolean }

export type WantedRows = { dataset: string; fields: string[] }
export type ReadRow = Record<string, unknown>
/** So few rows of a dataset are handed over at once. */
export const mostRowsAtOnce = 500

export type ErasureOrder = {
  stepId: string
  map: SystemMap
  catalogueHash: string
  person: PersonKeys
  /** In the order of execution. */
  groups: PlanGroup[]
}

export type ErasureResult =
  /** Committed as far as the server said. */
  | { status: 'applied'; transactionId: string; rows: { dataset: string; deleted: number; changed: number }[] }
  /** Nothing was done: rows, schema or rights are not what was approved. */
  | { status: 'refused'; problem: 'rows-changed' | 'schema-changed' | 'no-right' | 'constraint'; dataset?: string }
  /** Nothing was done: lock or statement time-out, server away before anything was written. */
  | { status: 'unavailable'; problem: 'unreachable' | 'lock-timeout' | 'statement-timeout' | 'deadlock' }
  /** The reply to COMMIT was lost, or a write that no ROLLBACK takes back stopped half way: ask `outcomeOf`. */
  | { status: 'ambiguous'; transactionId: string }

export type PartsFound = { status: 'parts'; parts: ErasurePart[] } | Extract<ErasureResult, { status: 'refused' }>
export type PartSeen = 'there' | 'gone' | 'unclear'

export type VerificationResult = {
  /** Each group as the re-reading sees it: rows that should be gone, fields that should be clear, rows that should stay. */
  groups: { dataset: string; fate: 'delete' | 'clear'; remaining: number; unchangedFields: number; kept: number }[]
  complete: boolean
}

/** Rows and fields that should be gone, and are there. */
export const leftToDo = ({ groups }: Pick<VerificationResult, 'groups'>): number =>
  groups.reduce((sum, { remaining, unchangedFields }) => sum + remaining + unchangedFields, 0)

/** Rows of one dataset that hold one value of a field and get another. Values as text, as `distinct` answers them. */
export type Correction = {
  place: string
  dataset: string
  /** A field of the map, or the one by which the dataset marks restricted rows. */
  field: string
  before: string | null
  after: string | null
  rows: number
  /** Which of the person's rows with that value. */
  where: GroupCondition
}

export type CorrectionOrder = Omit<ErasureOrder, 'groups'> & { corrections: Correction[] }

export type CorrectionVerification = {
  /** Each as the re-reading sees it: rows that still hold the old value, and those of the new one that are not there. */
  places: { place: string; dataset: string; field: string; remaining: number; missing: number }[]
  complete: boolean
}

/** Rows that should hold the new value, and do not. */
export const leftToCorrect = ({ places }: Pick<CorrectionVerification, 'places'>): number =>
  places.reduce((sum, { remaining, missing }) => sum + Math.max(remaining, missing), 0)

/** What a system can be asked without changing it. */
export interface SystemReader {
  /** Structure of the whole system. Throws ConnectorUnavailable. */
  inspect(): Promise<Catalogue>
  /** Who matches a claimed identifier; byte-exact on the normalised value (R7, R18). */
  identify(map: SystemMap, identifiers: Identifier[]): Promise<IdentifierMatch[]>
  /** E-mail addresses on file of these rows, for proof and for asking there; personal data: never store in clear. */
  contactPoints(map: SystemMap, person: PersonKeys): Promise<{ dataset: string; field: string; value: string }[]>
  /** Lookups of people that would read a whole table of more rows than `from`: asked before they are made. */
  slowLookups(map: SystemMap, from: number): Promise<SlowLookup[]>
  /** Resolves the person to pinned keys within this system. */
  pin(map: SystemMap, identifiers: Identifier[]): Promise<PersonKeys>
  /** Counts and digests in strata. */
  discover(map: SystemMap, person: PersonKeys): Promise<SystemFinding>
  /** At most `most` different values of these fields over the person's rows of a dataset, or a group of them. Personal data. */
  distinct(
    map: SystemMap,
    person: PersonKeys,
    dataset: string,
    fields: string[],
    most: number,
    where?: GroupCondition,
  ): Promise<DistinctValues>
  /**
   * Other people's rows of these datasets that name the person in free text. Reads the whole tables: whoever asks looks
   * at their size first.
   */
  mentions(
    map: SystemMap,
    person: PersonKeys,
    datasets: readonly string[],
    words: readonly MentionWord[],
  ): Promise<Mention[]>
  /** What `read` gives, of datasets with few rows each: asked for together. Null where it has to be read by itself. */
  readFew(map: SystemMap, person: PersonKeys, wanted: readonly WantedRows[]): Promise<(ReadRow[] | null)[]>
  /** Rows of one dataset in a cursor, constant memory. Columns not in the map's fields are not read. */
  read(map: SystemMap, person: PersonKeys, dataset: string, fields: string[]): AsyncIterable<Record<string, unknown>>
}

/** Asked directly, each question has a REPEATABLE READ snapshot of its own; a system that is away is a finding. */
export interface Connector extends SystemReader {
  /**
   * All that `work` asks comes from one snapshot over one connection: one question at a time, and a `read` to its end
   * before the next. Throws ConnectorUnavailable and SystemRefused, also from `discover`.
   */
  inSnapshot<T>(work: (reader: SystemReader) => Promise<T>): Promise<T>
  /** What the map and the system disagree about, said before and not during. */
  check(map: SystemMap): Promise<{ problems: FindingProblem[]; warnings: FindingProblem[] }>
  /** Issued documents of a dataset by country and year: counts, no values. */
  documentYears(map: SystemMap, dataset: string): Promise<DocumentYear[]>
  /** One transaction. `beforeCommit` is awaited with the transaction id before COMMIT is sent. */
  erase(order: ErasureOrder, beforeCommit: (transactionId: string) => Promise<void>): Promise<ErasureResult>
  /**
   * Counts everything that was approved and divides what can go before the last transaction into parts of at most `most`
   * rows, in the order in which they must go. The rest of the order is an erasure of its own.
   */
  partsOf(order: ErasureOrder, most: number): Promise<PartsFound>
  /** As `erase`, of one part. `stepId`, map, person and groups as `partsOf` was given them. */
  erasePart(
    order: ErasureOrder,
    part: ErasurePart,
    beforeCommit: (transactionId: string) => Promise<void>,
  ): Promise<ErasureResult>
  /** Whether the part at that place is there, all those before it being gone. */
  partSeen(order: ErasureOrder, parts: readonly ErasurePart[], index: number): Promise<PartSeen>
  /** Resolves a lost reply by asking the server (R20). */
  outcomeOf(transactionId: string): Promise<'committed' | 'aborted' | 'in-progress' | 'unknown'>
  verify(order: ErasureOrder): Promise<VerificationResult>
  /**
   * As `erase`: one transaction, all of it or nothing. Exactly `rows` of the person's rows hold `before`, byte for byte,
   * and the server stores `after` as it was given; else it is refused. A second time it is refused as `rows-changed`.
   */
  correct(order: CorrectionOrder, beforeCommit: (transactionId: string) => Promise<void>): Promise<ErasureResult>
  verifyCorrection(order: CorrectionOrder): Promise<CorrectionVerification>
  close(): Promise<void>
}

/** The system cannot be reached or refuses the sign-in. `failure` is a class; the server's text stays inside. */
export class ConnectorUnavailable extends Error {
  constructor(
    readonly failure: 'unreachable' | 'sign-in-refused' | 'tls' | 'database-missing' | 'too-many-connections',
  ) {
    super(`system unavailable: ${failure}`)
  }
}

/** The system answered, and refused a question: a right, a policy, a limit. Its code only; the server's text stays inside. */
export class SystemRefused extends Error {
  /** `timeout`: it was asked for longer than it allows, and may answer another time. */
  constructor(
    readonly code: string,
    readonly timeout: boolean,
  ) {
    super(`the system refused a statement: ${code}`)
  }
}
