import type { WorkerActor } from '../domain/actor'
import { db } from '../platform/db/client'
import { failureOf, log } from '../platform/log'
import { closeItem } from './close-item'
import { confirmStep } from './confirm-step'
import { runStep } from './run-step'
import { StepWaits } from './step-waits'
import { IdentityWaits, verifyIdentity } from './verify-identity'

/** So that a backlog is the queue's work, not this sweep's. */
const AT_ONCE = 5

type Left = { id: string; status: string }

/**
 * Takes over what a dead worker left: its lease ends within seconds, the queue would notice only at its heartbeat. Also
 * what the queue gave up on. Safe to call anywhere and at any time: fences and versions decide who acts.
 */
export async function resumeWork(actor: WorkerActor): Promise<{ resumed: number }> {
  const left = [...(await leftSteps()), ...(await leftItems())]
  for (const one of left) await resume(actor, one)
  return { resumed: left.length }
}

const leftSteps = () => db.$queryRaw<Left[]>`
  SELECT s.id, s.status FROM step s JOIN plan p ON p.id = s.plan_id
  WHERE s.status IN ('attempted', 'waiting', 'pending', 'applied') AND (
        (s.status = 'attempted' AND (s.lease_until IS NULL OR s.lease_until < clock_timestamp()))
     OR (s.status = 'waiting' AND s.attempted_at < clock_timestamp() - interval '20 minutes')
     OR (s.status = 'pending' AND p.approved_at < clock_timestamp() - interval '20 seconds')
     OR (s.status = 'applied' AND s.applied_at < clock_timestamp() - interval '10 seconds'))
  ORDER BY random() LIMIT ${AT_ONCE}`

/** Every step seen done for a while, nothing of it waits for a colleague, and nobody closed the item. */
const leftItems = () => db.$queryRaw<Left[]>`
  SELECT i.id, 'verified' AS status FROM request_item i JOIN plan p ON p.item_id = i.id AND p.status = 'approved'
    JOIN step s ON s.plan_id = p.id
  WHERE i.status = 'approved' AND NOT EXISTS (SELECT 1 FROM manual_task m WHERE m.item_id = i.id
    AND m.status IN ('open', 'impossible') AND m.kind NOT IN ('restrict', 'lift'))
  GROUP BY i.id
  HAVING bool_and(s.status = 'verified') AND max(s.applied_at) < clock_timestamp() - interval '10 seconds'
  LIMIT ${AT_ONCE}`

/** One that fails must not keep the others waiting; it says why in its own row. */
async function resume(actor: WorkerActor, { id, status }: Left): Promise<void> {
  try {
    if (status === 'verified') await closeItem(actor, { itemId: id })
    else if (status === 'applied') await confirmStep(actor, { stepId: id })
    else await runStep(actor, { stepId: id })
  } catch (error) {
    if (!(error instanceof StepWaits)) log.error('resume-failed', { failure: failureOf(error) })
  }
}

/** Requests that wait for a system longer than the queue asks (some hours): a weekend's outage must not strand them. */
export async function resumeIdentities(actor: WorkerActor): Promise<void> {
  const waiting = await db.subjectRequest.findMany({
    where: { status: 'identifying', identity: 'waiting', identityReason: 'system-unreachable' },
    select: { id: true },
    orderBy: { dueOn: 'asc' },
    take: 100,
  })
  for (const { id } of waiting) {
    try {
      await verifyIdentity(actor, { requestId: id })
    } catch (error) {
      if (!(error instanceof IdentityWaits)) log.error('resume-failed', { requestId: id, failure: failureOf(error) })
    }
  }
}
