import type { Transaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import { Conflict } from './commit-item'
import { deliveryBase } from './delivery-name'
import type { ItemCase } from './load-case'
import type { ReceiverRow } from './open-receiver'
import type { Built } from './package-course'

/**
 * Within the commit that keeps the package. A package that was built anew takes the place of the one that could not be sent.
 * @throws Conflict where one is on its way: a job that came twice sends nothing twice.
 */
export async function sendPackage(
  tx: Transaction,
  item: ItemCase,
  receiver: ReceiverRow,
  { id: packageId, sha256, bytes }: Built,
): Promise<void> {
  const open = { itemId: item.id, status: { notIn: ['delivered', 'stopped'] } }
  const standing = await tx.transferDelivery.findFirst({ where: open, select: { id: true, packageId: true } })
  if (standing?.packageId) throw new Conflict()
  await tx.accessPackage.deleteMany({ where: { itemId: item.id } })
  const columns = {
    ...{ packageId, sha256, bytes: BigInt(bytes), status: 'pending', problem: null, retryAt: null },
    ...{ receiverId: receiver.id, receiverVersion: receiver.version },
    remoteName: deliveryBase(item.request.reference, packageId),
  }
  if (standing) await tx.transferDelivery.update({ where: { id: standing.id }, data: columns })
  const delivery =
    standing ?? (await tx.transferDelivery.create({ data: { itemId: item.id, ...columns }, select: { id: true } }))
  await enqueue(tx, 'deliver-package', { deliveryId: delivery.id })
}
