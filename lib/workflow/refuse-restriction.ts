import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { evidenceDigest } from '../platform/keys'
import { Conflict, commit } from './commit-item'
import { vaultOf } from './load-case'
import { loadRestriction } from './load-restriction'
import { writeRestrictionLetter } from './write-restriction-letter'

/** With its reason and the remedies (Art. 12(4)). */
export async function refuseRestriction(
  actor: StaffActor,
  input: { restrictionId: string; version: number; reason: string },
): Promise<Outcome> {
  if (!may(actor, 'restrict')) return refuse('not-permitted')
  const reason = input.reason.trim()
  if (reason === '') return refuse('reason-missing')
  const found = await loadRestriction(input.restrictionId)
  if (!found) return refuse('not-found')
  if (found.version !== input.version) return refuse('conflict')
  if (found.status !== 'asked') return refuse('wrong-status')
  const { id, itemId, version } = found
  return commit(actor, found.requestId, async (tx, say) => {
    const { count } = await tx.restriction.updateMany({
      where: { id, version, status: 'asked' },
      data: {
        ...{ status: 'refused', version: { increment: 1 }, decidedBy: actor.userId },
        reasonEnc: vaultOf(found.item.request).seal(`restriction.reason:${id}`, reason),
      },
    })
    if (count !== 1) throw new Conflict()
    await writeRestrictionLetter(tx, found, 'restriction-refused', reason)
    say(evidence('restriction.refused', { itemId, restrictionId: id, reasonDigest: evidenceDigest(reason) }))
    return {}
  })
}
