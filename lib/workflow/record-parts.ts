// What is on record of a step in parts: how it was divided, each part that is committed, and where it stopped for good.
import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { countsDone, partlyDone, type StepCursor } from '../domain/plan/parts'
import { db } from '../platform/db/client'
import { approvedShare, stepBody } from './load-step'
import { closeAttempt, planAgain } from './record-step'
import { type Claim, LeaseLost } from './step-lease'

/** Read by whoever holds the newest fence: nobody else moves it any more. */
export async function readCursor({ step }: Claim): Promise<StepCursor | null> {
  const [row] = await db.$queryRaw<{ cursor: StepCursor | null }[]>`
    SELECT cursor FROM step WHERE id = ${step.id}::uuid`
  return row?.cursor ?? null
}

/** Before the first part: whoever comes later goes by the same division. @throws LeaseLost */
export async function recordDivision({ step, fence }: Claim, cursor: StepCursor): Promise<void> {
  const stored = await db.$executeRaw`UPDATE step SET cursor = ${JSON.stringify(cursor)}::jsonb, transaction_id = NULL
    WHERE id = ${step.id}::uuid AND fence = ${fence} AND status = 'attempted'`
  if (stored !== 1) throw new LeaseLost()
}

/** The next one is committed. Its number is put away with that: what is asked after from now on is the part after it. */
export async function recordPart(
  actor: WorkerActor,
  claim: Claim,
  cursor: StepCursor,
  transactionId: string,
): Promise<StepCursor> {
  const { step, fence } = claim
  const moved = { ...cursor, done: cursor.done + 1 }
  const part = cursor.parts[cursor.done]
  const dataset = approvedShare(step).groups[part?.group ?? -1]?.dataset
  if (!part || dataset === undefined) throw new Error('a part that the plan does not have')
  await closeAttempt(actor, claim, async (tx, say) => {
    const facts = { part: moved.done, parts: cursor.parts.length, transactionId, dataset, deleted: part.rows }
    say(evidence('step.part-applied', { ...stepBody(step), ...facts }))
    return tx.$executeRaw`UPDATE step SET cursor = ${JSON.stringify(moved)}::jsonb, transaction_id = NULL, problem = NULL
      WHERE id = ${step.id}::uuid AND fence = ${fence} AND status = 'attempted'`
  })
  return moved
}

/** Some parts are gone for good, and what is left is not what was approved any more: back to the search, then to the people. */
export function recordPartly(actor: WorkerActor, claim: Claim, cursor: StepCursor, reason: string): Promise<void> {
  const { step, fence } = claim
  const counts = countsDone(approvedShare(step).groups, cursor)
  return closeAttempt(actor, claim, async (tx, say) => {
    const facts = { reason, part: cursor.done, parts: cursor.parts.length, counts }
    say(evidence('step.stopped-partly', { ...stepBody(step), ...facts }))
    const stopped =
      await tx.$executeRaw`UPDATE step SET status = 'ambiguous', lease_until = NULL, problem = ${partlyDone},
        result = ${JSON.stringify(counts)}::jsonb
      WHERE id = ${step.id}::uuid AND fence = ${fence} AND status = 'attempted'`
    await planAgain(tx, say, claim, reason)
    return stopped
  })
}
