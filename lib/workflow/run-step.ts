import { type Connector, ConnectorUnavailable, type ErasureResult } from '../connectors/connector'
import type { WorkerActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import { whileNoMatterIsPlaced } from './matter-lock'
import { openSystem } from './open-system'
import { recordApplied, recordRefused, recordUnanswered, recordUnclear, recordWaiting } from './record-step'
import { type Seen, type StepCourse, stepCourse } from './step-course'
import { type Claim, claimStep, keepLease, LeaseLost, storeTransactionId } from './step-lease'
import { MatterPlaced, obstacleTo, refuseUnforeseen } from './step-obstacle'

/** Thrown so that the queue tries again later; the step already shows why it waits. */
export class StepWaits extends Error {}

/** One system's share of the approved plan, exactly once, however often and wherever it is called. @throws StepWaits */
export async function runStep(actor: WorkerActor, input: { stepId: string }): Promise<Outcome> {
  const claim = await claimStep(actor, input.stepId)
  if (!claim.ok) return claim
  const lease = keepLease(claim)
  try {
    await attempt(actor, claim)
    return { ok: true }
  } catch (error) {
    if (error instanceof LeaseLost) return refuse('conflict')
    if (!(error instanceof ConnectorUnavailable)) throw error
    await recordWaiting(actor, claim, error.failure)
    throw new StepWaits(error.failure)
  } finally {
    lease.stop()
  }
}

async function attempt(actor: WorkerActor, claim: Claim): Promise<void> {
  const { step } = claim
  const connector = await openSystem(step.systemKey)
  const course = await stepCourse(step)
  const earlier = step.transactionId
    ? await resolve(actor, claim, connector, course, step.transactionId)
    : 'nothing-done'
  if (earlier === 'settled') return
  const refused = (reason: string) => settleRefused(actor, claim, earlier, reason)
  // Another step of the plan was refused: what people signed no longer stands, so nothing new begins.
  if (step.plan.status !== 'approved') return refused('plan-superseded')
  const obstacle = await obstacleTo(step, course.person)
  if (obstacle === 'matter' || obstacle === 'rules-changed') return refused(obstacle)
  if (obstacle) {
    await recordWaiting(actor, claim, obstacle)
    throw new StepWaits(obstacle)
  }
  const result = await carryOutUnlessFrozen(claim, connector, course)
  if (result.status === 'refused') return refused(result.problem)
  await conclude(actor, claim, { connector, course }, result)
}

/** Refused says that nothing was done: not to be said where an earlier attempt may have been carried out. */
function settleRefused(actor: WorkerActor, claim: Claim, earlier: Unsettled, reason: string): Promise<void> {
  return earlier === 'nothing-done'
    ? recordRefused(actor, claim, reason)
    : recordUnclear(actor, claim, earlier.seen.verification)
}

type Concluded = ErasureResult | { status: 'refused'; problem: 'matter' }

/** The last look at matters comes just before COMMIT, and none is placed until its reply is here. */
async function carryOutUnlessFrozen(claim: Claim, connector: Connector, course: StepCourse): Promise<Concluded> {
  try {
    return await whileNoMatterIsPlaced(refuseUnforeseen(claim.step, course.person), (enter) =>
      course.carryOut(connector, async (id) => {
        await enter()
        await storeTransactionId(claim, id)
      }),
    )
  } catch (error) {
    if (error instanceof MatterPlaced) return { status: 'refused', problem: 'matter' }
    throw error
  }
}

/** `seen`: what a re-reading found where the server no longer remembers the attempt, and the rows are not all as signed. */
type Unsettled = 'nothing-done' | { seen: Seen }

/**
 * What became of an attempt that stored its transaction id. Without a stored id there is nothing to ask: the id is stored
 * before COMMIT is sent, so that attempt cannot have committed.
 */
async function resolve(
  actor: WorkerActor,
  claim: Claim,
  connector: Connector,
  course: StepCourse,
  transactionId: string,
): Promise<'settled' | Unsettled> {
  const known = await connector.outcomeOf(transactionId)
  if (known === 'aborted') return 'nothing-done'
  if (known === 'in-progress') {
    await recordWaiting(actor, claim, 'commit-in-progress')
    throw new StepWaits('commit-in-progress')
  }
  if (known === 'unknown') {
    // The rows themselves answer. Doing it again is safe, it rechecks counts and values.
    const seen = await course.look(connector)
    if (!seen.complete) return { seen }
  }
  await recordApplied(actor, claim, { transactionId, ...course.applied() })
  return 'settled'
}

async function conclude(
  actor: WorkerActor,
  claim: Claim,
  { connector, course }: { connector: Connector; course: StepCourse },
  result: Exclude<Concluded, { status: 'refused' }>,
): Promise<void> {
  if (result.status === 'applied')
    return recordApplied(actor, claim, { transactionId: result.transactionId, ...course.applied(result.rows) })
  if (result.status === 'unavailable') {
    await recordWaiting(actor, claim, result.problem)
    throw new StepWaits(result.problem)
  }
  // COMMIT was sent and no answer came: the server knows.
  const { transactionId } = result
  const known = await connector.outcomeOf(transactionId).catch(() => 'in-progress' as const)
  if (known === 'committed') return recordApplied(actor, claim, { transactionId, ...course.applied() })
  await recordUnanswered(actor, claim, transactionId)
  throw new StepWaits('reply-lost')
}
