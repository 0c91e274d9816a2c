// What keeps an approved erasure from being carried out now: a matter placed since, or a copy that the same person asked
// for in another request and that could not be made afterwards.
import type { PersonKeys } from '../domain/findings'
import { type HoldRule, holds } from '../domain/hold-rule'
import { isWeaker } from '../domain/hold-rules/rule-change'
import { concerns } from '../domain/plan/document-questions'
import type { RectificationPlan } from '../domain/plan/rectification-plan'
import { touchedDatasets } from '../domain/plan/touched-datasets'
import type { ErasurePlan } from '../domain/plan/types'
import { instantToDate, now } from '../platform/clock'
import { db, type Transaction } from '../platform/db/client'
import { activeMatters, unforeseen } from './active-matters'
import { mapVersion } from './current-map'
import { indexOf, loadMemory } from './load-memory'
import type { StepCase } from './load-step'
import { openCopy } from './open-copy'
import { ownMatters } from './own-matters'
import { personIndex } from './person-index'

/** `matter` and `rules-changed` send the plan back to be drawn again; the others pass by themselves. */
export type Obstacle = 'matter' | 'rules-changed' | 'matter-unclear' | 'access-first'

type Carried = ErasurePlan | RectificationPlan

/** Thrown where a step was about to commit. */
export class MatterPlaced extends Error {}

export async function obstacleTo(step: StepCase, person: PersonKeys): Promise<Obstacle | null> {
  const signed = step.plan.approvedAt ?? step.plan.createdAt
  const moment = instantToDate(now())
  const [seen] = await db.$queryRaw<{ active: boolean; unasked: boolean; ruled: boolean }[]>`
    SELECT EXISTS (SELECT FROM matter WHERE status <> 'lifted') AS active,
      EXISTS (SELECT FROM matter_person p JOIN matter m ON m.id = p.matter_id
               WHERE m.status <> 'lifted' AND p.unasked @> ARRAY[${step.systemKey}]) AS unasked,
      EXISTS (SELECT FROM hold_rule WHERE cancelled_at IS NULL AND effective_at > ${signed} AND effective_at <= ${moment})
        AS ruled`
  if (seen?.active && (await comesUnforeseen(db, step, person))) return 'matter'
  if (seen?.ruled && (await stricterSince(step, signed, moment))) return 'rules-changed'
  // Whose records here a matter is about is not known yet: until it is, it may be these.
  if (seen?.unasked) return 'matter-unclear'
  // A copy shows what stands then, corrected or not.
  if (step.plan.item.right === 'rectification') return null
  return (await openCopy(db, step.plan.item.request, person)) ? 'access-first' : null
}

/** A rule that came or grew stricter after the signature, while the system was away, may hold what the plan erases. */
async function stricterSince({ plan }: StepCase, signed: Date, moment: Date): Promise<boolean> {
  const since = await db.holdRule.findMany({ where: { effectiveAt: { gt: signed, lte: moment }, cancelledAt: null } })
  const { map } = await mapVersion(db, plan.mapVersion)
  const document = plan.document as unknown as Carried
  const found = touchedDatasets(document)
  // A correction names its own places alone, not the documents that borrow from them.
  const isMeant = ({ key }: { key: string }) =>
    document.right === 'rectification' || found.some((dataset) => dataset.key === key)
  const datasets = map.datasets.filter(isMeant)
  for (const { key, document } of since) {
    const rule = document as HoldRule
    if (!holds(rule) || !datasets.some((dataset) => concerns(rule, dataset))) continue
    const before = await db.holdRule.findFirst({
      where: { key, effectiveAt: { lte: signed }, cancelledAt: null },
      orderBy: { version: 'desc' },
    })
    if (!before || isWeaker(rule, before.document as HoldRule)) return true
  }
  return false
}

/** Under the lock (matter-lock): from here on no matter is placed until the commit is over. @throws MatterPlaced */
export const refuseUnforeseen =
  (step: StepCase, person: PersonKeys) =>
  async (tx: Transaction): Promise<void> => {
    if (await comesUnforeseen(tx, step, person)) throw new MatterPlaced()
  }

async function comesUnforeseen(from: Transaction | typeof db, step: StepCase, person: PersonKeys): Promise<boolean> {
  const plan = step.plan.document as unknown as Carried
  // A follow-up goes by record keys alone; its memory knows by which identifiers a matter may name the same person.
  const memory = step.plan.memoryId === null ? null : await loadMemory(step.plan.memoryId)
  const matters = await activeMatters(from, () => (memory ? indexOf(memory) : personIndex(person)))
  if (plan.right !== 'rectification') return unforeseen(plan, matters)
  const own = await ownMatters(from, step.plan.itemId)
  return unforeseen(
    plan,
    matters.filter(({ id }) => !own.includes(id)),
  )
}
