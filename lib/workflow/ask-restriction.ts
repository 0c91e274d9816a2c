import { randomUUID } from 'node:crypto'
import type { StaffActor, SubjectActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { type ItemStatus, may, permits } from '../domain/request/status'
import { db } from '../platform/db/client'
import { commit } from './commit-item'
import { loadRequest, vaultOf } from './load-case'

export const openRestrictions = ['asked', 'active', 'lift-announced']

/** While they contest the accuracy of their data, a person may have its processing restricted (Art. 18(1)(a) GDPR). */
export async function askRestriction(
  actor: SubjectActor | StaffActor,
  { requestId, reason = '' }: { requestId: string; reason?: string },
): Promise<Outcome> {
  if (actor.kind === 'staff' && !may(actor, 'submitForPerson')) return refuse('not-permitted')
  if (actor.kind === 'subject' && (actor.requestId !== requestId || actor.level !== 'code'))
    return refuse('not-permitted')
  const request = await loadRequest(requestId)
  const item = request?.items.find(({ right }) => right === 'rectification')
  if (!request || !item) return refuse('not-found')
  if (!permits('askRestriction', item.status as ItemStatus)) return refuse('wrong-status')
  const open = { itemId: item.id, status: { in: openRestrictions } }
  if ((await db.restriction.count({ where: open })) > 0) return refuse('restriction-asked')
  return commit(actor, requestId, async (tx, say) => {
    // Under the request's lock: the same button pressed twice asks once.
    if ((await tx.restriction.count({ where: open })) > 0) return {}
    const id = randomUUID()
    const words = reason.trim().slice(0, 5000)
    const reasonEnc = words === '' ? null : vaultOf(request).seal(`restriction.reason:${id}`, words)
    await tx.restriction.create({ data: { id, requestId, itemId: item.id, ground: 'a', reasonEnc } })
    say(evidence('restriction.asked', { itemId: item.id, restrictionId: id, ground: 'a' }))
    return {}
  })
}
