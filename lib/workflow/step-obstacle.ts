// What keeps an approved erasure from being carried out now: a matter placed since, or a copy that the same person asked
// for in another request and that could not be made afterwards.
import type { PersonKeys } from '../domain/findings'
import type { ErasurePlan } from '../domain/plan/types'
import { db, type Transaction } from '../platform/db/client'
import { activeMatters, unforeseen } from './active-matters'
import { indexOf, loadMemory } from './load-memory'
import type { StepCase } from './load-step'
import { openCopy } from './open-copy'
import { personIndex } from './person-index'

/** `matter` sends the plan back to be drawn again; the others pass by themselves. */
export type Obstacle = 'matter' | 'matter-unclear' | 'access-first'

/** Thrown where a step was about to commit. */
export class MatterPlaced extends Error {}

export async function obstacleTo(step: StepCase, person: PersonKeys): Promise<Obstacle | null> {
  const [seen] = await db.$queryRaw<{ active: boolean; unasked: boolean }[]>`
    SELECT EXISTS (SELECT FROM matter WHERE status <> 'lifted') AS active,
      EXISTS (SELECT FROM matter_person p JOIN matter m ON m.id = p.matter_id
               WHERE m.status <> 'lifted' AND p.unasked @> ARRAY[${step.systemKey}]) AS unasked`
  if (seen?.active && (await comesUnforeseen(db, step, person))) return 'matter'
  // Whose records here a matter is about is not known yet: until it is, it may be these.
  if (seen?.unasked) return 'matter-unclear'
  return (await openCopy(db, step.plan.item.request, person)) ? 'access-first' : null
}

/** Under the lock (matter-lock): from here on no matter is placed until the commit is over. @throws MatterPlaced */
export const refuseUnforeseen =
  (step: StepCase, person: PersonKeys) =>
  async (tx: Transaction): Promise<void> => {
    if (await comesUnforeseen(tx, step, person)) throw new MatterPlaced()
  }

async function comesUnforeseen(from: Transaction | typeof db, step: StepCase, person: PersonKeys): Promise<boolean> {
  const plan = step.plan.document as unknown as ErasurePlan
  // A follow-up goes by record keys alone; its memory knows by which identifiers a matter may name the same person.
  const memory = step.plan.memoryId === null ? null : await loadMemory(step.plan.memoryId)
  return unforeseen(plan, await activeMatters(from, () => (memory ? indexOf(memory) : personIndex(person))))
}
