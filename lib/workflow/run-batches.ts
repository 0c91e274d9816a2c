// Daily: orders whose time is over end, and accepted ones whose day has come each get a delivery; building and sending is
// `deliver-package`.
import type { WorkerActor } from '../domain/actor'
import { type BatchSchedule, nextRun } from '../domain/transfer/batch'
import { dateOnly, today } from '../platform/clock'
import { db, inTransaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import { mapIfAny } from './current-map'
import { lapseBatches } from './lapse-batches'
import { controllerOf } from './letter-frame'

export async function runBatches(actor: WorkerActor): Promise<{ ok: true; begun: number }> {
  await lapseBatches(actor)
  const map = await mapIfAny(db)
  const waiting = map ? await db.partnerBatch.findMany({ where: { status: 'accepted', nextRunOn: { not: null } } }) : []
  let begun = 0
  for (const batch of waiting) {
    if (!map || !batch.nextRunOn) continue
    const day = today(controllerOf(map, batch.controllerKey).timeZone)
    if (batch.nextRunOn > dateOnly(day)) continue
    begun += await begin(batch, day)
  }
  return { ok: true, begun }
}

type Batch = Awaited<ReturnType<typeof db.partnerBatch.findMany>>[number]

/** Of two workers one begins it. @returns how many were begun */
function begin(batch: Batch, day: Temporal.PlainDate): Promise<number> {
  const next = nextRun(batch.schedule as BatchSchedule, day)
  return inTransaction(async (tx) => {
    const { count } = await tx.partnerBatch.updateMany({
      where: { id: batch.id, version: batch.version, status: 'accepted' },
      data: { status: 'running', nextRunOn: next ? dateOnly(next) : null, version: { increment: 1 } },
    })
    if (count !== 1) return 0
    const { id } = await tx.transferDelivery.create({
      data: {
        ...{ batchId: batch.id, receiverId: batch.receiverId, receiverVersion: batch.receiverVersion },
        remoteName: `${day.toString()}-${batch.id.slice(0, 8)}`,
      },
      select: { id: true },
    })
    await enqueue(tx, 'deliver-package', { deliveryId: id })
    return 1
  })
}
