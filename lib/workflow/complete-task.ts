import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import type { Right } from '../domain/request/rights'
import { type ItemStatus, may, permits } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'
import { evidenceDigest } from '../platform/keys'
import { Conflict, commit } from './commit-item'
import { endItem } from './finish-item'
import { vaultOf } from './load-case'

export type CompleteTask = { taskId: string; version: number; note: string; result: 'done' | 'impossible' }

/** Done by hand and recorded. What proves impossible stays open for the DPO, who alone refuses a right. */
export async function completeTask(actor: StaffActor, input: CompleteTask): Promise<Outcome> {
  if (!may(actor, 'completeTask')) return refuse('not-permitted')
  const note = input.note.trim()
  if (note === '') return refuse('note-missing')
  const task = await db.manualTask.findUnique({
    where: { id: input.taskId },
    include: { item: { include: { request: true } } },
  })
  if (!task) return refuse('not-found')
  if (task.version !== input.version) return refuse('conflict')
  const { item } = task
  if (task.status !== 'open' || !permits('completeTask', item.status as ItemStatus)) return refuse('wrong-status')
  return commit(actor, item.requestId, async (tx, say) => {
    const { count } = await tx.manualTask.updateMany({
      where: { id: task.id, status: 'open', version: task.version },
      data: {
        status: input.result,
        version: { increment: 1 },
        noteEnc: vaultOf(item.request).seal(`manual_task.note:${task.id}`, note),
        doneBy: actor.userId,
        doneAt: instantToDate(now()),
      },
    })
    if (count !== 1) throw new Conflict()
    const body = { itemId: item.id, right: item.right as Right, taskId: task.id, kind: task.kind }
    say(evidence('task.done', { ...body, result: input.result, noteDigest: evidenceDigest(note) }))
    if (input.result === 'done') {
      const letter = { kind: 'done-by-hand' as const, facts: { note } }
      await endItem(tx, say, { item, outcome: 'done-by-hand', decidedBy: actor.userId, letter })
    }
    return {}
  })
}
