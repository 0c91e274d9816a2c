import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { type ItemStatus, may, permits } from '../domain/request/status'
import { hostOf } from '../domain/transfer/receiver'
import { db } from '../platform/db/client'
import { claimedEmail } from './claimed-identifiers'
import { Conflict, commit } from './commit-item'
import { currentMap } from './current-map'
import { drawAgain } from './draw-again'
import { letterFrame } from './letter-frame'
import { loadRequest, vaultOf } from './load-case'
import { addressOf } from './open-receiver'
import { writeLetter } from './write-letter'

/** `version`: of the wish that was looked at. */
export type LinkReceiver = { requestId: string; version: number; receiver: string }

/** The officer finds the receiver that the person named; the person is asked to confirm exactly this one. */
export async function linkReceiver(actor: StaffActor, input: LinkReceiver): Promise<Outcome> {
  if (!may(actor, 'manageReceivers')) return refuse('not-permitted')
  const request = await loadRequest(input.requestId)
  const item = request?.items.find(({ right }) => right === 'portability')
  const receiver = await db.transferReceiver.findUnique({ where: { key: input.receiver } })
  if (!request || !item || !receiver || receiver.disabledAt) return refuse('not-found')
  if (!permits('setTransferWish', item.status as ItemStatus)) return refuse('wrong-status')
  // Who it is that asks has to be known before they are asked anything.
  if (request.identity !== 'proven') return refuse('wrong-status')
  const vault = vaultOf(request)
  const { map } = await currentMap(db)
  return commit(actor, request.id, async (tx, say) => {
    const wish = input.version + 1
    const { count } = await tx.transferWish.updateMany({
      where: { itemId: item.id, version: input.version, toWhom: 'controller' },
      data: { receiverId: receiver.id, confirmedAt: null, version: wish },
    })
    if (count !== 1) throw new Conflict()
    const letterId = await writeLetter(tx, vault, {
      ...{ requestId: request.id, itemId: item.id, kind: 'confirm-receiver', recipient: claimedEmail(vault, request) },
      frame: letterFrame(
        request,
        map,
        request.nameEnc ? vault.open('subject_request.name', request.nameEnc) : undefined,
      ),
      facts: { name: receiver.name, host: hostOf(addressOf(receiver)), country: receiver.country },
    })
    say(evidence('letter.written', { letterId, kind: 'confirm-receiver' }))
    const { key, version } = receiver
    say(evidence('transfer.linked', { itemId: item.id, receiver: key, version, wish }))
    await drawAgain(tx, say, request.id, item)
    return {}
  })
}
