import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { CaseTimeline } from '@/components/desk/request/case-timeline'
import { FindingList } from '@/components/desk/request/finding-list'
import { IdentityDecision } from '@/components/desk/request/identity-decision'
import { LetterList } from '@/components/desk/request/letter-list'
import { LetterReader } from '@/components/desk/request/letter-reader'
import { LiveProgress } from '@/components/desk/request/live-progress'
import { NextStepLine } from '@/components/desk/request/next-step-line'
import { PersonFacts, PersonHidden } from '@/components/desk/request/person-facts'
import { Section } from '@/components/desk/request/section'
import { ValuesReader } from '@/components/desk/request/values-reader'
import { RequestStatusMark, RightBadges } from '@/components/desk/request-marks'
import { DueMark } from '@/components/ui/due-mark'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
import { nextStep } from '@/lib/domain/request/next-step'
import { may, openStatuses } from '@/lib/domain/request/status'
import { caseFile, requestProgress } from '@/lib/queries/desk-case-file'
import { type DeskRequest, deskRequest } from '@/lib/queries/desk-request'
import { newestMap } from '@/lib/queries/office'
import { openRequest } from '@/lib/workflow/open-request'
import { identityAction, letterAction, valuesAction } from './actions'
import { ItemPart } from './item-part'
import { identifierLabels, mapLabels } from './map-labels'
import { nextFacts } from './next-facts'
import { Rail } from './rail'
import { SaidLine } from './said-line'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ said?: string | string[] }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const actor = await requireStaff()
  const request = await deskRequest(actor, (await params).id)
  return { title: request?.reference }
}

export default async function RequestScreen({ params, searchParams }: Props) {
  const actor = await requireStaff()
  const [{ id }, { said }] = await Promise.all([params, searchParams])
  const request = await deskRequest(actor, id)
  if (!request) notFound()
  const [t, newest, locale, progress] = await Promise.all([
    getTranslations('desk.page'),
    newestMap(),
    getLocale(),
    requestProgress(actor, id),
  ])
  const labels = mapLabels(newest?.map, locale)
  const step = nextStep(nextFacts(request), actor, request.twoPeople)
  return (
    <>
      {progress?.running && <LiveProgress href={`/desk/requests/${id}/progress`} stamp={progress.stamp} />}
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
      <SaidLine code={said} actor={actor} requestId={id} timeZone={request.timeZone} />
      <NextStepLine step={step} requestId={id} />
      <div className="grid items-start gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid min-w-0 gap-8">
          <Section id="person" title={t('person')}>
            <Who actor={actor} requestId={id} labels={identifierLabels(newest?.map, locale)} />
          </Section>
          <Identity actor={actor} request={request} />
          <Section id="rights" title={t('rights')}>
            <div className="grid gap-7">
              {request.items.map((item) => (
                <ItemPart key={item.id} {...{ actor, request, item }} systems={labels.systems} />
              ))}
            </div>
          </Section>
          {request.findings && (
            <Section id="findings" title={t('findings')}>
              <FindingList
                {...request.findings}
                labels={labels}
                timeZone={request.timeZone}
                today={request.today}
                values={
                  may(actor, 'readPersonalData')
                    ? (system, dataset) => (
                        <ValuesReader
                          action={valuesAction}
                          labels={labels.datasets[dataset]?.fields ?? {}}
                          {...{ requestId: id, system, dataset }}
                        />
                      )
                    : undefined
                }
              />
            </Section>
          )}
          <Section id="letters" title={t('letters')}>
            <LetterList
              letters={request.letters}
              timeZone={request.timeZone}
              today={request.today}
              reader={
                may(actor, 'readPersonalData')
                  ? (letterId) => <LetterReader action={letterAction} letterId={letterId} />
                  : undefined
              }
            />
          </Section>
          <Section
            id="evidence"
            title={t('evidence')}
            aside={<TextLink href={`/desk/evidence?request=${id}`}>{t('toEvidence')}</TextLink>}
          >
            <CaseTimeline entries={await caseFile(actor, id)} timeZone={request.timeZone} today={request.today} />
          </Section>
        </div>
        <div className="xl:sticky xl:top-8">
          <Rail actor={actor} request={request} />
        </div>
      </div>
    </>
  )
}

/** The reading is recorded by the verb before anything is opened. */
async function Who({
  actor,
  requestId,
  labels,
}: {
  actor: StaffActor
  requestId: string
  labels: Record<string, string>
}) {
  const opened = await openRequest(actor, { requestId })
  if (opened.ok) return <PersonFacts person={opened.person} labels={labels} />
  const { reason } = opened
  return <PersonHidden reason={reason === 'data-destroyed' || reason === 'not-found' ? reason : 'not-permitted'} />
}

async function Identity({ actor, request }: { actor: StaffActor; request: DeskRequest }) {
  const t = await getTranslations('desk.identity')
  const asked = request.identityReason === 'asked-on-file'
  // A colleague's entry has no mailbox to follow: it can be decided at once.
  const open = request.status === 'identifying' || (request.status === 'unconfirmed' && request.channel !== 'web')
  if (!open || (request.identity === 'unproven' && request.channel === 'web')) return null
  const reason = request.identityReason ?? 'entered-by-staff'
  return (
    <Section id="identity" title={t('title')}>
      <p className="max-w-[70ch]">{t.has(`why.${reason}`) ? t(`why.${reason}`) : t('why.other')}</p>
      {may(actor, 'decideIdentity') ? (
        <IdentityDecision
          action={identityAction}
          requestId={request.id}
          version={request.version}
          canAsk={reason !== 'several-people' && reason !== 'nothing-found' && !asked}
        />
      ) : (
        <p className="mt-2 text-soft">{t('onlyDpo')}</p>
      )}
    </Section>
  )
}
