import type { Transaction } from '../platform/db/client'
import type { DeliveryCase } from './load-delivery'

/** Within the commit that records the receipt. After the last run nobody needs the list of people any more. */
export async function endBatchRun(tx: Transaction, { batch }: DeliveryCase): Promise<string[]> {
  if (!batch) return []
  const last = batch.schedule === 'once'
  await tx.partnerBatch.updateMany({
    where: { id: batch.id, status: 'running' },
    data: { status: last ? 'delivered' : 'accepted', ...(last && { peopleEnc: null }), version: { increment: 1 } },
  })
  return []
}
