import { getTranslations } from 'next-intl/server'
import { TaskForm } from '@/components/desk/request/task-form'
import { Disclosure } from '@/components/ui/disclosure'
import type { StaffActor } from '@/lib/domain/actor'
import { may } from '@/lib/domain/request/status'
import type { DeskItem, DeskRequest } from '@/lib/queries/desk-request'
import { taskAction } from './actions'

/** What a correction waits for beside its plan. What proved impossible is the officer's to settle. */
export async function BesideTasks({
  actor,
  request,
  item,
}: {
  actor: StaffActor
  request: DeskRequest
  item: DeskItem
}) {
  const settles = may(actor, 'settleTask')
  const answerable = item.openTasks.filter(({ status }) => status === 'open' || settles)
  if (!may(actor, 'completeTask')) return null
  const t = await getTranslations('corrections.task')
  return answerable.map((task) => (
    <Disclosure key={task.id} summary={t(task.kind)} open={item.status === 'approved'} className="border-rule border-b">
      <TaskForm
        action={taskAction}
        kind={task.kind}
        hidden={{ requestId: request.id, taskId: task.id, version: task.version }}
        results={[
          'done',
          ...(task.status === 'open' ? (['impossible'] as const) : []),
          ...(settles ? (['kept'] as const) : []),
        ]}
      />
    </Disclosure>
  ))
}
