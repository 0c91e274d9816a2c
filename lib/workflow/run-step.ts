import { type Connector, ConnectorUnavailable } from '../connectors/connector'
import type { WorkerActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import type { StepCursor } from '../domain/plan/parts'
import { carryOutParts } from './carry-out-parts'
import { type Concluded, carryOutUnlessFrozen } from './carry-out-unless-frozen'
import { openSystem } from './open-system'
import { recordPartly } from './record-parts'
import { recordApplied, recordRefused, recordUnanswered, recordUnclear, recordWaiting } from './record-step'
import { type Seen, type StepCourse, stepCourse } from './step-course'
import { type Claim, claimStep, keepLease, LeaseLost } from './step-lease'
import { obstacleTo } from './step-obstacle'
import { StepWaits } from './step-waits'

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
  const { inParts } = course
  if (!inParts)
    return attemptAtOnce(actor, claim, connector, { course, transactionId: step.transactionId, cursor: null })
  const obstacle = () => whyNot(actor, claim, course)
  const last = await carryOutParts({ ...inParts, actor, claim, connector, course }, obstacle)
  if (last) await attemptAtOnce(actor, claim, connector, last)
}

type Attempt = { course: StepCourse; transactionId: string | null; cursor: StepCursor | null }

/** `cursor`: of parts that were committed before. */
async function attemptAtOnce(
  actor: WorkerActor,
  claim: Claim,
  connector: Connector,
  { course, transactionId, cursor }: Attempt,
): Promise<void> {
  const earlier = transactionId ? await resolve(actor, claim, connector, course, transactionId) : 'nothing-done'
  if (earlier === 'settled') return
  const refused = (reason: string) => settleRefused(actor, claim, earlier, cursor, reason)
  const obstacle = await whyNot(actor, claim, course)
  if (obstacle) return refused(obstacle)
  const result = await carryOutUnlessFrozen(claim, course.person, (before) => course.carryOut(connector, before))
  if (result.status === 'refused') return refused(result.problem)
  await conclude(actor, claim, { connector, course }, result)
}

/** Why it may not be carried out any more; null: it may. @throws StepWaits for what passes by itself */
async function whyNot(actor: WorkerActor, claim: Claim, { person }: StepCourse): Promise<string | null> {
  // Another step of the plan was refused: what people signed no longer stands, so nothing new begins.
  if (claim.step.plan.status !== 'approved') return 'plan-superseded'
  const obstacle = await obstacleTo(claim.step, person)
  if (!obstacle || obstacle === 'matter' || obstacle === 'rules-changed') return obstacle
  await recordWaiting(actor, claim, obstacle)
  throw new StepWaits(obstacle)
}

/** Refused says that nothing was done: not to be said where an earlier attempt, or a part, was or may have been carried out. */
function settleRefused(
  actor: WorkerActor,
  claim: Claim,
  earlier: Unsettled,
  cursor: StepCursor | null,
  reason: string,
): Promise<void> {
  if (earlier !== 'nothing-done') return recordUnclear(actor, claim, earlier.seen.verification)
  return cursor && cursor.done > 0 ? recordPartly(actor, claim, cursor, reason) : recordRefused(actor, claim, reason)
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
