// A list of people is not kept for an order that nobody decides on, or whose folder never gets through.
import type { WorkerActor } from '../domain/actor'
import { instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'
import { closeBatch } from './end-batch'

const DAYS = 30

/** Scheduled orders begin anew with every run. @returns how many ended */
export async function lapseBatches(actor: WorkerActor): Promise<number> {
  const before = instantToDate(now().subtract({ hours: 24 * DAYS }))
  const due = await db.partnerBatch.findMany({
    where: {
      OR: [
        { status: 'ordered', orderedAt: { lt: before } },
        { status: 'running', deliveries: { none: { createdAt: { gte: before } } } },
      ],
    },
  })
  let ended = 0
  for (const batch of due) if ((await closeBatch(actor, batch, batch.version)).ok) ended += 1
  return ended
}
