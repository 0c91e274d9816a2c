'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { ChoiceGroup, Radio } from '@/components/ui/choices'
import { DateText } from '@/components/ui/date-text'
import { FormFeedback } from '@/components/ui/form-feedback'
import { StatusMark } from '@/components/ui/status-mark'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField } from '@/components/ui/text-field'
import type { KeyDoubt } from '@/lib/domain/inference/inferred-key'

export type KeysAnswer = null | { ok: true; values: Record<string, string> } | { ok: false; message: string }

/** One identifier that stands on the person's records, in the reader's words. */
export type FoundKeyRow = {
  id: string
  kind: string
  from: { place: string; field: string; by: string }[]
  reach: { place: string; rows: number }[]
  doubts: KeyDoubt[]
  followed: boolean
  waits: boolean
  decision: { accepted: boolean; at: string; name: string; reason: string } | null
}

type Seen = { requestId: string; version: number }

/** By which identifiers the person was found, where each came from, and which of them wait for the officer's word. */
export function FoundThrough({
  keys,
  seen,
  timeZone,
  read,
  decide,
}: {
  keys: FoundKeyRow[]
  seen: Seen
  timeZone: string
  /** Where the colleague may read personal data. */
  read?: (before: KeysAnswer, form: FormData) => Promise<KeysAnswer>
  /** Where the colleague may decide. */
  decide?: DeskAction
}) {
  const t = useTranslations('desk.found')
  const [answer, ask] = useActionState(read ?? nothing, null)
  const values = answer?.ok ? answer.values : {}
  return (
    <div className="grid gap-3">
      <p className="max-w-[70ch] text-soft">{t('text')}</p>
      {read && !answer?.ok && (
        <form action={ask}>
          <input type="hidden" name="requestId" value={seen.requestId} />
          <SubmitButton variant="link" pendingLabel={t('reading')}>
            {t('show')}
          </SubmitButton>
          <FormFeedback feedback={answer} />
        </form>
      )}
      <ul className="divide-y divide-rule border-rule border-y">
        {keys.map((key) => (
          <li key={key.id} className="grid gap-2 py-row">
            <KeyFacts row={key} value={values[key.id]} timeZone={timeZone} />
            {key.waits && decide && <KeyDecision action={decide} hidden={{ ...seen, key: key.id }} />}
          </li>
        ))}
      </ul>
    </div>
  )
}

const nothing = async (): Promise<KeysAnswer> => null

function KeyFacts({ row, value, timeZone }: { row: FoundKeyRow; value: string | undefined; timeZone: string }) {
  const t = useTranslations('desk.found')
  const { kind, from, reach, doubts, followed, waits, decision } = row
  const state = waits ? 'waits' : followed ? 'followed' : 'refused'
  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p>
          <span className="font-semibold">{kind}</span>
          {value !== undefined && <bdi className="ml-2 font-mono text-sm">{value}</bdi>}
        </p>
        <StatusMark tone={waits ? 'attention' : followed ? 'verified' : 'refused'}>{t(`state.${state}`)}</StatusMark>
      </div>
      {from.map(({ place, field, by }) => (
        <p key={`${place} ${field}`} className="text-soft">
          {t('from', { place, field, by })}
        </p>
      ))}
      {reach.length > 0 && (
        <p className="text-soft">{t('reach', { places: reach.map((one) => t('rows', one)).join(', ') })}</p>
      )}
      {doubts.length > 0 && (
        <ul className="mt-1 grid max-w-[70ch] gap-1">
          {doubts.map((doubt) => (
            <li key={doubt}>{t(`doubt.${doubt}`)}</li>
          ))}
        </ul>
      )}
      {decision && (
        <p className="mt-1 max-w-[70ch]">
          {t(decision.accepted ? 'accepted' : 'declined', { name: decision.name })}{' '}
          <DateText value={decision.at} timeZone={timeZone} clock />
          {decision.reason && `: ${decision.reason}`}
        </p>
      )}
    </div>
  )
}

function KeyDecision({ action, hidden }: { action: DeskAction; hidden: Seen & { key: string } }) {
  const t = useTranslations('desk.found')
  const id = `key-${hidden.key.slice(0, 12)}`
  return (
    <ActionForm action={action} hidden={hidden} className="grid max-w-[70ch] gap-3">
      <ChoiceGroup id={id} label={t('decide')} hint={t('decideHint')}>
        <Radio id={`${id}-yes`} name="accepted" value="yes" label={t('accept')} hint={t('acceptHint')} required />
        <Radio id={`${id}-no`} name="accepted" value="no" label={t('refuse')} hint={t('refuseHint')} required />
      </ChoiceGroup>
      <TextAreaField name="reason" label={t('reason')} rows={2} className="min-h-16" maxLength={4000} required />
      <div>
        <SubmitButton pendingLabel={t('pending')}>{t('submit')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
