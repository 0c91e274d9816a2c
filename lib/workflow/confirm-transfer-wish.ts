import type { SubjectActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { type ItemStatus, permits } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'
import { Conflict, commit } from './commit-item'
import { drawAgain } from './draw-again'
import { loadRequest } from './load-case'

/** Of the wish and of the receiver as they were shown: whatever changed since is not what was confirmed. */
export type ConfirmTransferWish = { requestId: string; version: number; receiverVersion: number }

/** The person confirms exactly this receiver (Art. 20(2)). */
export async function confirmTransferWish(actor: SubjectActor, input: ConfirmTransferWish): Promise<Outcome> {
  if (actor.level !== 'code' || actor.requestId !== input.requestId) return refuse('not-permitted')
  const request = await loadRequest(input.requestId)
  const item = request?.items.find(({ right }) => right === 'portability')
  if (!request || !item) return refuse('not-found')
  if (!permits('setTransferWish', item.status as ItemStatus)) return refuse('wrong-status')
  const wish = await db.transferWish.findUnique({ where: { itemId: item.id } })
  if (!wish?.receiverId) return refuse('receiver-missing')
  const receiver = await db.transferReceiver.findUniqueOrThrow({ where: { id: wish.receiverId } })
  if (receiver.disabledAt || receiver.version !== input.receiverVersion) return refuse('receiver-changed')
  return commit(actor, request.id, async (tx, say) => {
    const { count } = await tx.transferWish.updateMany({
      where: { id: wish.id, version: input.version, receiverId: receiver.id, confirmedAt: null },
      data: { confirmedAt: instantToDate(now()) },
    })
    if (count !== 1) throw new Conflict()
    const body = { itemId: item.id, receiver: receiver.key, version: receiver.version, wish: wish.version }
    say(evidence('transfer.confirmed', body))
    await drawAgain(tx, say, request.id, item)
    return {}
  })
}
