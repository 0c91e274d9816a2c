import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { decideLift } from '../domain/matter'
import { type Outcome, refuse } from '../domain/outcome'
import { instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import { commitMatter } from './commit-matter'
import { knowsTheOthersPassword } from './two-people'

/** The second of two people. Whom it was about is forgotten with it; what it kept is planned anew. */
export async function liftMatter(actor: StaffActor, input: { matterId: string; version: number }): Promise<Outcome> {
  const matter = await db.matter.findUnique({ where: { id: input.matterId } })
  if (!matter) return refuse('not-found')
  const decision = decideLift(actor, matter, input.version)
  if (!decision.ok) return decision
  const proposed = { preparedBy: matter.liftProposedBy, preparedAt: matter.liftProposedAt }
  if (await knowsTheOthersPassword(proposed, actor.userId)) return refuse('lift-first-password')
  return commitMatter(actor, {
    matter,
    data: { status: 'lifted', liftedBy: actor.userId, liftedAt: instantToDate(now()) },
    event: evidence('matter.lifted', { matterId: matter.id, proposedBy: matter.liftProposedBy ?? '' }),
    follow: async (tx) => {
      await tx.matterPerson.deleteMany({ where: { matterId: matter.id } })
      await enqueue(tx, 'apply-matter', { matterId: matter.id })
      // What answered requests kept because of it is due now (end-holds looks daily anyway).
      await enqueue(tx, 'end-holds', {})
    },
  })
}
