import { getTranslations } from 'next-intl/server'
import { AssignForm } from '@/components/desk/request/assign-form'
import { ClockFacts } from '@/components/desk/request/clock-facts'
import { Section } from '@/components/desk/request/section'
import { DateText } from '@/components/ui/date-text'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import { TextLink } from '@/components/ui/link-button'
import { StatusMark } from '@/components/ui/status-mark'
import type { StaffActor } from '@/lib/domain/actor'
import { may, openStatuses } from '@/lib/domain/request/status'
import { colleagues } from '@/lib/queries/desk-case-file'
import type { DeskRequest } from '@/lib/queries/desk-request'
import { assignAction } from './actions'

/** Beside the work: the clock, the facts of arrival, who looks after it. */
export async function Rail({ actor, request }: { actor: StaffActor; request: DeskRequest }) {
  const [t, holds] = await Promise.all([getTranslations('desk.page'), getTranslations('holds')])
  return (
    <div className="grid content-start gap-8">
      <Section id="clock" title={t('clock')}>
        <ClockFacts
          clock={request.clock}
          dueOn={request.dueOn}
          daysLeft={request.daysLeft}
          open={openStatuses.includes(request.status)}
          today={request.today}
        />
      </Section>
      <Section id="assignee" title={t('assignee')}>
        <Assignee actor={actor} request={request} />
      </Section>
      <Section id="arrival" title={t('arrival')}>
        <Arrival request={request} />
      </Section>
      {may(actor, 'placeMatter') && (
        <p>
          <TextLink href={`/desk/holds/new?request=${request.id}`}>{holds('forThisPerson')}</TextLink>
        </p>
      )}
    </div>
  )
}

async function Assignee({ actor, request }: { actor: StaffActor; request: DeskRequest }) {
  const t = await getTranslations('desk.assign')
  if (!may(actor, 'assign')) return <p>{request.assignee?.name ?? t('nobody')}</p>
  return (
    <AssignForm
      action={assignAction}
      hidden={{ requestId: request.id, version: request.version }}
      current={request.assignee?.id ?? null}
      colleagues={await colleagues()}
    />
  )
}

async function Arrival({ request }: { request: DeskRequest }) {
  const [t, page] = await Promise.all([getTranslations('desk.arrival'), getTranslations('desk.page')])
  const { timeZone, today } = request
  return (
    <DescriptionList className="text-sm [&>div]:sm:grid-cols-[7rem_minmax(0,1fr)]">
      <Fact term={t('received')}>
        <DateText value={request.receivedAt} timeZone={timeZone} today={today} clock />
      </Fact>
      <Fact term={t('by')}>{t(`channel.${request.channel}`)}</Fact>
      <Fact term={t('language')}>{t(`locale.${request.locale}`)}</Fact>
      <Fact term={t('confirmed')}>
        {request.confirmedAt ? (
          <DateText value={request.confirmedAt} timeZone={timeZone} today={today} clock />
        ) : (
          t('notYet')
        )}
      </Fact>
      <Fact term={page('identity')}>
        <IdentityMark request={request} />
      </Fact>
      {request.closedAt && (
        <Fact term={t('closed')}>
          <DateText value={request.closedAt} timeZone={timeZone} today={today} clock />
        </Fact>
      )}
    </DescriptionList>
  )
}

async function IdentityMark({ request }: { request: DeskRequest }) {
  const t = await getTranslations('desk.identity')
  const { identity, identityProof } = request
  const tone =
    identity === 'proven'
      ? 'verified'
      : identity === 'waiting'
        ? 'attention'
        : identity === 'refused'
          ? 'refused'
          : 'waiting'
  const by = identityProof?.decidedBy ? request.names[identityProof.decidedBy] : undefined
  return (
    <>
      <StatusMark tone={tone}>{t(`state.${identity}`)}</StatusMark>
      {identityProof && (
        <p className="text-soft">
          {t.has(`by.${identityProof.method}`) ? t(`by.${identityProof.method}`) : identityProof.method}
          {by && `, ${by}`}
        </p>
      )}
    </>
  )
}
