// A share of the plan that is not atomic: part after part is committed and put on record, then the rest as any erasure.
// Whoever takes the step over goes on where it stands; a part whose reply was lost is found out by itself.
import type { Connector, ErasureOrder } from '../connectors/connector'
import type { WorkerActor } from '../domain/actor'
import type { StepCursor } from '../domain/plan/parts'
import { carryOutUnlessFrozen } from './carry-out-unless-frozen'
import { readCursor, recordDivision, recordPart, recordPartly } from './record-parts'
import { recordRefused, recordUnanswered, recordWaiting } from './record-step'
import type { StepCourse } from './step-course'
import type { Claim } from './step-lease'
import { StepWaits } from './step-waits'

type InParts = { course: StepCourse; order: ErasureOrder; most: number }
type Under = InParts & { actor: WorkerActor; claim: Claim; connector: Connector }
/** `transactionId`: of an earlier attempt at the last transaction. */
export type LastPart = { course: StepCourse; transactionId: string | null; cursor: StepCursor }

/** `obstacle`: why nothing new may begin. Null: the step has its outcome. @throws StepWaits */
export async function carryOutParts(under: Under, obstacle: () => Promise<string | null>): Promise<LastPart | null> {
  const { claim } = under
  const found = await readCursor(claim)
  if (found && isThrough(found)) return last(under, found, claim.step.transactionId)
  let cursor = found && claim.step.transactionId ? await settlePart(under, found, claim.step.transactionId) : found
  if (found && !cursor) return null
  if (!cursor || !isThrough(cursor)) {
    const reason = await obstacle()
    if (reason) return stop(under, cursor, reason)
    cursor ??= await divide(under)
  }
  while (cursor && !isThrough(cursor)) cursor = await carryOutPart(under, cursor)
  return cursor && last(under, cursor, null)
}

const isThrough = ({ parts, done }: StepCursor) => done >= parts.length

/** What is left is an order of its own; what was done is all of the plan's share. */
function last({ course, order }: Under, cursor: StepCursor, transactionId: string | null): LastPart {
  const groups = order.groups.filter((_, index) => !cursor.parts.some(({ group }) => group === index))
  const rest: StepCourse = {
    ...course,
    carryOut: (connector, beforeCommit) => connector.erase({ ...order, groups }, beforeCommit),
    applied: () => course.applied(),
  }
  return { course: rest, transactionId, cursor }
}

/** Refused says that nothing was done. */
async function stop({ actor, claim }: Under, cursor: StepCursor | null, reason: string): Promise<null> {
  if (cursor && cursor.done > 0) await recordPartly(actor, claim, cursor, reason)
  else await recordRefused(actor, claim, reason)
  return null
}

async function divide(under: Under): Promise<StepCursor | null> {
  const { claim, connector, order, most } = under
  const found = await connector.partsOf(order, most)
  if (found.status === 'refused') return stop(under, null, found.problem)
  const cursor = { parts: found.parts, done: 0 }
  await recordDivision(claim, cursor)
  return cursor
}

async function waits({ actor, claim }: Under, failure: string): Promise<never> {
  await recordWaiting(actor, claim, failure)
  throw new StepWaits(failure)
}

/** The cursor after it; null: the step stopped there. */
async function carryOutPart(under: Under, cursor: StepCursor): Promise<StepCursor | null> {
  const { actor, claim, connector, course, order } = under
  const part = cursor.parts[cursor.done]
  if (!part) throw new Error('no part is left')
  const result = await carryOutUnlessFrozen(claim, course.person, (beforeCommit) =>
    connector.erasePart(order, part, beforeCommit),
  )
  if (result.status === 'applied') return recordPart(actor, claim, cursor, result.transactionId)
  if (result.status === 'refused') return stop(under, cursor, result.problem)
  if (result.status === 'unavailable') return waits(under, result.problem)
  const { transactionId } = result
  const known = await connector.outcomeOf(transactionId).catch(() => 'in-progress' as const)
  if (known === 'committed') return recordPart(actor, claim, cursor, transactionId)
  await recordUnanswered(actor, claim, transactionId)
  throw new StepWaits('reply-lost')
}

/** What became of a part that stored its transaction id, and of which nothing is on record. */
async function settlePart(under: Under, cursor: StepCursor, transactionId: string): Promise<StepCursor | null> {
  const { actor, claim, connector, order } = under
  const known = await connector.outcomeOf(transactionId)
  if (known === 'in-progress') return waits(under, 'commit-in-progress')
  if (known === 'aborted') return cursor
  if (known === 'committed') return recordPart(actor, claim, cursor, transactionId)
  const seen = await connector.partSeen(order, cursor.parts, cursor.done)
  if (seen === 'there') return cursor
  if (seen === 'gone') return recordPart(actor, claim, cursor, transactionId)
  await recordPartly(actor, claim, cursor, 'outcome-unknown')
  return null
}
