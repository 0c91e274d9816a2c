// A follow-up that could not be carried out as it was drawn is overtaken; its lines say why they are still there, and the
// next day's look draws it anew.
import { evidence } from '../domain/evidence/events'
import type { Transaction } from '../platform/db/client'
import type { Say } from './commit-item'
import { type FollowUp, followUpBody } from './follow-up-body'

export async function stopFollowUp(tx: Transaction, say: Say, plan: FollowUp, reason: string): Promise<void> {
  const { count } = await tx.plan.updateMany({
    where: { id: plan.id, status: { in: ['draft', 'approved'] }, closedAt: null },
    data: { status: 'superseded' },
  })
  if (count === 0) return
  const body = followUpBody(plan)
  await sayWhyDue(tx, body.memoryId, body.system, reason)
  say(evidence('follow-up.stopped', { ...body, reason }))
}

/** The class of the reason, never a server's text. */
export async function sayWhyDue(
  tx: Pick<Transaction, 'retainedLine'>,
  memoryId: string,
  systemKey: string,
  problem: string | null,
): Promise<void> {
  await tx.retainedLine.updateMany({ where: { memoryId, systemKey, state: 'due' }, data: { problem } })
}
