import { useTranslations } from 'next-intl'
import { Disclosure } from '@/components/ui/disclosure'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import { ActionForm, type DeskAction } from '../action-form'

/** Until a mailbox is confirmed, a colleague can name another. */
export function AddressForm({
  action,
  hidden,
}: {
  action: DeskAction
  hidden: { requestId: string; version: number }
}) {
  const t = useTranslations('desk.address')
  return (
    <Disclosure summary={t('summary')} className="mt-3">
      <ActionForm action={action} hidden={hidden} className="grid max-w-measure gap-3">
        <TextField
          name="email"
          type="email"
          label={t('label')}
          hint={t('hint')}
          required
          autoComplete="off"
          spellCheck={false}
        />
        <div>
          <SubmitButton variant="quiet" pendingLabel={t('pending')}>
            {t('submit')}
          </SubmitButton>
        </div>
      </ActionForm>
    </Disclosure>
  )
}
