// What a plan of corrections is drawn from beside the findings: the wishes as they are decided, and the places where their
// data stand.
import type { ErasureFacts } from '../plan/planning'
import type { GroupCondition } from '../plan/types'

export const wishStatuses = ['open', 'accepted', 'adapted', 'refused', 'replaced'] as const
export type WishStatus = (typeof wishStatuses)[number]

export type WishFacts = {
  id: string
  number: number
  /** Null: in the person's own words. */
  datum: string | null
  status: WishStatus
  /** What is to stand there, as decided; in memory alone, never in the plan. */
  wanted: string | null
  /** Its keyed digest. */
  after: string | null
}

export type PlaceDecision = 'apply' | 'leave'
/** Rows with one value, told apart by what keeps them as they are. */
export type PlaceGroup = { where: GroupCondition; rows: number }

export type PlaceFacts = {
  id: string
  wish: string
  system: string
  dataset: string
  field: string
  rows: number
  /** Keyed digest of the value; null: none stands there. */
  before: string | null
  decision: PlaceDecision | null
  groups: PlaceGroup[]
}

export type CorrectionFacts = {
  wishes: readonly WishFacts[]
  places: readonly PlaceFacts[]
  /** Matters of the person's own restriction: it is their correction that they wait for (Art. 18(1)(a)). */
  ownMatters: readonly string[]
}

export type RectificationFacts = ErasureFacts & { corrections: CorrectionFacts }

/** What is carried out, or may be. */
export const isGranted = ({ datum, status }: WishFacts): boolean =>
  datum !== null && (status === 'accepted' || status === 'adapted')
