import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { retentionLabels } from '@/app/desk/retention/retention-labels'
import { Section } from '@/components/desk/request/section'
import { ApproveFollowUp, DismissFollowUp } from '@/components/desk/retention/follow-up-forms'
import { KeptPieces } from '@/components/desk/retention/kept-pieces'
import type { RetentionLabels } from '@/components/desk/retention/labels'
import { ProblemText } from '@/components/desk/retention/tables'
import { DateText } from '@/components/ui/date-text'
import { StatusMark } from '@/components/ui/status-mark'
import type { StaffActor } from '@/lib/domain/actor'
import { may } from '@/lib/domain/request/status'
import type { DeskRequest } from '@/lib/queries/desk-request'
import { type FollowUp, type RequestRetention, requestRetention } from '@/lib/queries/request-retention'
import { approveFollowUpAction, dismissFollowUpAction } from './follow-up-actions'

type Props = { actor: StaffActor; request: DeskRequest }

/** Once a page, for its head and its part. */
export const keptOf = cache(requestRetention)

/** What an answered erasure left, until when, and what followed it. */
export async function Kept({ actor, request }: Props) {
  const kept = await keptOf(actor, request.id)
  if (kept.length === 0) return null
  const [t, labels] = await Promise.all([getTranslations('retention.part'), retentionLabels()])
  return (
    <Section id="kept" title={t('title')}>
      {kept.map((one) => (
        <KeptOf key={one.itemId} {...{ actor, request, kept: one, labels }} />
      ))}
    </Section>
  )
}

async function KeptOf({ actor, request, kept, labels }: Props & { kept: RequestRetention; labels: RetentionLabels }) {
  const t = await getTranslations('retention.part')
  const day = (value: string) => () => <DateText value={value} today={request.today} />
  // What somebody has to decide comes before the years that nobody has to do anything about.
  const waiting = kept.followUps.filter(({ status }) => status === 'draft')
  const others = kept.followUps.filter(({ status }) => status !== 'draft')
  return (
    <div className="grid gap-4">
      {waiting.map((followUp) => (
        <FollowUpPart key={followUp.id} {...{ actor, request, followUp, labels }} />
      ))}
      {kept.pieces.length > 0 && <KeptPieces pieces={kept.pieces} labels={labels} today={request.today} />}
      {others.map((followUp) => (
        <FollowUpPart key={followUp.id} {...{ actor, request, followUp, labels }} />
      ))}
      <p className="max-w-[70ch] text-soft">
        {kept.forgottenAt ? (
          t.rich('forgotten', { date: day(kept.forgottenAt.slice(0, 10)) })
        ) : (
          <>
            {t.rich('window', { date: day(kept.replayUntil) })}{' '}
            {kept.checkedAt ? (
              <>
                {t('checked')}{' '}
                <DateText value={kept.checkedAt} today={request.today} timeZone={request.timeZone} clock />.
              </>
            ) : (
              `${t('neverChecked')}.`
            )}
          </>
        )}
        {kept.pieces.length > 0 && ` ${t('letter')}`}
      </p>
    </div>
  )
}

type FollowUpProps = Props & { followUp: FollowUp; labels: RetentionLabels }

async function FollowUpPart({ actor, request, followUp, labels }: FollowUpProps) {
  const t = await getTranslations('retention.followUp')
  const { id, number, hash, counts, cause, system } = followUp
  const sum = (key: 'deleted' | 'cleared') => counts.reduce((rows, count) => rows + count[key], 0)
  const hidden = { requestId: request.id, planId: id, hash }
  const waits = followUp.status === 'draft' && may(actor, 'approvePlan')
  return (
    <section aria-labelledby={`follow-up-${id}`} className="grid gap-2">
      <h3 id={`follow-up-${id}`} className="font-semibold">
        {t(`title.${cause}`, { number })}
      </h3>
      <FollowUpState followUp={followUp} timeZone={request.timeZone} />
      <p className="text-soft">
        {labels.systems[system] ?? system} · {t('counts', { deleted: sum('deleted'), cleared: sum('cleared') })}
        {followUp.closedAt && (
          <>
            {' · '}
            {/* A file, not a page: the router must not fetch it. */}
            <a className="prose-link" href={`/desk/requests/${request.id}/certificate?follow-up=${id}`}>
              {t('certificate')}
            </a>{' '}
            <a className="prose-link" href={`/desk/requests/${request.id}/certificate?follow-up=${id}&format=json`}>
              JSON
            </a>
          </>
        )}
      </p>
      {waits && (
        <>
          <ApproveFollowUp
            action={approveFollowUpAction}
            hidden={hidden}
            system={labels.systems[system] ?? system}
            rows={sum('deleted') + sum('cleared')}
          />
          <DismissFollowUp action={dismissFollowUpAction} hidden={hidden} />
        </>
      )}
    </section>
  )
}

async function FollowUpState({ followUp, timeZone }: { followUp: FollowUp; timeZone: string }) {
  const t = await getTranslations('retention.followUp')
  if (followUp.closedAt)
    return (
      <p>
        <StatusMark tone="verified">{t('closed')}</StatusMark>{' '}
        <DateText value={followUp.closedAt} timeZone={timeZone} clock className="text-soft" />
      </p>
    )
  if (followUp.status === 'approved')
    return (
      <p>
        <StatusMark tone={followUp.stepStatus === 'waiting' ? 'attention' : 'working'}>{t('running')}</StatusMark>
      </p>
    )
  return (
    <p>
      <StatusMark tone="attention" className="whitespace-normal">
        {t.rich('waits', { why: () => <ProblemText problem={followUp.waitsFor ?? 'came-back'} /> })}
      </StatusMark>
    </p>
  )
}
