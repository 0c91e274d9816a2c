import type { WorkerActor } from '../domain/actor'
import { db } from '../platform/db/client'
import { failureOf, log } from '../platform/log'
import { confirmStep } from './confirm-step'
import { runStep, StepWaits } from './run-step'

/** So that a backlog is the queue's work, not this sweep's. */
const AT_ONCE = 5

type Left = { id: string; status: string }

/**
 * Takes over what a dead worker left: its lease ends within seconds, the queue would notice only at its heartbeat. Also
 * what the queue gave up on. Safe to call anywhere and at any time: the fence decides who acts.
 */
export async function resumeSteps(actor: WorkerActor): Promise<{ resumed: number }> {
  const left = await db.$queryRaw<Left[]>`
    SELECT s.id, s.status FROM step s JOIN plan p ON p.id = s.plan_id
    WHERE (s.status = 'attempted' AND (s.lease_until IS NULL OR s.lease_until < clock_timestamp()))
       OR (s.status = 'waiting' AND s.attempted_at < clock_timestamp() - interval '20 minutes')
       OR (s.status = 'pending' AND p.approved_at < clock_timestamp() - interval '20 seconds')
       OR (s.status = 'applied' AND s.applied_at < clock_timestamp() - interval '20 seconds')
    ORDER BY random() LIMIT ${AT_ONCE}`
  for (const step of left) await resume(actor, step)
  return { resumed: left.length }
}

/** One that fails must not keep the others waiting; it says why in its own row. */
async function resume(actor: WorkerActor, { id, status }: Left): Promise<void> {
  try {
    if (status === 'applied') await confirmStep(actor, { stepId: id })
    else await runStep(actor, { stepId: id })
  } catch (error) {
    if (!(error instanceof StepWaits)) log.error('resume-failed', { stepId: id, failure: failureOf(error) })
  }
}
