import { getLocale, getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/desk/action-form'
import { Section } from '@/components/desk/request/section'
import { ChoiceGroup, Radio } from '@/components/ui/choices'
import { DateText } from '@/components/ui/date-text'
import { Disclosure } from '@/components/ui/disclosure'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField } from '@/components/ui/text-field'
import type { StaffActor } from '@/lib/domain/actor'
import { MOST_REASON, type NoticeStatus } from '@/lib/domain/recipients/notice'
import { may } from '@/lib/domain/request/status'
import { type DeskRecipient, deskRecipients } from '@/lib/queries/desk-recipients'
import type { DeskRequest } from '@/lib/queries/desk-request'
import { recordNoticeAction } from './recipient-actions'

const tones: Record<NoticeStatus, StatusTone> = {
  'by-hand': 'open',
  queued: 'working',
  sent: 'waiting',
  acknowledged: 'closed',
  declined: 'attention',
  'told-by-hand': 'closed',
  impossible: 'refused',
}

/** Whoever received the data: told by mail, or by a colleague who records it (Art. 19). */
export async function Recipients({ actor, request }: { actor: StaffActor; request: DeskRequest }) {
  const [t, found] = await Promise.all([getTranslations('recipients.desk'), deskRecipients(actor, request.id)])
  if (found.length === 0) return null
  const open = found.filter((one) => one.open).length
  return (
    <Section id="recipients" title={t('title')} aside={t('count', { open, all: found.length })}>
      <ul className="grid border-rule border-t">
        {found.map((one) => (
          <Line key={one.id} actor={actor} request={request} line={one} />
        ))}
      </ul>
    </Section>
  )
}

type LineProps = { actor: StaffActor; request: DeskRequest; line: DeskRecipient }

async function Line({ actor, request, line }: LineProps) {
  const [t, locale] = await Promise.all([getTranslations('recipients.desk'), getLocale()])
  const labels = line.datasets.map((label) => label[locale === 'fr' ? 'fr' : 'en'])
  return (
    <li className="grid gap-1 border-rule border-b py-row">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <span className="font-medium wrap-anywhere">{line.recipient}</span>
        <StatusMark tone={tones[line.status]} className="whitespace-normal">
          {t(`status.${line.status}`)}
        </StatusMark>
      </div>
      <p className="text-soft">
        {t(`act.${line.act}`)}: {labels.join(', ')}
        {line.email && <span className="wrap-anywhere"> · {line.email}</span>}
        {line.chasers > 0 && <> · {t('reminded', { count: line.chasers })}</>}
        {line.at && (
          <>
            {' · '}
            <DateText value={line.at} timeZone={request.timeZone} />
          </>
        )}
      </p>
      {line.reason && <bdi className="block max-w-measure whitespace-pre-line wrap-anywhere">{line.reason}</bdi>}
      {line.open && may(actor, 'completeTask') && <Record actor={actor} requestId={request.id} line={line} />}
    </li>
  )
}

async function Record({ actor, requestId, line }: { actor: StaffActor; requestId: string; line: DeskRecipient }) {
  const t = await getTranslations('recipients.desk')
  const { id, version, recipient } = line
  return (
    <Disclosure summary={t('record', { recipient })}>
      <ActionForm
        action={recordNoticeAction}
        hidden={{ requestId, noticeId: id, version }}
        className="grid max-w-measure gap-4"
      >
        <ChoiceGroup id={`result-${id}`} label={t('result')}>
          <Radio id={`told-${id}`} name="result" value="told-by-hand" defaultChecked label={t('told')} />
          {may(actor, 'settleTask') && (
            <Radio
              id={`impossible-${id}`}
              name="result"
              value="impossible"
              label={t('impossible')}
              hint={t('impossibleHint')}
            />
          )}
        </ChoiceGroup>
        <TextAreaField name="note" id={`note-${id}`} label={t('note')} rows={2} maxLength={MOST_REASON} />
        <div>
          <SubmitButton variant="quiet" pendingLabel={t('pending')}>
            {t('save')}
          </SubmitButton>
        </div>
      </ActionForm>
    </Disclosure>
  )
}
