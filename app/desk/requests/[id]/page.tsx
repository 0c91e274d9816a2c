import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { HoldLine } from '@/components/desk/holds/hold-line'
import { CaseTimeline } from '@/components/desk/request/case-timeline'
import { LiveProgress } from '@/components/desk/request/live-progress'
import { NextStepLine } from '@/components/desk/request/next-step-line'
import { Section } from '@/components/desk/request/section'
import { RequestStatusMark, RightBadges } from '@/components/desk/request-marks'
import { TaskTable } from '@/components/desk/tasks/task-table'
import { DueMark } from '@/components/ui/due-mark'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
import { nextStep } from '@/lib/domain/request/next-step'
import { openStatuses } from '@/lib/domain/request/status'
import { caseFile, requestProgress } from '@/lib/queries/desk-case-file'
import type { DeskRequest } from '@/lib/queries/desk-request'
import { requestTasks } from '@/lib/queries/desk-tasks'
import { holdsNamed, mattersOf } from '@/lib/queries/holds'
import { newestMap } from '@/lib/queries/office'
import { Found } from './found-part'
import { ItemPart } from './item-part'
import { Kept, keptOf } from './kept-part'
import { identifierLabels, mapLabels } from './map-labels'
import { NamedByOthers } from './mentions-part'
import { nextFacts } from './next-facts'
import { Findings, Identity, Letters, Who } from './parts'
import { Rail } from './rail'
import { Recipients } from './recipients-part'
import { SaidLine } from './said-line'
import { shownRequest } from './shown-request'
import { SlowSearch } from './slow-part'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ said?: string | string[] }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const actor = await requireStaff()
  const request = await shownRequest(actor, (await params).id)
  return { title: request?.reference }
}

export default async function RequestScreen({ params, searchParams }: Props) {
  const actor = await requireStaff()
  const [{ id }, { said }] = await Promise.all([params, searchParams])
  const [request, progress] = await Promise.all([shownRequest(actor, id), requestProgress(actor, id)])
  if (!request) notFound()
  const kept = await keptOf(actor, request.id)
  const followUpWaits = kept.some(({ followUps }) => followUps.some(({ status }) => status === 'draft'))
  const step = nextStep({ ...nextFacts(request), followUpWaits }, actor, request.twoPeople)
  return (
    <>
      {progress?.running && <LiveProgress href={`/desk/requests/${id}/progress`} stamp={progress.stamp} />}
      <Head request={request} />
      <SaidLine code={said} actor={actor} request={request} />
      <NextStepLine step={step} requestId={id} />
      <Holds request={request} />
      <div className="grid items-start gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,1fr)_19rem]">
        <Work actor={actor} request={request} />
        <div className="xl:sticky xl:top-8">
          <Rail actor={actor} request={request} />
        </div>
      </div>
    </>
  )
}

/** The matters that the newest plans stand under. */
async function Holds({ request }: { request: DeskRequest }) {
  return <HoldLine holds={await holdsNamed(request.items.flatMap(({ plan }) => mattersOf(plan?.document)))} />
}

async function Head({ request }: { request: DeskRequest }) {
  const t = await getTranslations('desk.page')
  return (
    <PageHeader
      above={<TextLink href="/desk/requests">{t('back')}</TextLink>}
      title={request.reference}
      actions={
        <>
          {openStatuses.includes(request.status) && <DueMark daysLeft={request.daysLeft} dueOn={request.dueOn} />}
          <RightBadges rights={request.rights} />
          <RequestStatusMark status={request.status} identityWaits={request.identity === 'waiting'} />
        </>
      }
    />
  )
}

/** Systems that no connector reaches, where the request has any. */
async function ByHand({ actor, requestId }: { actor: StaffActor; requestId: string }) {
  const [t, tasks] = await Promise.all([getTranslations('tasks'), requestTasks(actor, requestId)])
  if (tasks.length === 0) return null
  return (
    <Section id="by-hand" title={t('onRequest')}>
      <TaskTable caption={t('onRequest')} tasks={tasks} request="left-out" />
    </Section>
  )
}

async function Work({ actor, request }: { actor: StaffActor; request: DeskRequest }) {
  const [t, newest, locale, entries] = await Promise.all([
    getTranslations('desk.page'),
    newestMap(),
    getLocale(),
    caseFile(actor, request.id),
  ])
  const labels = mapLabels(newest?.map, locale)
  const kinds = identifierLabels(newest?.map, locale)
  return (
    <div className="grid min-w-0 gap-8">
      <Section id="person" title={t('person')}>
        <Who actor={actor} request={request} labels={kinds} />
      </Section>
      <SlowSearch actor={actor} request={request} labels={labels} />
      <Identity actor={actor} request={request} labels={kinds} identifiers={newest?.map.identifiers ?? []} />
      <Section id="rights" title={t('rights')}>
        <div className="grid gap-7">
          {request.items.map((item) => (
            <ItemPart key={item.id} {...{ actor, request, item }} systems={labels.systems} />
          ))}
        </div>
      </Section>
      <Kept actor={actor} request={request} />
      <Findings actor={actor} request={request} labels={labels} />
      <Found actor={actor} request={request} labels={labels} kinds={kinds} />
      <NamedByOthers actor={actor} request={request} labels={labels} />
      <ByHand actor={actor} requestId={request.id} />
      <Recipients actor={actor} request={request} />
      <Letters actor={actor} request={request} />
      <Section
        id="evidence"
        title={t('evidence')}
        aside={<TextLink href={`/desk/evidence?reference=${request.reference}`}>{t('toEvidence')}</TextLink>}
      >
        <CaseTimeline entries={entries} timeZone={request.timeZone} today={request.today} />
      </Section>
    </div>
  )
}
