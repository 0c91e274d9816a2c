import { instantToDate, now } from '../platform/clock'
import type { Transaction } from '../platform/db/client'

/** What a person sent as evidence ends with the decision; the file itself is removed within the hour (sweep-storage). */
export async function closeSubjectFiles(tx: Transaction, requestId: string, itemId?: string): Promise<number> {
  const { count } = await tx.subjectFile.updateMany({
    where: { deletedAt: null, item: { requestId, ...(itemId && { id: itemId }) } },
    data: { deletedAt: instantToDate(now()) },
  })
  return count
}
