import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ConfirmStatement } from '@/components/ui/confirm-statement'
import { Disclosure } from '@/components/ui/disclosure'
import { SubmitButton } from '@/components/ui/submit-button'

type Seen = { requestId: string; planId: string; hash: string }

/** The officer's word on rows that came back, or on more rows than were left. */
export function ApproveFollowUp({
  action,
  hidden,
  system,
  rows,
}: {
  action: DeskAction
  hidden: Seen
  system: string
  rows: number
}) {
  const t = useTranslations('retention.followUp')
  return (
    <ActionForm action={action} hidden={hidden} className="grid gap-4">
      <ConfirmStatement id={`read-${hidden.planId}`} statement={t('statement')}>
        <p>{t('happens', { system, rows })}</p>
      </ConfirmStatement>
      <div>
        <ConfirmDialog
          title={t('approveTitle')}
          body={<p>{t('approveText')}</p>}
          confirmLabel={t('approve')}
          cancelLabel={t('cancel')}
          pendingLabel={t('pending')}
        >
          {t('approve')}
        </ConfirmDialog>
      </div>
    </ActionForm>
  )
}

export function DismissFollowUp({ action, hidden }: { action: DeskAction; hidden: Seen }) {
  const t = useTranslations('retention.followUp')
  return (
    <Disclosure summary={t('dismiss')}>
      <p className="mb-2 max-w-[70ch] text-soft">{t('dismissHint')}</p>
      <ActionForm action={action} hidden={hidden}>
        <SubmitButton variant="quiet" pendingLabel={t('dismissing')}>
          {t('dismiss')}
        </SubmitButton>
      </ActionForm>
    </Disclosure>
  )
}
