// What will be corrected where (Art. 16), and what the law keeps as it is: places, counts and keyed digests, no values.
// Its hash is what people sign; the values stand sealed beside it, in `correction_place`.
import type { GroupCondition, PlanBlock } from './types'

/** Rows of one dataset that hold one value of a datum and get another. */
export type PlannedCorrection = {
  /** `correction_place.id`: where the sealed values are. */
  place: string
  dataset: string
  field: string
  rows: number
  /** HMAC under the digest key of the value as it was read, and of the value that it becomes; null: no value. */
  before: string | null
  after: string | null
  /** Which of the person's rows with that value: those that no rule and no matter keeps as they are. */
  where: GroupCondition
}

/** Rows that stay as they are, and what the law offers instead. */
export type KeptAsItIs = {
  place: string
  dataset: string
  field: string
  rows: number
  why: /** An issued document is never edited: a corrective one is issued. */
    | { code: 'issued-document'; rule: string; ruleVersion: number; law: string }
    | { code: 'matter'; matter: string; reference: string }
  /** A corrective document is issued by a colleague, or the person's own statement is kept beside it. */
  offer: 'corrective-document' | 'statement'
}

export type RectificationPlan = {
  format: 'habeas-plan/1'
  right: 'rectification'
  requestId: string
  /** ISO date for which it was computed. */
  today: string
  mapVersion: number
  /** As in an erasure: whatever keeps a document keeps it unedited. */
  rules: { key: string; version: number }[]
  matters?: string[]
  systems: { system: string; catalogueHash: string; corrections: PlannedCorrection[] }[]
  kept: KeptAsItIs[]
  /** Wishes that the DPO refused; the reason stands sealed beside the wish. */
  refused: { wish: string }[]
  /** Places that the DPO leaves as they are, for the reason beside the wish. */
  left: { wish: string; place: string; dataset: string; field: string; rows: number }[]
  /** Where the wanted value stands already. */
  asWished: { dataset: string; field: string; rows: number }[]
  /** Wishes in the person's own words, or about places that no connector reaches: a colleague's task. */
  byHand?: string[]
  /** Rows held for a client: it is told (Art. 28(3)(e)). */
  forwarded: { dataset: string; controller: string; rows: number }[]
  blocks: PlanBlock[]
  warnings: PlanBlock[]
  /** Rows corrected, and rows kept as they are. */
  totals: { rows: number; kept: number }
}
