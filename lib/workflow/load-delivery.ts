import type { Actor } from '../domain/actor'
import type { EvidenceEvent } from '../domain/evidence/events'
import { type Refusal, refuse } from '../domain/outcome'
import { db, inTransaction, type Prisma, type Transaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { Conflict, commit, type Say } from './commit-item'

const shape = { receiver: true, item: { select: { id: true, requestId: true } }, batch: true } as const
export type DeliveryCase = Prisma.TransferDeliveryGetPayload<{ include: typeof shape }>

export const loadDelivery = (id: string): Promise<DeliveryCase | null> =>
  db.transferDelivery.findUnique({ where: { id }, include: shape })

export const deliveryBody = ({ id, itemId, batchId, receiver }: DeliveryCase) => ({
  ...{ itemId, batchId, deliveryId: id, receiver: receiver.key },
})

/** One transaction: under the request's lock where a person's request stands behind it, else under the delivery's own. */
export async function commitDelivery<T extends object>(
  actor: Actor,
  delivery: DeliveryCase,
  work: (tx: Transaction, say: Say) => Promise<T>,
): Promise<({ ok: true } & T) | Refusal<'conflict'>> {
  if (delivery.item) return commit(actor, delivery.item.requestId, work)
  try {
    return await inTransaction(async (tx) => {
      const events: EvidenceEvent[] = []
      await tx.$queryRaw`SELECT 1 FROM transfer_delivery WHERE id = ${delivery.id}::uuid FOR UPDATE`
      const done = await work(tx, (event) => events.push(event))
      for (const event of events) await appendEvidence(tx, { actor, event })
      return { ok: true as const, ...done }
    })
  } catch (error) {
    if (error instanceof Conflict) return refuse('conflict')
    throw error
  }
}
