import { ConnectorUnavailable } from '../connectors/connector'
import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { instantToDate, now } from '../platform/clock'
import type { Prisma, Transaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import { Conflict, commit, type Say } from './commit-item'
import { loadStep, type StepCase, stepBody } from './load-step'
import { openSystem } from './open-system'
import { type Applied, type Seen, stepCourse } from './step-course'
import { StepWaits } from './step-waits'
import { stopFollowUp } from './stop-follow-up'

/** Done means seen (maxim 12): a fresh reading of the system, after the commit, by the person's keys. @throws StepWaits */
export async function confirmStep(actor: WorkerActor, input: { stepId: string }): Promise<Outcome> {
  const step = await loadStep(input.stepId)
  if (!step) return refuse('not-found')
  if (step.status !== 'applied') return refuse('wrong-status')
  const { seen, erased } = await reread(actor, step)
  return commit(actor, step.plan.item.requestId, async (tx, say) => {
    const { count } = await tx.step.updateMany({
      where: { id: step.id, status: 'applied', fence: step.fence },
      data: {
        status: seen.complete ? 'verified' : 'ambiguous',
        problem: seen.complete ? null : 'still-there',
        verification: seen.verification as unknown as Prisma.InputJsonValue,
        verifiedAt: instantToDate(now()),
      },
    })
    if (count !== 1) throw new Conflict()
    sayWhatWasSeen(say, step, seen, erased)
    if (seen.complete) await closeWhenAllSeen(tx, step)
    else if (step.plan.memoryId !== null) await stopFollowUp(tx, say, step.plan, 'still-there')
    return {}
  })
}

async function reread(actor: WorkerActor, step: StepCase): Promise<{ seen: Seen; erased: Applied['erased'] }> {
  try {
    const connector = await openSystem(step.systemKey)
    const course = await stepCourse(step)
    return { seen: await course.look(connector), erased: course.applied().erased }
  } catch (error) {
    if (!(error instanceof ConnectorUnavailable)) throw error
    await recordUnseen(actor, step, error.failure)
    throw new StepWaits(error.failure)
  }
}

/** Applied, and nobody could look: said once for each reason, however often it is tried. */
async function recordUnseen(actor: WorkerActor, step: StepCase, failure: string): Promise<void> {
  if (step.problem === failure) return
  await commit(actor, step.plan.item.requestId, async (tx, say) => {
    const { count } = await tx.step.updateMany({
      where: { id: step.id, status: 'applied', fence: step.fence },
      data: { problem: failure },
    })
    if (count !== 1) throw new Conflict()
    say(evidence('step.waiting', { ...stepBody(step), failure, attempt: step.attempts }))
    return {}
  })
}

function sayWhatWasSeen(say: Say, step: StepCase, seen: Seen, counts: Applied['erased']): void {
  if (seen.complete) say(evidence('step.verified', { ...stepBody(step), remaining: seen.left, counts }))
  else say(evidence('step.ambiguous', { ...stepBody(step), transactionId: step.transactionId }))
}

/** Under the request's lock, so that of two last steps exactly one sees the other. */
async function closeWhenAllSeen(tx: Transaction, step: StepCase): Promise<void> {
  const { id, itemId, memoryId } = step.plan
  const [plan] = await tx.$queryRaw<{ status: string; open: bigint }[]>`
    SELECT status, (SELECT count(*) FROM step WHERE plan_id = plan.id AND status <> 'verified') AS open
      FROM plan WHERE id = ${id}::uuid`
  if (plan?.status !== 'approved' || plan.open > 0n) return
  if (memoryId === null) await enqueue(tx, 'close-item', { itemId })
  else await enqueue(tx, 'close-follow-up', { planId: id })
}
