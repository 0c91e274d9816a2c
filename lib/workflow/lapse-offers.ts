// Packages that a receiver never fetched: the link ends, and the officer decides what then.
import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'
import { Conflict } from './commit-item'
import { commitDelivery, deliveryBody, loadDelivery } from './load-delivery'
import { tellOfficer } from './tell-officer'

const BATCH = 100

/** @returns how many ended */
export async function lapseOffers(actor: WorkerActor): Promise<number> {
  const due = await db.transferDelivery.findMany({
    where: { status: 'offered', tokenUntil: { lt: instantToDate(now()) } },
    select: { id: true },
    take: BATCH,
  })
  let ended = 0
  for (const { id } of due) {
    const delivery = await loadDelivery(id)
    if (!delivery) continue
    const done = await commitDelivery(actor, delivery, async (tx, say) => {
      const { count } = await tx.transferDelivery.updateMany({
        // Fetched in this very moment: then it is.
        where: { id, status: 'offered', fence: delivery.fence },
        data: { status: 'refused', problem: 'not-fetched', tokenHash: null, version: { increment: 1 } },
      })
      if (count !== 1) throw new Conflict()
      const { attempts } = delivery
      say(evidence('transfer.refused', { ...deliveryBody(delivery), attempt: attempts, problem: 'not-fetched' }))
      await tellOfficer(tx, say, delivery, { problem: 'not-fetched', attempts, final: true })
      return {}
    })
    if (done.ok) ended += 1
  }
  return ended
}
