// Who runs a step. A lease keeps others away while its holder lives; the fence makes the lease safe: every claim raises
// it, and whoever holds an older one can neither store a transaction id (so never commits) nor write an outcome.
import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { db } from '../platform/db/client'
import { Conflict, commit } from './commit-item'
import { loadStep, type StepCase, stepBody } from './load-step'

/** Short: a lease that ends too early costs a repeated attempt, never a repeated erasure. */
export const LEASE_SECONDS = 6

export type Claim = { step: StepCase; fence: number; attempt: number }

/** Somebody else holds the step now: stop, and change nothing. */
export class LeaseLost extends Error {}

const runnable = ['pending', 'waiting', 'attempted']

type Claimed = { fence: number; attempts: number; transaction_id: string | null; plan_status: string }

/**
 * The intent is on record before anything is done (maxim 12). The clock of leases is the database's, for all workers. The
 * claim answers the transaction id as it stands from now on: the holder before us may have stored it since we looked.
 */
export async function claimStep(actor: WorkerActor, stepId: string): Promise<Outcome<Claim>> {
  const step = await loadStep(stepId)
  if (!step) return refuse('not-found')
  if (!runnable.includes(step.status)) return refuse('wrong-status')
  return commit(actor, step.plan.item.requestId, async (tx, say) => {
    const [claimed] = await tx.$queryRaw<Claimed[]>`
      UPDATE step SET status = 'attempted', fence = fence + 1, attempts = attempts + 1, attempted_at = clock_timestamp(),
        lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
      WHERE id = ${stepId}::uuid AND fence = ${step.fence} AND status = ${step.status}
        AND (lease_until IS NULL OR lease_until < clock_timestamp())
      RETURNING fence, attempts, transaction_id, (SELECT status FROM plan WHERE plan.id = plan_id) AS plan_status`
    if (!claimed) throw new Conflict()
    const { fence, attempts, transaction_id: transactionId, plan_status: planStatus } = claimed
    say(evidence('step.attempted', { ...stepBody(step), attempt: attempts, fence }))
    const seen = { ...step, attempts, fence, transactionId, plan: { ...step.plan, status: planStatus } }
    return { step: seen, fence, attempt: attempts }
  })
}

/** Renews until stopped. A renewal that fails is no harm: the fence decides. */
export function keepLease({ step, fence }: Claim): { stop: () => void } {
  const renew = () =>
    db.$executeRaw`UPDATE step SET lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
      WHERE id = ${step.id}::uuid AND fence = ${fence} AND status = 'attempted'`.catch(() => 0)
  const timer = setInterval(renew, (LEASE_SECONDS * 1000) / 3)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/** Stored before COMMIT is sent (R20): whoever comes later can ask the server what became of it. @throws LeaseLost */
export async function storeTransactionId({ step, fence }: Claim, transactionId: string): Promise<void> {
  const stored = await db.$executeRaw`UPDATE step SET transaction_id = ${transactionId}
    WHERE id = ${step.id}::uuid AND fence = ${fence} AND status = 'attempted'`
  if (stored !== 1) throw new LeaseLost()
}
