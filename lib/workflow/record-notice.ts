import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { isOpen } from '../domain/recipients/notice'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'
import { evidenceDigest } from '../platform/keys'
import { Conflict, commit } from './commit-item'
import { vaultOf } from './load-case'

export type RecordNotice = { noticeId: string; version: number; result: 'told-by-hand' | 'impossible'; note: string }

/** A colleague told them another way; or the officer says why telling is impossible or a disproportionate effort. */
export async function recordNotice(actor: StaffActor, input: RecordNotice): Promise<Outcome> {
  const { result } = input
  if (!may(actor, result === 'impossible' ? 'settleTask' : 'completeTask')) return refuse('not-permitted')
  const note = input.note.trim()
  if (result === 'impossible' && note === '') return refuse('reason-missing')
  const found = await db.recipientNotice.findUnique({
    where: { id: input.noticeId },
    include: { item: { include: { request: true } } },
  })
  if (!found) return refuse('not-found')
  if (found.version !== input.version) return refuse('conflict')
  if (!isOpen(found.status)) return refuse('wrong-status')
  if (found.item.request.wrappedKey === null) return refuse('data-destroyed')
  const { id, itemId, act, requestId, version } = found
  const reasonEnc = note === '' ? null : vaultOf(found.item.request).seal(`recipient_notice.reason:${id}`, note)
  return commit(actor, requestId, async (tx, say) => {
    const { count } = await tx.recipientNotice.updateMany({
      where: { id, version, status: found.status },
      data: {
        ...{ status: result, version: { increment: 1 }, reasonEnc },
        ...{ doneBy: actor.userId, acknowledgedAt: instantToDate(now()) },
      },
    })
    if (count !== 1) throw new Conflict()
    const noteDigest = note === '' ? null : evidenceDigest(note)
    say(evidence('recipient.recorded', { itemId, noticeId: id, act, result, noteDigest }))
    return {}
  })
}
