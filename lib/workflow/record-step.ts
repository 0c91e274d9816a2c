// The outcomes of a step, each written once by the holder of the newest fence, with its evidence and what follows.
import type { WorkerActor } from '../domain/actor'
import { type EvidenceEvent, evidence } from '../domain/evidence/events'
import { instantToDate, now } from '../platform/clock'
import type { Transaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import { commit, moveItem, type Say } from './commit-item'
import { supersedePlan } from './draw-plan'
import { stepBody } from './load-step'
import type { Applied, Seen } from './step-course'
import { type Claim, LeaseLost } from './step-lease'
import { sayWhyDue, stopFollowUp } from './stop-follow-up'

export async function closeAttempt(
  actor: WorkerActor,
  { step, fence }: Claim,
  write: (tx: Transaction, say: Say) => Promise<number>,
): Promise<void> {
  const done = await commit(actor, step.plan.item.requestId, async (tx, say) => {
    // Held under the request's lock: the fence cannot rise between this look and the commit.
    const written = await write(tx, say)
    if (written !== 1) throw new LeaseLost()
    return {}
  })
  if (!done.ok) throw new LeaseLost(`step ${step.id} at fence ${fence}`)
}

export function recordApplied(
  actor: WorkerActor,
  claim: Claim,
  { transactionId, erased, corrected }: Applied & { transactionId: string | null },
): Promise<void> {
  const { id } = claim.step
  const result = JSON.stringify(corrected?.counts ?? erased)
  return closeAttempt(actor, claim, async (tx, say) => {
    say(evidence('step.applied', { ...stepBody(claim.step), transactionId, counts: erased }))
    if (corrected) say(evidence('step.corrected', { ...stepBody(claim.step), places: corrected.places }))
    await enqueue(tx, 'confirm-step', { stepId: id })
    return tx.$executeRaw`
      WITH back AS (UPDATE connected_system SET state = 'reachable', failure = NULL, checked_at = ${instantToDate(now())}
        WHERE key = ${claim.step.systemKey} AND state <> 'reachable')
      UPDATE step SET status = 'applied', applied_at = clock_timestamp(), lease_until = NULL,
        problem = NULL, result = ${result}::jsonb
      WHERE id = ${id}::uuid AND fence = ${claim.fence} AND status = 'attempted'`
  })
}

/** Nothing was done, and what was approved is not what is there: back to the search, then to the people. */
export function recordRefused(actor: WorkerActor, claim: Claim, reason: string): Promise<void> {
  return closeAttempt(actor, claim, async (tx, say) => {
    say(evidence('step.refused', { ...stepBody(claim.step), reason }))
    const refused = await tx.$executeRaw`UPDATE step SET status = 'refused', lease_until = NULL, problem = ${reason}
      WHERE id = ${claim.step.id}::uuid AND fence = ${claim.fence} AND status = 'attempted'`
    await planAgain(tx, say, claim, reason)
    return refused
  })
}

/** Read again under the request's lock: another step of the plan may have sent the item back already. */
export async function planAgain(tx: Transaction, say: Say, { step }: Claim, reason: string): Promise<void> {
  const plan = await tx.plan.findUniqueOrThrow({ where: { id: step.planId }, include: { item: true } })
  if (plan.memoryId !== null) return stopFollowUp(tx, say, plan, reason)
  if (plan.status !== 'approved' || plan.item.status !== 'approved') return
  await moveItem(tx, plan.item, { status: 'discovering' })
  await supersedePlan(tx, say, plan.item, plan, 'step-refused')
  await enqueue(tx, 'discover-data', { requestId: plan.item.requestId })
}

/**
 * An attempt of which nobody can learn any more whether it was carried out, and what is there is not what was approved:
 * nothing is claimed. The way on is a new search, asked for by a human.
 */
export function recordUnclear(actor: WorkerActor, claim: Claim, seen: Seen['verification']): Promise<void> {
  const { id, plan, transactionId } = claim.step
  return closeAttempt(actor, claim, async (tx, say) => {
    say(evidence('step.ambiguous', { ...stepBody(claim.step), transactionId }))
    if (plan.memoryId !== null) await stopFollowUp(tx, say, plan, 'outcome-unknown')
    return tx.$executeRaw`UPDATE step SET status = 'ambiguous', lease_until = NULL, problem = 'outcome-unknown',
        verification = ${JSON.stringify(seen)}::jsonb
      WHERE id = ${id}::uuid AND fence = ${claim.fence} AND status = 'attempted'`
  })
}

/** The system is away: the step waits, visibly, with whatever transaction id it has. */
export function recordWaiting(actor: WorkerActor, claim: Claim, failure: string): Promise<void> {
  const event = evidence('step.waiting', { ...stepBody(claim.step), failure, attempt: claim.attempt })
  return release(actor, claim, 'waiting', failure, event)
}

/** The reply to COMMIT was lost and the server could not be asked yet. */
export function recordUnanswered(actor: WorkerActor, claim: Claim, transactionId: string): Promise<void> {
  const event = evidence('step.ambiguous', { ...stepBody(claim.step), transactionId })
  return release(actor, claim, 'attempted', 'reply-lost', event)
}

function release(
  actor: WorkerActor,
  claim: Claim,
  status: 'waiting' | 'attempted',
  problem: string,
  event: EvidenceEvent,
): Promise<void> {
  return closeAttempt(actor, claim, async (tx, say) => {
    say(event)
    const { plan, systemKey } = claim.step
    if (plan.memoryId !== null) await sayWhyDue(tx, plan.memoryId, systemKey, problem)
    if (away.includes(problem)) await noteAway(tx, systemKey, problem)
    return tx.$executeRaw`UPDATE step SET status = ${status}, lease_until = NULL, problem = ${problem}
      WHERE id = ${claim.step.id}::uuid AND fence = ${claim.fence} AND status = 'attempted'`
  })
}

const away = ['unreachable', 'sign-in-refused', 'tls', 'database-missing', 'too-many-connections']

/** What the desk says of a system: a step is often the first to meet one that is away, or (`recordApplied`) back. */
async function noteAway(tx: Transaction, key: string, failure: string): Promise<void> {
  await tx.connectedSystem.updateMany({
    where: { key, state: { not: 'unreachable' } },
    data: { state: 'unreachable', failure, checkedAt: instantToDate(now()) },
  })
}
