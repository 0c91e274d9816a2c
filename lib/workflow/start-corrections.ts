import type { RectificationPlan } from '../domain/plan/rectification-plan'
import type { Transaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import type { Say } from './commit-item'
import { openByHand } from './open-by-hand'

/** Signed: one step a system, and a colleague's task for what the law offers instead of a change. */
export async function startCorrections(
  tx: Transaction,
  say: Say,
  item: { id: string },
  plan: { id: string },
  { systems, kept }: RectificationPlan,
): Promise<void> {
  const right = 'rectification' as const
  for (const kind of new Set(kept.map(({ offer }) => offer))) {
    // Once, however often it is signed.
    if ((await tx.manualTask.count({ where: { itemId: item.id, kind } })) > 0) continue
    await openByHand(tx, say, { id: item.id, right }, kind)
  }
  const due = systems.filter(({ corrections }) => corrections.length > 0)
  if (due.length === 0) return enqueue(tx, 'close-item', { itemId: item.id })
  for (const { system } of due) {
    const { id } = await tx.step.create({ data: { planId: plan.id, systemKey: system }, select: { id: true } })
    await enqueue(tx, 'run-step', { stepId: id })
  }
}
