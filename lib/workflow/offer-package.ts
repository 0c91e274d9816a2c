import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import type { Outcome } from '../domain/outcome'
import { instantToDate, now } from '../platform/clock'
import { createLinkToken } from '../platform/crypto/tokens'
import { env } from '../platform/env'
import { Conflict } from './commit-item'
import { currentMap } from './current-map'
import type { SendingClaim } from './delivery-lease'
import { controllerOf, letterFrame } from './letter-frame'
import { vaultOf } from './load-case'
import { commitDelivery, deliveryBody } from './load-delivery'
import { addressOf } from './open-receiver'
import { writeLetter } from './write-letter'

const OFFERED_HOURS = 72

/** For a receiver that fetches: a link by mail, worth nothing without the word that was agreed on. An older link ends. */
export function offerPackage(actor: WorkerActor, { delivery, fence }: SendingClaim): Promise<Outcome> {
  const { token, tokenHash } = createLinkToken()
  const until = now().add({ hours: OFFERED_HOURS })
  return commitDelivery(actor, delivery, async (tx, say) => {
    const address = addressOf(delivery.receiver)
    if (!delivery.item || address.protocol !== 'https-download') throw new Error('only one person’s package is fetched')
    const { count } = await tx.transferDelivery.updateMany({
      where: { id: delivery.id, fence, status: 'sending' },
      data: {
        ...{ status: 'offered', problem: null, leaseUntil: null, tokenTries: 0, version: { increment: 1 } },
        ...{ tokenHash: Buffer.from(tokenHash, 'hex'), tokenUntil: instantToDate(until) },
      },
    })
    if (count !== 1) throw new Conflict()
    const request = await tx.subjectRequest.findUniqueOrThrow({ where: { id: delivery.item.requestId } })
    const { map } = await currentMap(tx)
    const { name, country } = controllerOf(map, request.controllerKey)
    const letterId = await writeLetter(tx, vaultOf(request), {
      ...{ requestId: request.id, itemId: delivery.item.id, kind: 'transfer-offered', recipient: address.contact },
      frame: letterFrame({ ...request, locale: country === 'FR' ? 'fr' : 'en' }, map),
      facts: { from: name, hours: OFFERED_HOURS, url: `${env().PUBLIC_URL.replace(/\/$/, '')}/transfers/${token}` },
    })
    say(evidence('letter.written', { letterId, kind: 'transfer-offered' }))
    say(
      evidence('transfer.offered', {
        ...deliveryBody(delivery),
        until: until.toString({ fractionalSecondDigits: 0 }),
        letterId,
      }),
    )
    return {}
  })
}
