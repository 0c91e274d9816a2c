import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/desk/action-form'
import { mapLanguage } from '@/components/desk/admin/map-words'
import { Section } from '@/components/desk/request/section'
import { Said } from '@/components/desk/said'
import { AnswerForm } from '@/components/desk/tasks/answer-form'
import { PersonReader } from '@/components/desk/tasks/person-reader'
import { TaskMark } from '@/components/desk/tasks/task-mark'
import { DateText } from '@/components/ui/date-text'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import { TextLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { SubmitButton } from '@/components/ui/submit-button'
import { requireStaff } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
import { may } from '@/lib/domain/request/status'
import { deskTask, type TaskSheet } from '@/lib/queries/desk-tasks'
import { againAction, personAction } from './actions'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ said?: string | string[]; refused?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tasks'))('title') }
}

export default async function TaskPage({ params, searchParams }: Props) {
  const actor = await requireStaff('seeTasks')
  const [{ id }, { said, refused }] = await Promise.all([params, searchParams])
  const [t, task] = await Promise.all([getTranslations('tasks'), deskTask(actor, id)])
  if (!task) notFound()
  const { kind, system } = task
  const asked = kind === 'find' && task.right === 'access' ? 'findCopy' : kind
  return (
    <>
      <PageHeader
        above={<TextLink href="/desk/tasks">{t('back')}</TextLink>}
        title={t(`name.${kind}`, { system })}
        next={t(`asked.${asked}`, { system })}
      />
      <Ending said={said} refused={refused} />
      {task.ownerUnknown && may(actor, 'manageUsers') && (
        <Notice kind="warning" className="mb-6">
          <p>{t('ownerUnknown', { owner: task.owner })}</p>
        </Notice>
      )}
      <div className="grid max-w-[56rem] gap-8">
        <Facts task={task} links={may(actor, 'see')} />
        {may(actor, 'answerTask') && <Person task={task} />}
        <Answer actor={actor} task={task} />
      </div>
    </>
  )
}

/** What became of the answer: the address carries a code, never a word that was typed. */
async function Ending({ said, refused }: { said: unknown; refused: unknown }) {
  const [t, reasons] = await Promise.all([getTranslations('tasks.answer'), getTranslations('reasons')])
  if (said === 'recorded' || said === 'asked') return <Said ok>{t(said)}</Said>
  if (typeof refused !== 'string' || !/^[a-z-]{1,40}$/.test(refused)) return null
  return (
    <Said ok={false}>{reasons.has(refused) ? reasons(refused) : reasons('unknown-reason', { reason: refused })}</Said>
  )
}

async function Facts({ task, links }: { task: TaskSheet; links: boolean }) {
  const [t, right, locale] = await Promise.all([getTranslations('tasks'), getTranslations('desk.right'), getLocale()])
  const language = mapLanguage(locale)
  return (
    <DescriptionList>
      <Fact term={t('facts.state')}>
        <TaskMark task={task} />
      </Fact>
      <Fact term={t('facts.due')}>
        <DateText value={task.dueOn} />
      </Fact>
      <Fact term={t('facts.owner')}>{task.owner}</Fact>
      <Fact term={t('facts.request')}>
        {links ? <TextLink href={`/desk/requests/${task.requestId}`}>{task.reference}</TextLink> : task.reference}
      </Fact>
      <Fact term={t('facts.right')}>{right(task.right)}</Fact>
      {task.holdings.length > 0 && (
        <Fact term={t('facts.holds')}>{task.holdings.map((label) => label[language]).join(', ')}</Fact>
      )}
      {task.instructions && <Fact term={t('facts.how')}>{task.instructions[language]}</Fact>}
      {task.hasFile && (
        <Fact term={t('facts.file')}>
          {/* A file, not a page: the router must not fetch it. */}
          <a className="prose-link" href={`/desk/tasks/${task.id}/file`}>
            {t('download')}
          </a>
        </Fact>
      )}
    </DescriptionList>
  )
}

async function Person({ task }: { task: TaskSheet }) {
  const t = await getTranslations('tasks.person')
  if (task.over && !task.hasNote) return null
  const words = { show: t(task.over ? 'showNote' : 'show'), reading: t('reading'), note: t('note'), gone: t('gone') }
  return (
    <Section id="person" title={t('title')}>
      <PersonReader action={personAction} taskId={task.id} words={words} />
    </Section>
  )
}

async function Answer({ actor, task }: { actor: StaffActor; task: TaskSheet }) {
  const t = await getTranslations('tasks.answer')
  const decides = may(actor, 'settleTask')
  const open = task.status === 'open' || (task.status === 'impossible' && decides)
  const { kind } = task
  if (task.over || !open || !may(actor, 'answerTask') || (kind !== 'find' && kind !== 'erase')) return null
  const copy = kind === 'find' && task.right === 'access'
  const shown = { id: task.id, kind, version: task.version, status: task.status, copy }
  return (
    <Section id="answer" title={t('title')}>
      <AnswerForm task={shown} decides={decides} />
      {task.status === 'impossible' && (
        <ActionForm action={againAction} hidden={{ taskId: task.id, version: task.version }} className="mt-4">
          <SubmitButton variant="quiet" pendingLabel={t('asking')}>
            {t('again')}
          </SubmitButton>
        </ActionForm>
      )}
    </Section>
  )
}
