// A delivery that was stopped between two tries: what stands half-sent at the receiver is taken away, and what had its name
// already is said.
import type { Receipt } from '../delivery/carriers/carrier'
import { discard, lookAt } from '../delivery/carriers/deliver'
import type { WorkerActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import { hostOf } from '../domain/transfer/receiver'
import { now } from '../platform/clock'
import { archiveName, manifestName } from './delivery-name'
import type { DeliveryCase } from './load-delivery'
import { addressOf, carrierOf, encryptionOf } from './open-receiver'
import { recordDelivered } from './record-delivery'

/** Thrown so that the queue tries again later. */
export class PartLeft extends Error {}

/** A receiver that is another one since then gets no secret of ours: its part stays. @throws PartLeft */
export async function clearStopped(actor: WorkerActor, delivery: DeliveryCase): Promise<Outcome> {
  const { receiver, receiverVersion, remoteName, attempts } = delivery
  const same = !receiver.disabledAt && receiver.version === receiverVersion
  const carrier = delivery.item && attempts > 0 && same ? carrierOf(receiver) : null
  if (!carrier) return refuse('wrong-status')
  const archive = archiveName(remoteName, encryptionOf(receiver))
  const names = [archive, manifestName(remoteName)]
  const cleared = await discard({ carrier, names })
  const seen = cleared.ok ? await lookAt({ carrier, names }) : cleared
  if (seen === null) return refuse('wrong-status')
  if (!seen.ok) {
    if (seen.retry) throw new PartLeft(seen.problem)
    return refuse('wrong-status')
  }
  const { bytes, sha256 } = delivery
  if (bytes === null || sha256 === null || seen.sizes.get(archive) !== Number(bytes)) return refuse('wrong-status')
  const file = { name: archive, bytes: Number(bytes), sha256 }
  const receipt: Receipt = {
    files: [{ ...file, verifiedBy: 'size' }],
    ...{ fingerprint: seen.fingerprint, host: hostOf(addressOf(receiver)), at: now().toString() },
  }
  return recordDelivered(actor, { delivery, fence: delivery.fence, attempt: attempts }, file, receipt)
}
