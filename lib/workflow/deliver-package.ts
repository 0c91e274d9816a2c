// One package to one receiver, exactly once, however often and wherever it is called. Nothing is sent that is not what was
// built; nothing is tried again by itself against a receiver that is not the one that was set up.
import { ConnectorUnavailable } from '../connectors/connector'
import type { CarrierRefusal, Delivered, FileToDeliver } from '../delivery/carriers/carrier'
import { deliver } from '../delivery/carriers/deliver'
import type { WorkerActor } from '../domain/actor'
import type { Outcome } from '../domain/outcome'
import { BatchBlocked, batchParcel } from './batch-parcel'
import { clearStopped } from './clear-stopped'
import { clearTemporary } from './clear-temporary'
import { claimDelivery, keepSending, type SendingClaim } from './delivery-lease'
import { loadDelivery } from './load-delivery'
import { offerPackage } from './offer-package'
import { addressOf, carrierOf } from './open-receiver'
import { packageParcel } from './package-parcel'
import type { Parcel, Unsendable } from './parcel-file'
import { recordDelivered, recordUndelivered, recordUnsendable } from './record-delivery'
import { SearchOutrun } from './search-person'

export async function deliverPackage(actor: WorkerActor, input: { deliveryId: string }): Promise<Outcome> {
  const stopped = await loadDelivery(input.deliveryId)
  if (stopped?.status === 'stopped') return clearStopped(actor, stopped)
  const claim = await claimDelivery(actor, input.deliveryId)
  if (!claim.ok) return claim
  const { receiver, receiverVersion } = claim.delivery
  if (receiver.disabledAt || receiver.version !== receiverVersion) {
    return recordUndelivered(actor, claim, { problem: 'receiver-changed', retry: false })
  }
  const lease = keepSending(claim)
  try {
    const parcel = await parcelOrWait(actor, claim)
    if (parcel === 'wait') return await recordUndelivered(actor, claim, { problem: 'batch-blocked', retry: true })
    if ('unsendable' in parcel) return await recordUnsendable(actor, claim, parcel.unsendable)
    if (addressOf(receiver).protocol === 'https-download') return await offerPackage(actor, claim)
    return await conclude(actor, claim, parcel, await send(claim, parcel, lease.signal).finally(parcel.close))
  } finally {
    lease.stop()
  }
}

/** Of a batch, whose packages are built here: a system that is away lets the whole folder wait. */
async function parcelOrWait(actor: WorkerActor, claim: SendingClaim): Promise<Parcel | Unsendable | 'wait'> {
  try {
    const { delivery } = claim
    return await (delivery.batch ? batchParcel(actor, claim, delivery.batch) : packageParcel(delivery))
  } catch (error) {
    if (error instanceof BatchBlocked || error instanceof ConnectorUnavailable || error instanceof SearchOutrun)
      return 'wait'
    throw error
  }
}

function send({ delivery }: SendingClaim, parcel: Parcel, signal: AbortSignal): Promise<Delivered> {
  const carrier = carrierOf(delivery.receiver)
  if (!carrier) throw new Error('a receiver that fetches is not sent to')
  const files: FileToDeliver[] = parcel.files
  return deliver({ carrier, files, signal, ...(parcel.into !== null && { into: parcel.into }) })
}

async function conclude(actor: WorkerActor, claim: SendingClaim, parcel: Parcel, sent: Delivered): Promise<Outcome> {
  if (sent.ok) return recordDelivered(actor, claim, parcel, sent.receipt)
  const { problem }: CarrierRefusal = sent
  // Withdrawn, or taken over: whoever did that has said so, and this is a conflict. Else the receiver changed meanwhile.
  if (problem === 'stopped') {
    await clearTemporary(claim.delivery, parcel)
    return recordUndelivered(actor, claim, { problem: 'receiver-changed', retry: false })
  }
  if (problem === 'source-changed') return recordUnsendable(actor, claim, 'package-damaged')
  return recordUndelivered(actor, claim, sent)
}
