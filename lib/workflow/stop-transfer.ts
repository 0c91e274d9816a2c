// A transfer that is not to go on: withdrawn, or to be drawn anew. Whoever sends at this moment loses the fence.
import { evidence } from '../domain/evidence/events'
import type { Transaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import type { Say } from './commit-item'
import { LEASE_SECONDS } from './delivery-lease'

/** Within `commit`. Files of its package go with the next hour's `expire`, which finds them over. */
export async function stopTransfer(tx: Transaction, say: Say, itemId: string, reason: string): Promise<void> {
  const open = await tx.transferDelivery.findMany({
    where: { itemId, status: { notIn: ['delivered', 'stopped'] } },
    include: { receiver: { select: { key: true } } },
  })
  for (const { id, batchId, receiver, attempts } of open) {
    await tx.transferDelivery.update({
      where: { id },
      data: { status: 'stopped', fence: { increment: 1 }, version: { increment: 1 }, tokenHash: null, retryAt: null },
    })
    // Something may stand there from an earlier try; whoever sends at this moment has heard of it by then.
    if (attempts > 0) await enqueue(tx, 'deliver-package', { deliveryId: id }, { startAfterSeconds: LEASE_SECONDS })
    say(evidence('transfer.stopped', { itemId, batchId, deliveryId: id, receiver: receiver.key, reason }))
  }
  const asked = await tx.transferAcceptance.findMany({ where: { itemId, status: 'pending' } })
  for (const { id, planId, controllerKey, why } of asked) {
    await tx.transferAcceptance.update({ where: { id }, data: { status: 'ended', version: { increment: 1 } } })
    const body = { itemId, planId, acceptanceId: id, controller: controllerKey, why }
    say(evidence('acceptance.ended', { ...body, reason }))
  }
  const over = { itemId, forReceiver: true, deletedAt: null }
  const { count } = await tx.accessPackage.updateMany({ where: over, data: { expiresAt: new Date(0) } })
  if (count > 0) await enqueue(tx, 'expire', {})
}
