// An erasure does not end before somebody looked at the texts that name the person in other people's records.
import { randomUUID } from 'node:crypto'
import { evidence } from '../domain/evidence/events'
import type { PlanDocument } from '../domain/plan/plan-document'
import type { Right } from '../domain/request/rights'
import type { Transaction } from '../platform/db/client'
import type { Say } from './commit-item'

const namesElsewhere = ({ warnings }: PlanDocument): boolean =>
  warnings.some((warning) => warning.code === 'system' && warning.problem.code === 'mentioned')

/** Within `commit`. Asked once an item, however often it is signed. @returns whether it is, or was. */
export async function askAboutMentions(
  tx: Transaction,
  say: Say,
  item: { id: string; right: string },
  document: PlanDocument,
): Promise<boolean> {
  if (item.right !== 'erasure' || !namesElsewhere(document)) return false
  const kind = 'mentions'
  if ((await tx.manualTask.count({ where: { itemId: item.id, kind } })) > 0) return true
  const taskId = randomUUID()
  await tx.manualTask.create({ data: { id: taskId, itemId: item.id, kind } })
  say(evidence('task.opened', { itemId: item.id, right: item.right as Right, taskId, kind }))
  return true
}
