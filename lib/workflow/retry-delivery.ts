import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { enqueue } from '../platform/queue'
import { Conflict } from './commit-item'
import { commitDelivery, deliveryBody, loadDelivery } from './load-delivery'

/** The officer has looked (another password, a folder made): it is tried again now, from the first attempt on. */
export async function retryDelivery(
  actor: StaffActor,
  input: { deliveryId: string; version: number },
): Promise<Outcome> {
  if (!may(actor, 'manageReceivers')) return refuse('not-permitted')
  const delivery = await loadDelivery(input.deliveryId)
  if (!delivery) return refuse('not-found')
  const { receiver, receiverVersion } = delivery
  if (receiver.disabledAt || receiver.version !== receiverVersion) return refuse('receiver-changed')
  if (delivery.status !== 'waiting' && delivery.status !== 'refused') return refuse('wrong-status')
  return commitDelivery(actor, delivery, async (tx, say) => {
    const { count } = await tx.transferDelivery.updateMany({
      where: { id: delivery.id, version: input.version, status: delivery.status },
      data: { status: 'pending', attempts: 0, problem: null, retryAt: null, version: { increment: 1 } },
    })
    if (count !== 1) throw new Conflict()
    say(evidence('transfer.tried-again', deliveryBody(delivery)))
    await enqueue(tx, 'deliver-package', { deliveryId: delivery.id })
    return {}
  })
}
