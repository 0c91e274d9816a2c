import type { StaffActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { askOnceMore } from './by-hand-tasks'
import { Conflict, commit } from './commit-item'
import { frozenByHand } from './frozen-by-hand'
import { isOver, loadTask } from './task-access'

/** What could not be done, or was frozen by a matter, is asked of its owner once more, with a new due date. */
export async function askAgain(actor: StaffActor, input: { taskId: string; version: number }): Promise<Outcome> {
  if (!may(actor, 'settleTask')) return refuse('not-permitted')
  const task = await loadTask(actor, input.taskId)
  if (!task || task.systemKey === null) return refuse('not-found')
  if (task.version !== input.version) return refuse('conflict')
  if (task.status !== 'impossible' || isOver(task)) return refuse('wrong-status')
  if (task.kind === 'erase' && (await frozenByHand(task.item.request, task.systemKey))) return refuse('matter')
  return commit(actor, task.item.requestId, async (tx, say) => {
    if (!(await askOnceMore(tx, say, task))) throw new Conflict()
    return {}
  })
}
