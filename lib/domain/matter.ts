// A hold that people place: a dispute, an audit, an investigation. While it lasts nothing in its scope is erased or
// corrected (Art. 17(3)(e), 18(1)(c) GDPR). Placing takes one person, lifting two.
import type { StaffActor } from './actor'
import type { Outcome } from './outcome'
import { refuse } from './outcome'
import { may } from './request/status'

export const matterKinds = ['dispute', 'audit', 'investigation'] as const
/** `restriction`: what a person asked for while they contest their data (Art. 18); nobody places it by hand. */
export type MatterKind = (typeof matterKinds)[number] | 'restriction'

/** What the person reads: what kind of matter keeps what, or the ground alone where more would harm it (Art. 23). */
export const matterTold = ['told', 'ground-only'] as const
export type MatterTold = (typeof matterTold)[number]

export const matterStatuses = ['active', 'lift-proposed', 'lifted'] as const
export type MatterStatus = (typeof matterStatuses)[number]

/** Where it freezes: these systems and these datasets, everywhere without any; dates are of documents, both inclusive. */
export type MatterPlaces = { systems: string[]; datasets: string[]; from: string | null; to: string | null }

/** An active matter as a plan sees it; whom it concerns was decided before. */
export type PlanMatter = MatterPlaces & { id: string; reference: string; kind: MatterKind; told: MatterTold }

/** A matter as a line of the list of holds. */
export type HoldLine = MatterPlaces & {
  id: string
  kind: MatterKind
  reference: string
  status: MatterStatus
  /** How many people it is about; null: everybody in its places. */
  people: number | null
  reviewOn: string
  reviewDue: boolean
  /** Plans that stand under it. */
  plans: number
}

/** A matter is looked at again within a year at the latest: what nobody looks at has no end (Art. 5(1)(e)). */
export const LONGEST_REVIEW = { months: 12 }

export function reviewRefusal(
  reviewOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): 'review-past' | 'review-far' | null {
  if (Temporal.PlainDate.compare(reviewOn, today) <= 0) return 'review-past'
  return Temporal.PlainDate.compare(reviewOn, today.add(LONGEST_REVIEW)) > 0 ? 'review-far' : null
}

type Seen = { status: string; version: number }

export function decideProposal(actor: StaffActor, matter: Seen, version: number): Outcome {
  if (!may(actor, 'proposeLift')) return refuse('not-permitted')
  if (matter.version !== version) return refuse('conflict')
  return matter.status === 'active' ? { ok: true } : refuse('wrong-status')
}

/** The second of two people. No setting makes one person enough: a hold protects somebody who is not asked. */
export function decideLift(
  actor: StaffActor,
  matter: Seen & { liftProposedBy: string | null },
  version: number,
): Outcome {
  if (!may(actor, 'liftMatter')) return refuse('not-permitted')
  if (matter.version !== version) return refuse('conflict')
  if (matter.status !== 'lift-proposed') return refuse('wrong-status')
  return matter.liftProposedBy === actor.userId ? refuse('lift-needs-another') : { ok: true }
}

export function decideReview(
  actor: StaffActor,
  matter: Seen,
  asked: { version: number; reviewOn: Temporal.PlainDate; today: Temporal.PlainDate },
): Outcome {
  if (!may(actor, 'liftMatter')) return refuse('not-permitted')
  if (matter.version !== asked.version) return refuse('conflict')
  if (matter.status === 'lifted') return refuse('wrong-status')
  const refusal = reviewRefusal(asked.reviewOn, asked.today)
  return refusal ? refuse(refusal) : { ok: true }
}
