import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { decideReview } from '../domain/matter'
import { type Outcome, refuse } from '../domain/outcome'
import { dateOnly, instantToDate, now, today } from '../platform/clock'
import { db } from '../platform/db/client'
import { commitMatter } from './commit-matter'
import { currentMap } from './current-map'
import { controllerOf } from './letter-frame'

/** Looked at again, and still needed: until the next date. Whoever had proposed to lift it is answered by this. */
export async function reviewMatter(
  actor: StaffActor,
  input: { matterId: string; version: number; reviewOn: string },
): Promise<Outcome> {
  const matter = await db.matter.findUnique({ where: { id: input.matterId } })
  if (!matter) return refuse('not-found')
  const { map } = await currentMap(db)
  const here = today(controllerOf(map, map.organisation.defaultController).timeZone)
  const reviewOn = Temporal.PlainDate.from(input.reviewOn)
  const decision = decideReview(actor, matter, { version: input.version, reviewOn, today: here })
  if (!decision.ok) return decision
  return commitMatter(actor, {
    matter,
    data: {
      ...{ status: 'active', liftProposedBy: null, liftProposedAt: null },
      ...{ reviewOn: dateOnly(reviewOn), reviewedBy: actor.userId, reviewedAt: instantToDate(now()) },
    },
    event: evidence('matter.reviewed', { matterId: matter.id, reviewOn: input.reviewOn }),
  })
}
