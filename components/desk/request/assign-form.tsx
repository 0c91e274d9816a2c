import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { Select } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'

export function AssignForm({
  action,
  hidden,
  current,
  colleagues,
}: {
  action: DeskAction
  hidden: { requestId: string; version: number }
  current: string | null
  colleagues: { id: string; name: string }[]
}) {
  const t = useTranslations('desk.assign')
  return (
    <ActionForm action={action} hidden={hidden} className="grid gap-2">
      <label htmlFor="assigneeId" className="sr-only">
        {t('label')}
      </label>
      <div className="flex gap-2">
        <Select key={current} id="assigneeId" name="assigneeId" defaultValue={current ?? ''} className="min-w-0 flex-1">
          <option value="">{t('nobody')}</option>
          {colleagues.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <SubmitButton variant="quiet">{t('submit')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
