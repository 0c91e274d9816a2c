import type { TaskKind } from '../domain/by-hand/task'
import { evidence } from '../domain/evidence/events'
import type { Right } from '../domain/request/rights'
import type { Transaction } from '../platform/db/client'
import type { Say } from './commit-item'

/** A colleague does something of one right by hand and records it. */
export async function openByHand(
  tx: Transaction,
  say: Say,
  item: { id: string; right: Right },
  kind: Exclude<TaskKind, 'find' | 'erase' | 'mentions'>,
): Promise<void> {
  const { id } = await tx.manualTask.create({ data: { itemId: item.id, kind }, select: { id: true } })
  say(evidence('task.opened', { itemId: item.id, right: item.right, taskId: id, kind }))
}
