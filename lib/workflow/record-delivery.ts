// What became of an attempt: at the receiver, tried again later, stopped until somebody looks, or built anew. Nobody writes
// here whose fence is not the newest.
import type { CarrierRefusal, Receipt } from '../delivery/carriers/carrier'
import type { Actor, WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { retryAfter, tellsOfficer } from '../domain/transfer/retry'
import { instantToDate, now } from '../platform/clock'
import type { Prisma, Transaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import { discard } from '../platform/storage'
import { Conflict } from './commit-item'
import type { SendingClaim } from './delivery-lease'
import { endBatchRun } from './end-batch-run'
import { endTransfer, forgetPackage } from './end-transfer'
import { commitDelivery, deliveryBody } from './load-delivery'
import type { Parcel, Unsendable } from './parcel-file'
import { tellOfficer } from './tell-officer'
import { tellOfficerOfBatch } from './tell-officer-of-batch'

type Problem = Pick<CarrierRefusal, 'retry'> & { problem: string }

export async function recordDelivered(
  actor: Actor,
  claim: SendingClaim,
  parcel: Pick<Parcel, 'bytes' | 'sha256'>,
  receipt: Receipt,
): Promise<Outcome> {
  const { delivery, fence } = claim
  const { bytes, sha256 } = parcel
  const data = {
    ...{ status: 'delivered', problem: null, retryAt: null, leaseUntil: null, tokenHash: null },
    ...{ receipt: receipt as unknown as Prisma.InputJsonValue, bytes: BigInt(bytes), sha256 },
    ...{ deliveredAt: instantToDate(now()), version: { increment: 1 } },
  }
  const done = await commitDelivery(actor, delivery, async (tx, say) => {
    const where = { id: delivery.id, fence, status: { in: ['sending', 'offered'] } }
    const { count } = await tx.transferDelivery.updateMany({ where, data })
    const said = { ...deliveryBody(delivery), bytes, sha256, fingerprint: receipt.fingerprint }
    if (count === 1) {
      say(evidence('transfer.delivered', { ...said, withdrawn: false }))
      const gone = delivery.item
        ? await endTransfer(tx, say, delivery, { bytes, sha256 }, receipt)
        : await endBatchRun(tx, delivery)
      return { gone }
    }
    // Withdrawn while the last bytes were on their way: what left has left, and is said.
    const late = await tx.transferDelivery.updateMany({ where: { id: delivery.id, status: 'stopped' }, data })
    if (late.count !== 1) throw new Conflict()
    say(evidence('transfer.delivered', { ...said, withdrawn: true }))
    await tellOfficer(tx, say, delivery, { problem: 'withdrawn-too-late', attempts: claim.attempt, final: true })
    return { gone: [] as string[] }
  })
  if (!done.ok) return done
  for (const storageName of done.gone) await discard(storageName)
  return { ok: true }
}

export async function recordUndelivered(
  actor: Actor,
  claim: SendingClaim,
  { problem, retry }: Problem,
): Promise<Outcome> {
  const { delivery, attempt } = claim
  const seconds = retryAfter(attempt)
  const told = tellsOfficer(attempt, !retry) ? { problem, attempts: attempt, final: !retry } : null
  const done = await commitDelivery(actor, delivery, async (tx, say) => {
    const body = { ...deliveryBody(delivery), attempt, problem }
    await leaveSending(tx, claim, {
      ...{ status: retry ? 'waiting' : 'refused', problem },
      retryAt: retry ? instantToDate(now().add({ seconds })) : null,
    })
    say(retry ? evidence('transfer.waiting', body) : evidence('transfer.refused', body))
    const { id: deliveryId } = delivery
    if (retry) await enqueue(tx, 'deliver-package', { deliveryId }, { startAfterSeconds: seconds })
    if (told) await tellOfficer(tx, say, delivery, told)
    return {}
  })
  if (done.ok && told && !delivery.item) await tellOfficerOfBatch(delivery, told)
  return done
}

/** Ours is not what was built, or is gone: fails closed, and is built anew where the request's key still opens. */
export async function recordUnsendable(
  actor: WorkerActor,
  claim: SendingClaim,
  why: Unsendable['unsendable'],
): Promise<Outcome> {
  const { delivery } = claim
  const { item } = delivery
  if (why === 'key-missing' || !item) return recordUndelivered(actor, claim, { problem: why, retry: false })
  const done = await commitDelivery(actor, delivery, async (tx, say) => {
    await leaveSending(tx, claim, { status: 'waiting', problem: why, packageId: null })
    const gone = await forgetPackage(tx, item.id)
    const { packageId } = delivery
    if (packageId) say(evidence('package.refused', { itemId: item.id, packageId, reason: why }))
    say(evidence('transfer.waiting', { ...deliveryBody(delivery), attempt: claim.attempt, problem: why }))
    await enqueue(tx, 'build-package', { itemId: item.id })
    return { gone }
  })
  if (!done.ok) return done
  for (const storageName of done.gone) await discard(storageName)
  return refuse(why)
}

async function leaveSending(
  tx: Transaction,
  { delivery, fence }: SendingClaim,
  data: Prisma.TransferDeliveryUncheckedUpdateManyInput,
): Promise<void> {
  const { count } = await tx.transferDelivery.updateMany({
    where: { id: delivery.id, fence, status: 'sending' },
    data: { ...data, leaseUntil: null, version: { increment: 1 } },
  })
  if (count !== 1) throw new Conflict()
}
