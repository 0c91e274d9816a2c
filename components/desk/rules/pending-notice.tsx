import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { DateText } from '@/components/ui/date-text'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Weakening } from '@/lib/domain/hold-rules/rule-change'

type Pending = {
  change: 'version' | 'retirement'
  at: string
  weaker: Weakening[]
  version: number
  by: string | null
  reason: string | null
}

/** What waits, what it would protect less, who wanted it and why; and the way back. */
export function PendingNotice({
  ruleKey,
  pending,
  cancel,
}: {
  ruleKey: string
  pending: Pending
  /** Null for whom it is not. */
  cancel: DeskAction | null
}) {
  const t = useTranslations('rules.pending')
  const weaker = useTranslations('rules.weaker')
  const { change, at, version, by, reason } = pending
  return (
    <Notice
      kind="warning"
      title={
        <>
          {t(change, { version })} <DateText value={at} clock />
        </>
      }
    >
      <p>{t('why')}</p>
      <ul>
        {pending.weaker.map((code) => (
          <li key={code}>{weaker(code)}</li>
        ))}
      </ul>
      {reason && <p>{by ? t('by', { by, reason }) : t('byNobody', { reason })}</p>}
      {cancel && (
        <ActionForm action={cancel} hidden={{ key: ruleKey }} className="mt-3">
          <SubmitButton variant="quiet" pendingLabel={t('cancelling')}>
            {t('cancel')}
          </SubmitButton>
        </ActionForm>
      )}
    </Notice>
  )
}
