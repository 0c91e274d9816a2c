import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { TaskTable } from '@/components/desk/tasks/task-table'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { may } from '@/lib/domain/request/status'
import { deskTasks } from '@/lib/queries/desk-tasks'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tasks'))('title') }
}

export default async function TasksPage() {
  const actor = await requireStaff('seeTasks')
  const [t, tasks] = await Promise.all([getTranslations('tasks'), deskTasks(actor)])
  const sees = may(actor, 'see')
  return (
    <>
      <PageHeader title={t('title')} next={t(sees ? 'lead' : 'mine')} />
      <div className="grid gap-10">
        {(['open', 'settled'] as const).map((part) => (
          <section key={part} aria-labelledby={part}>
            <h2 id={part} className="mb-2 text-lg">
              {t(part)}
            </h2>
            {tasks[part].length === 0 ? (
              <p className="text-soft">{t(part === 'open' ? 'none' : 'noneSettled')}</p>
            ) : (
              <TaskTable caption={t(part)} tasks={tasks[part]} request={sees ? 'linked' : 'named'} />
            )}
          </section>
        ))}
      </div>
    </>
  )
}
