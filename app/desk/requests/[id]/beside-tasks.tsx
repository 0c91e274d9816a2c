import { TaskForm } from '@/components/desk/request/task-form'
import type { StaffActor } from '@/lib/domain/actor'
import { may } from '@/lib/domain/request/status'
import type { DeskItem, DeskRequest } from '@/lib/queries/desk-request'
import { taskAction } from './actions'

/** What a correction waits for beside its plan. What proved impossible is the officer's to settle. */
export function BesideTasks({ actor, request, item }: { actor: StaffActor; request: DeskRequest; item: DeskItem }) {
  const settles = may(actor, 'settleTask')
  const answerable = item.openTasks.filter(({ status }) => status === 'open' || settles)
  if (!may(actor, 'completeTask')) return null
  return answerable.map((task) => (
    <TaskForm
      key={task.id}
      action={taskAction}
      kind={task.kind}
      hidden={{ requestId: request.id, taskId: task.id, version: task.version }}
      results={[
        'done',
        ...(task.status === 'open' ? (['impossible'] as const) : []),
        ...(settles ? (['kept'] as const) : []),
      ]}
    />
  ))
}
