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

/** Tasks in the order given. `request`: whether the reader may open it as well; left out where all are of one. */
export function TaskTable({
  caption,
  tasks,
  request,
}: {
  caption: string
  tasks: TaskRow[]
  request: 'linked' | 'named' | 'left-out'
}) {
  const t = useTranslations('tasks')
  return (
    <Table caption={caption} stack>
      <thead>
        <tr>
          <Th>{t('column.task')}</Th>
          {request !== 'left-out' && <Th>{t('column.request')}</Th>}
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
            {request !== 'left-out' && (
              <Td label={t('column.request')} className="whitespace-nowrap">
                {request === 'linked' ? (
                  <Link href={`/desk/requests/${task.requestId}`} className="prose-link">
                    {task.reference}
                  </Link>
                ) : (
                  task.reference
                )}
              </Td>
            )}
            <Td label={t('column.owner')} long>
              <Address value={task.owner} />
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

/** Where a line is too short, an address is broken before its house and not within a name. */
function Address({ value }: { value: string }) {
  const at = value.lastIndexOf('@') + 1
  return (
    <>
      {value.slice(0, at)}
      <wbr />
      {value.slice(at)}
    </>
  )
}
