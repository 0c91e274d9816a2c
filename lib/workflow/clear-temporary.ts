import { discard } from '../delivery/carriers/deliver'
import { log } from '../platform/log'
import type { DeliveryCase } from './load-delivery'
import { carrierOf } from './open-receiver'
import type { Parcel } from './parcel-file'

/** What stood half-sent at the receiver is taken away. A receiver that does not answer keeps a part without a name. */
export async function clearTemporary({ receiver, id }: DeliveryCase, { files, into }: Parcel): Promise<void> {
  const carrier = receiver.secretEnc === null ? null : carrierOf(receiver)
  if (!carrier) return
  const names = files.map(({ name }) => name)
  const cleared = await discard({ carrier, names, ...(into !== null && { into }) })
  if (!cleared.ok) log.warn('transfer-part-left', { deliveryId: id, reason: cleared.problem })
}
