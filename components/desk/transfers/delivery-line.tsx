import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { Receipt, type ReceiptView } from '@/components/transfer/receipt'
import { DateText } from '@/components/ui/date-text'
import { Disclosure } from '@/components/ui/disclosure'
import { Notice } from '@/components/ui/notice'
import { StatusMark, type StatusTone } from '@/components/ui/status-mark'
import { SubmitButton } from '@/components/ui/submit-button'

export type DeliveryView = {
  id: string
  version: number
  status: string
  attempts: number
  problem: string | null
  retryAt: string | null
  name: string
  deliveredAt: string | null
  receipt: ReceiptView | null
}

const tones: Record<string, StatusTone> = {
  pending: 'waiting',
  sending: 'working',
  waiting: 'waiting',
  offered: 'waiting',
  delivered: 'verified',
  refused: 'attention',
  stopped: 'closed',
}

/** How far one package is on its way, what went wrong, and the receipt once it is there. */
export function DeliveryLine({
  delivery,
  receiver,
  timeZone,
  retry,
}: {
  delivery: DeliveryView
  receiver: { name: string; country: string } | null
  timeZone: string
  /** Null where this reader may not try again. */
  retry: { action: DeskAction; hidden: Record<string, string | number> } | null
}) {
  const t = useTranslations('transfers.delivery')
  const problems = useTranslations('transfers.problem')
  const { status, problem, retryAt, attempts } = delivery
  const stuck = status === 'refused' || status === 'waiting'
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <StatusMark tone={tones[status] ?? 'open'}>{t(`status.${status}`)}</StatusMark>
        <span className="text-soft break-all">{delivery.name}</span>
        {attempts > 1 && <span className="text-soft">{t('attempts', { count: attempts })}</span>}
        {status === 'waiting' && retryAt && (
          <span className="text-soft">
            {t('next')} <DateText value={retryAt} timeZone={timeZone} clock />
          </span>
        )}
      </p>
      {stuck && problem && (
        <Notice kind="warning">
          <p>{problems.has(problem) ? problems(problem) : problems('other')}</p>
        </Notice>
      )}
      {stuck && retry && (
        <ActionForm {...retry}>
          <SubmitButton variant="quiet" pendingLabel={t('trying')}>
            {t('retry')}
          </SubmitButton>
        </ActionForm>
      )}
      {delivery.receipt && (
        <Disclosure summary={t('receipt')}>
          <Receipt receipt={delivery.receipt} receiver={receiver} timeZone={timeZone} />
        </Disclosure>
      )}
    </div>
  )
}
