import type { Actor, StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db, inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { ownController } from './own-controller'

/** No further run: by the officer, or by the controller whose order it is. Its list of people goes. */
export async function endBatch(actor: StaffActor, input: { batchId: string; version: number }): Promise<Outcome> {
  if (!may(actor, 'seeBatches')) return refuse('not-permitted')
  const batch = await db.partnerBatch.findUnique({ where: { id: input.batchId } })
  const own = may(actor, 'acceptBatch') || (batch !== null && batch.controllerKey === (await ownController(actor)))
  if (!batch || !own) return refuse('not-found')
  return closeBatch(actor, batch, input.version)
}

type Batch = { id: string; controllerKey: string; receiverId: string }

/** `version`: as it was seen. */
export async function closeBatch(actor: Actor, batch: Batch, version: number): Promise<Outcome> {
  const { key } = await db.transferReceiver.findUniqueOrThrow({
    where: { id: batch.receiverId },
    select: { key: true },
  })
  return inTransaction(async (tx): Promise<Outcome> => {
    const { count } = await tx.partnerBatch.updateMany({
      where: { id: batch.id, version, status: { in: ['ordered', 'accepted', 'running'] } },
      data: { status: 'ended', peopleEnc: null, nextRunOn: null, version: { increment: 1 } },
    })
    if (count !== 1) return refuse('conflict')
    await tx.transferDelivery.updateMany({
      where: { batchId: batch.id, status: { notIn: ['delivered', 'stopped'] } },
      data: { status: 'stopped', fence: { increment: 1 }, retryAt: null },
    })
    const body = { batchId: batch.id, controller: batch.controllerKey, receiver: key }
    await appendEvidence(tx, { actor, event: evidence('batch.ended', body) })
    return { ok: true }
  })
}
