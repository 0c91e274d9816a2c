'use client'

import { Search } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { DateText } from '@/components/ui/date-text'
import { FormFeedback } from '@/components/ui/form-feedback'
import { Input, Select } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'

export type RecordAnswer =
  | null
  | {
      ok: true
      /** Its lines in the ledger, as addresses; several where it cannot be told from outside. */
      lines: { href: string; text: string }[]
      reasons: string[]
      until: string | null
    }
  | { ok: false; message: string }

type Props = {
  action: (before: RecordAnswer, form: FormData) => Promise<RecordAnswer>
  requestId: string
  itemId: string
  datasets: { key: string; label: string }[]
}

/** What becomes of one record: the server records the look, then asks the system where the record stands in the plan. */
export function FindRecord({ action, requestId, itemId, datasets }: Props) {
  const t = useTranslations('desk.plan.find')
  const [answer, find] = useActionState(action, null)
  return (
    <search aria-label={t('record')}>
      <form action={find} className="grid content-start gap-1" onReset={(event) => event.preventDefault()}>
        <p className="font-medium">{t('record')}</p>
        <p id="find-record-hint" className="text-sm text-soft">
          {t('recordHint')}
        </p>
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="itemId" value={itemId} />
        <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_auto]">
          <Select name="dataset" aria-label={t('dataset')} className="col-span-2 sm:col-span-1">
            {datasets.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </Select>
          <Input
            name="key"
            aria-label={t('key')}
            placeholder={t('key')}
            aria-describedby="find-record-hint"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            required
          />
          <SubmitButton variant="quiet" pendingLabel={t('pending')}>
            <Search aria-hidden />
            {t('lookUp')}
          </SubmitButton>
        </div>
        <FormFeedback feedback={answer?.ok ? null : answer} />
        {answer?.ok && <Found answer={answer} />}
      </form>
    </search>
  )
}

function Found({ answer }: { answer: Extract<RecordAnswer, { ok: true }> }) {
  const t = useTranslations('desk.plan.find')
  const ends = useTranslations('desk.plan.ends')
  return (
    <div role="status" className="mt-2 border-action border-l-4 pl-3">
      {answer.lines.length > 1 && <p>{t('either')}</p>}
      {answer.lines.map(({ href, text }) => (
        <p key={href}>
          <span className="font-medium">{text}</span>{' '}
          <Link href={href} className="prose-link">
            {t('here')}
          </Link>
        </p>
      ))}
      {answer.reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
      {answer.until && (
        <p className="font-medium">
          {ends('until')} <DateText value={answer.until} />
        </p>
      )}
    </div>
  )
}
