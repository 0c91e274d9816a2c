import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { decideProposal } from '../domain/matter'
import { type Outcome, refuse } from '../domain/outcome'
import { instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'
import { commitMatter } from './commit-matter'

/** The first of two people says that the matter is over. It freezes as before until another one lifts it. */
export async function proposeLift(actor: StaffActor, input: { matterId: string; version: number }): Promise<Outcome> {
  const matter = await db.matter.findUnique({ where: { id: input.matterId } })
  if (!matter) return refuse('not-found')
  // The person is told first (Art. 18(3)): lift-restriction.
  if (matter.kind === 'restriction') return refuse('restriction-lift')
  const decision = decideProposal(actor, matter, input.version)
  if (!decision.ok) return decision
  return commitMatter(actor, {
    matter,
    data: { status: 'lift-proposed', liftProposedBy: actor.userId, liftProposedAt: instantToDate(now()) },
    event: evidence('matter.lift-proposed', { matterId: matter.id }),
  })
}
