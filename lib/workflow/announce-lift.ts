import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { Conflict, commit } from './commit-item'
import { loadRestriction } from './load-restriction'
import { writeRestrictionLetter } from './write-restriction-letter'

/** The person is told before the restriction ends (Art. 18(3) GDPR); it lasts until lift-restriction. */
export async function announceLift(
  actor: StaffActor,
  input: { restrictionId: string; version: number; reason: string },
): Promise<Outcome> {
  if (!may(actor, 'restrict')) return refuse('not-permitted')
  const reason = input.reason.trim()
  if (reason === '') return refuse('reason-missing')
  const found = await loadRestriction(input.restrictionId)
  if (!found) return refuse('not-found')
  if (found.version !== input.version) return refuse('conflict')
  if (found.status !== 'active') return refuse('wrong-status')
  if (found.item.request.wrappedKey === null) return refuse('data-destroyed')
  const { id, itemId, version } = found
  return commit(actor, found.requestId, async (tx, say) => {
    const letterId = await writeRestrictionLetter(tx, found, 'restriction-ends', reason)
    const { count } = await tx.restriction.updateMany({
      where: { id, version, status: 'active' },
      data: { status: 'lift-announced', version: { increment: 1 }, announcedAt: instantToDate(now()), letterId },
    })
    if (count !== 1) throw new Conflict()
    say(evidence('restriction.lift-announced', { itemId, restrictionId: id, letterId }))
    return {}
  })
}
