import { useTranslations } from 'next-intl'
import { SubmitButton } from '@/components/ui/submit-button'
import { ActionForm, type DeskAction } from '../action-form'

/** Of a letter that came back: once more by mail, or by post, which a colleague records. */
export function LetterActs({
  resend,
  posted,
  hidden,
}: {
  resend: DeskAction
  /** Absent for what is meant for a mailbox alone. */
  posted?: DeskAction
  hidden: Record<string, string>
}) {
  const t = useTranslations('desk.letters')
  return (
    <div className="mt-1 flex flex-wrap gap-x-6">
      <ActionForm action={resend} hidden={hidden}>
        <SubmitButton variant="link" pendingLabel={t('resending')}>
          {t('resend')}
        </SubmitButton>
      </ActionForm>
      {posted && (
        <ActionForm action={posted} hidden={hidden}>
          <SubmitButton variant="link">{t('byPost')}</SubmitButton>
        </ActionForm>
      )}
    </div>
  )
}
