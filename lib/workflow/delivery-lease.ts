// Who sends. As for the steps of an erasure: a lease keeps others away while its holder lives, the fence makes it safe, and
// whoever withdraws raises the fence.
import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { db } from '../platform/db/client'
import { Conflict } from './commit-item'
import { commitDelivery, type DeliveryCase, deliveryBody, loadDelivery } from './load-delivery'

export const LEASE_SECONDS = 15
const LOOK_MILLISECONDS = 1000

export type SendingClaim = { delivery: DeliveryCase; fence: number; attempt: number }

const sendable = ['pending', 'waiting', 'sending']

/** The attempt is on record before the receiver hears of it (maxim 12). */
export async function claimDelivery(actor: WorkerActor, deliveryId: string): Promise<Outcome<SendingClaim>> {
  const delivery = await loadDelivery(deliveryId)
  if (!delivery) return refuse('not-found')
  if (!sendable.includes(delivery.status)) return refuse('wrong-status')
  return commitDelivery(actor, delivery, async (tx, say) => {
    const [claimed] = await tx.$queryRaw<{ fence: number; attempts: number }[]>`
      UPDATE transfer_delivery SET status = 'sending', fence = fence + 1, attempts = attempts + 1, version = version + 1,
        lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
      WHERE id = ${deliveryId}::uuid AND fence = ${delivery.fence} AND status = ${delivery.status}
        AND (lease_until IS NULL OR lease_until < clock_timestamp())
      RETURNING fence, attempts`
    if (!claimed) throw new Conflict()
    const { fence, attempts: attempt } = claimed
    say(evidence('transfer.attempted', { ...deliveryBody(delivery), attempt, fence }))
    return { delivery: { ...delivery, status: 'sending', fence, attempts: attempt }, fence, attempt }
  })
}

/** Renewed until stopped; `signal` is given as soon as somebody else holds the delivery, or nobody may send it any more. */
export function keepSending({ delivery, fence }: SendingClaim): { signal: AbortSignal; stop: () => void } {
  const lost = new AbortController()
  const renew = async () => {
    const renewed = await db.$executeRaw`
      UPDATE transfer_delivery d SET lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
      FROM transfer_receiver r
      WHERE d.id = ${delivery.id}::uuid AND d.fence = ${fence} AND d.status = 'sending'
        AND r.id = d.receiver_id AND r.version = d.receiver_version AND r.disabled_at IS NULL`.catch(() => null)
    // A database that is away for a moment is no word of anybody's.
    if (renewed === 0) lost.abort()
  }
  const timer = setInterval(renew, LOOK_MILLISECONDS)
  timer.unref()
  return { signal: lost.signal, stop: () => clearInterval(timer) }
}
