import type { StaffActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { askOnceMore } from './by-hand-tasks'
import { Conflict, commit } from './commit-item'
import { notErasedByHand } from './frozen-by-hand'
import { isOver, loadTask } from './task-access'

/** What could not be done, or had to wait for a matter or a copy, is asked of its owner once more, with a new due date. */
export async function askAgain(actor: StaffActor, input: { taskId: string; version: number }): Promise<Outcome> {
  if (!may(actor, 'settleTask')) return refuse('not-permitted')
  const task = await loadTask(actor, input.taskId)
  if (!task || task.systemKey === null) return refuse('not-found')
  if (task.version !== input.version) return refuse('conflict')
  if (task.status !== 'impossible' || isOver(task)) return refuse('wrong-status')
  const obstacle = task.kind === 'erase' && (await notErasedByHand(db, task.item.request, task.systemKey))
  if (obstacle) return refuse(obstacle)
  return commit(actor, task.item.requestId, async (tx, say) => {
    if (!(await askOnceMore(tx, say, task))) throw new Conflict()
    return {}
  })
}
