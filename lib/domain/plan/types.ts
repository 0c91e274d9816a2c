// A plan says for every group of rows what goes, what stays, why and until when: counts and digests, no values.
// Its hash is what people sign.
import type { FindingProblem } from '../findings'
import type { Regime } from '../hold-rule'
import type { MatterKind, MatterTold } from '../matter'
import type { FieldTest, StartRule } from './document-questions'

/** Rows held by exactly these rules. Expressed so that a connector can turn it into set-based SQL. */
export type HoldCondition = {
  rule: string
  ruleVersion: number
  /** Dataset of the document that the rule speaks of. */
  document: string
  jurisdiction: string
  /** Which documents of that dataset; absent: all. */
  tests?: FieldTest[]
  /** Which date is compared; absent: the document's own. */
  start?: StartRule
  /** Documents of this ISO date or later are still held today (lib/domain/hold-period.ts startCutoff). */
  heldFrom: string
}

/** Rows whose document has a date between these, both inclusive, or none: a matter's dates, and those alone. */
export type DateRange = { document: string; from: string | null; to: string | null }

/**
 * A row belongs to the group when every `heldBy` holds it and no `notHeldBy` does. Holds that have ended and leave the
 * row without a person (`after: anonymise`) are told apart the same way, their conditions reaching back for ever.
 */
export type GroupCondition = {
  heldBy: HoldCondition[]
  notHeldBy: HoldCondition[]
  endedUnder?: HoldCondition[]
  notEndedUnder?: HoldCondition[]
  /** Whether rows outside the person's reference it; null: either. */
  referenced: boolean | null
  /** Absent where no date of a matter divides the dataset. */
  dated?: (DateRange & { within: boolean })[]
}

/**
 * A JSON document in part. `stays`: all of it but these paths, which go or are replaced; `goes`: of it these paths alone
 * are left, as they are or replaced.
 */
export type PathsChange = {
  rest: 'stays' | 'goes'
  paths: { path: string; fate: 'clear' | 'keep' | { replace: string } }[]
}
export type FieldChange = { field: string; change: 'clear' | { replace: string } | PathsChange }

/** What stays of a group and why; one line per rule. */
export type KeptBecause =
  | {
      why: 'rule'
      rule: string
      ruleVersion: number
      law: string
      /** Rows by the ISO date on which their hold ends. */
      until: { date: string; rows: number }[]
      fields: string[]
      /** Absent: kept as it is. `blocked`: not even viewed. */
      regime?: Exclude<Regime, 'kept'>
      /** What becomes of the rows then; absent: they are erased. */
      after?: 'anonymise'
    }
  /** The rule's hold has ended, and it leaves what names nobody. */
  | { why: 'anonymous'; rule: string; ruleVersion: number; law: string; fields: string[] }
  /** Frozen by people while a matter lasts: no end is known, the matter is reviewed instead. */
  | { why: 'matter'; matter: string; reference: string; kind: MatterKind; told: MatterTold; fields: string[] }
  /** Rows that stay because rows of others, or rows without a person, reference them; nothing personal stays in them. */
  | { why: 'referenced'; table: string; fields: string[] }
  /** The map says that the row itself stays (`erasure: clear`). */
  | { why: 'row-stays'; fields: string[] }

export type PlanGroup = {
  dataset: string
  fate: 'delete' | 'clear'
  where: GroupCondition
  rows: number
  digest: string
  /** For `clear`: what happens to which field. Empty: the row stays untouched. */
  changes: FieldChange[]
  /** For `clear`: never empty. */
  keeps: KeptBecause[]
}

