import type { WorkerActor } from '../domain/actor'
import { dateOnly, now } from '../platform/clock'
import { db, inTransaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'

/** A day's reading; those that waited longest come first, so that all have their turn. */
const A_DAY = 2_000

/** Daily: asks for a re-reading of every erasure that a restored backup could undo. */
export async function recheckErasures(_actor: WorkerActor): Promise<{ ok: true; asked: number }> {
  const yesterday = dateOnly(now().toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: 1 }))
  const remembered = await db.erasureMemory.findMany({
    where: { forgottenAt: null, replayUntil: { gte: yesterday } },
    select: { id: true },
    orderBy: { checkedAt: { sort: 'asc', nulls: 'first' } },
    take: A_DAY,
  })
  for (const { id } of remembered) await inTransaction((tx) => enqueue(tx, 'recheck-erasure', { memoryId: id }))
  return { ok: true, asked: remembered.length }
}
