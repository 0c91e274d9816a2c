import type { StaffActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { commit } from './commit-item'
import { returnToSearch } from './discover-data'
import { linkReceiver } from './link-receiver'
import { loadRequest } from './load-case'
import { stopTransfer } from './stop-transfer'

/** A signed transfer that cannot go on as it was signed (its receiver changed or went) goes back to the search. */
export async function redrawTransfer(
  actor: StaffActor,
  input: { requestId: string; version: number },
): Promise<Outcome> {
  if (!may(actor, 'approvePlan')) return refuse('not-permitted')
  const request = await loadRequest(input.requestId)
  const item = request?.items.find(({ right }) => right === 'portability')
  if (!request || !item) return refuse('not-found')
  if (item.version !== input.version) return refuse('conflict')
  if (item.status !== 'approved') return refuse('wrong-status')
  const drawn = await commit(actor, request.id, async (tx, say) => {
    await stopTransfer(tx, say, item.id, 'drawn-again')
    await returnToSearch(tx, say, request.id, [item])
    return {}
  })
  if (drawn.ok) await askAgain(actor, request.id, item.id)
  return drawn
}

/** Where the receiver that was signed is not what the person confirmed any more. */
async function askAgain(actor: StaffActor, requestId: string, itemId: string): Promise<void> {
  const wish = await db.transferWish.findUnique({ where: { itemId } })
  if (!wish?.receiverId || wish.confirmedAt) return
  const receiver = await db.transferReceiver.findUnique({ where: { id: wish.receiverId } })
  if (receiver && !receiver.disabledAt)
    await linkReceiver(actor, { requestId, version: wish.version, receiver: receiver.key })
}
