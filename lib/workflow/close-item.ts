import type { WorkerActor } from '../domain/actor'
import type { ByHandLine } from '../domain/letters/answer-facts'
import { type ErasureLines, erasureLines } from '../domain/letters/answer-lines'
import { type Outcome, refuse } from '../domain/outcome'
import type { ErasurePlan } from '../domain/plan/types'
import type { ItemOutcome } from '../domain/request/status'
import { today } from '../platform/clock'
import { db, type Prisma } from '../platform/db/client'
import { byHandLines } from './by-hand-lines'
import { unsettledTasks } from './by-hand-tasks'
import { commit } from './commit-item'
import { mapVersion } from './current-map'
import { endItem } from './finish-item'
import { vaultOf } from './load-case'
import { rememberErasure } from './remember-erasure'
import { suppressPerson } from './suppress-person'

type Finished = Prisma.RequestItemGetPayload<{ include: { request: true; plans: { include: { steps: true } } } }>

/** Every step was seen done: the outcome, and the letter that says what is erased, what is kept, by which law, how long. */
export async function closeItem(actor: WorkerActor, input: { itemId: string }): Promise<Outcome> {
  const item = await db.requestItem.findUnique({
    where: { id: input.itemId },
    include: { request: true, plans: { orderBy: { number: 'asc' }, include: { steps: true } } },
  })
  const plan = item?.plans.at(-1)
  if (!item || !plan) return refuse('not-found')
  if (item.right !== 'erasure' || item.status !== 'approved' || plan.status !== 'approved')
    return refuse('wrong-status')
  if (stepsOpen(item.plans, plan)) return refuse('steps-open')
  if ((await unsettledTasks(db, item)) > 0) return refuse('tasks-open')
  const { map } = await mapVersion(db, plan.mapVersion)
  const last = plan.document as unknown as ErasurePlan
  const lines = erasureLines(carriedOut(item), last, map)
  const byHand = await byHandLines(db, vaultOf(item.request), item, map)
  const outcome = outcomeOf(lines, byHand)
  const confirmedOn = today(item.request.timeZone).toString()
  return commit(actor, item.requestId, async (tx, say) => {
    const letter =
      outcome === 'nothing-found'
        ? { kind: 'nothing-found' as const, facts: { forwarded: lines.forwarded } }
        : { kind: 'answer-erasure' as const, facts: { ...lines, byHand, confirmedOn } }
    await endItem(tx, say, { item, outcome, letter })
    if (outcome !== 'nothing-found') await suppressPerson(tx, say, item.request, map)
    await rememberErasure(tx, say, item, { done: carriedOut(item), map })
    return {}
  })
}

/** Also a step of an overtaken plan that may have been applied: the answer must not go out before it is known. */
const stepsOpen = (plans: Finished['plans'], last: Finished['plans'][number]): boolean =>
  last.steps.some(({ status }) => status !== 'verified') ||
  plans.some(({ steps }) => steps.some(({ status }) => ['attempted', 'waiting', 'applied'].includes(status)))

/**
 * A plan that was overtaken may have been carried out in some systems before: the answer tells of these too. Where its
 * re-reading still found something, it was carried out all the same, and what was left is the newer plan's.
 */
export const carriedOut = (item: Finished): ErasurePlan[] =>
  item.plans.map((plan) => {
    const document = plan.document as unknown as ErasurePlan
    const overtaken = plan !== item.plans.at(-1)
    const done = plan.steps
      .filter(({ status }) => status === 'verified' || (overtaken && status === 'ambiguous'))
      .map(({ systemKey }) => systemKey)
    return { ...document, systems: document.systems.filter(({ system }) => done.includes(system)) }
  })

function outcomeOf({ erased, kept, frozen = [] }: ErasureLines, byHand: ByHandLine[]): ItemOutcome {
  if (kept.length + frozen.length > 0 || byHand.some((line) => line.kept !== null)) return 'partly-erased'
  return erased.length + byHand.length > 0 ? 'erased' : 'nothing-found'
}