export type PlanBlock =
  | { code: 'system'; system: string; problem: FindingProblem }
  | { code: 'missing-date'; dataset: string; rows: number }
  | { code: 'unknown-jurisdiction'; dataset: string; rows: number }
  | { code: 'no-rule'; dataset: string; documentType: string; jurisdiction: string; rows: number }
  /** The row does not say what the rule asks: kept or erased would be a guess. */
  | { code: 'unclear-coverage'; dataset: string; rule: string; rows: number }
  /** The rule asks for a field that the map does not name in this dataset. */
  | { code: 'rule-field-missing'; dataset: string; rule: string; rows: number }
  /** A rule came since the search, and asks what was not looked for. */
  | { code: 'search-again'; dataset: string; rows: number }
  | { code: 'not-nullable'; dataset: string; field: string }
  | { code: 'not-writable'; dataset: string; field: string }
  | { code: 'unique-replacement'; dataset: string; field: string }
  | { code: 'replacement-too-long'; dataset: string; field: string }
  /** Paths are named in a column that holds no JSON by its type. */
  | { code: 'path-not-writable'; dataset: string; field: string }
  /** Documents that are no JSON, or not built as their paths say: what stands where would be a guess. */
  | { code: 'unreadable-document'; dataset: string; field: string; rows: number }
  /** A column that nobody classified would survive on a row that stays. */
  | { code: 'unmapped-column'; dataset: string; column: string }
  | { code: 'processor'; dataset: string; controller: string; rows: number }
  | { code: 'cascade'; dataset: string; table: string }
  | { code: 'trigger'; dataset: string; trigger: string }
  | { code: 'cycle'; datasets: string[] }
  /** More rows would be deleted than one transaction should hold: it goes in several, of at most so many rows each. */
  | { code: 'not-atomic'; system: string; rows: number; most: number }
  /** Whether it is portable is unknown: the map does not say where the field comes from. */
  | { code: 'origin-undeclared'; dataset: string; field: string }
  /** The person named a receiver that nobody has set up yet. */
  | { code: 'receiver-missing' }
  /** The person has not confirmed that it goes to exactly this receiver. */
  | { code: 'receiver-unconfirmed' }
  /** A wish that nobody has decided yet. */
  | { code: 'wish-undecided'; count: number }
  /** The wanted value does not fit where it would stand. */
  | { code: 'value-unfit'; dataset: string; field: string; problem: UnfitBecause }

/** Why a column does not take a value. `constraint`: what its table demands, or that nothing is written there at all. */
export type UnfitBecause = 'too-long' | 'wrong-type' | 'not-nullable' | 'constraint'

export type ErasurePlan = {
  format: 'habeas-plan/1'
  right: 'erasure'
  requestId: string
  /** ISO date for which it was computed. */
  today: string
  mapVersion: number
  rules: { key: string; version: number }[]
  /** Active matters that concern the person in places where rows were found; absent without any. */
  matters?: string[]
  systems: { system: string; catalogueHash: string; groups: PlanGroup[] /* in the order of execution */ }[]
  blocks: PlanBlock[]
  warnings: PlanBlock[]
  /** Systems that no connector reaches: what their owners find there is erased by them. Absent where there are none. */
  byHand?: string[]
  /** Rows held as processor: shown, never executed here (Art. 28(3)(e)). */
  forwarded: { dataset: string; controller: string; rows: number }[]
  /** rows = deleted + cleared + blocked; `keptRows` are those of `cleared` that a rule or a matter holds. */
  totals: { rows: number; deleted: number; cleared: number; keptRows: number; blocked: number }
}

export type AccessPlan = {
  format: 'habeas-plan/1'
  right: 'access'
  requestId: string
  today: string
  mapVersion: number
  datasets: { dataset: string; system: string; rows: number; digest: string; withheldFields: string[] }[]
  /** Left out by a person's decision, Art. 15(4). `field` null: the whole dataset. */
  excluded: { dataset: string; field: string | null; reason: string }[]
  forwarded: { dataset: string; controller: string; rows: number }[]
  /** As in an erasure: what their owners find there goes into the copy. */
  byHand?: string[]
  blocks: PlanBlock[]
  warnings: PlanBlock[]
  totals: { rows: number }
}
