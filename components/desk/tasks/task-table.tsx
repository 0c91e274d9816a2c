import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import { type TaskFacts, TaskMark } from './task-mark'

export type TaskRow = TaskFacts & {
  id: string
  kind: string
  system: string
  owner: string
  requestId: string
  reference: string
  dueOn: string
}

/** Tasks in the order given. `showRequest`: the reader may open the request as well. */
export function TaskTable({
  caption,
  tasks,
  showRequest,
}: {
  caption: string
  tasks: TaskRow[]
  showRequest: boolean
}) {
  const t = useTranslations('tasks')
  return (
    <Table caption={caption} stack>
      <thead>
        <tr>
          <Th>{t('column.task')}</Th>
          <Th>{t('column.request')}</Th>
          <Th>{t('column.owner')}</Th>
          <Th>{t('column.due')}</Th>
          <Th>{t('column.state')}</Th>
        </tr>
      </thead>
      <tbody>
        {tasks.map((task) => (
          <Tr key={task.id}>
            <RowHead className="min-w-40">
              <Link href={`/desk/tasks/${task.id}`} className="prose-link">
                {t(`name.${task.kind}`, { system: task.system })}
              </Link>
            </RowHead>
            <Td label={t('column.request')} className="whitespace-nowrap">
              {showRequest ? (
                <Link href={`/desk/requests/${task.requestId}`} className="prose-link">
                  {task.reference}
                </Link>
              ) : (
                task.reference
              )}
            </Td>
            <Td label={t('column.owner')} long>
              {task.owner}
            </Td>
            <Td label={t('column.due')}>
              <DateText value={task.dueOn} />
            </Td>
            <Td label={t('column.state')}>
              <TaskMark task={task} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}
