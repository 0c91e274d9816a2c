import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { ChoiceGroup, Radio } from '@/components/ui/choices'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField } from '@/components/ui/text-field'

/** The officer looked at others' texts that name the person: left as they are, or changed by hand in the system. */
export function LookedForm({
  action,
  hidden,
}: {
  action: DeskAction
  hidden: { requestId: string; taskId: string; version: number }
}) {
  const t = useTranslations('desk.mentions')
  const { taskId } = hidden
  return (
    <ActionForm action={action} hidden={hidden} className="mt-4 grid max-w-measure gap-4">
      <ChoiceGroup id={`looked-${taskId}`} label={t('result')}>
        <Radio id={`changed-${taskId}`} name="result" value="done" required label={t('done')} hint={t('doneHint')} />
        <Radio
          id={`left-${taskId}`}
          name="result"
          value="nothing"
          required
          label={t('nothing')}
          hint={t('nothingHint')}
        />
      </ChoiceGroup>
      <TextAreaField
        name="note"
        id={`looked-note-${taskId}`}
        label={t('note')}
        hint={t('noteHint')}
        rows={3}
        className="min-h-20"
        required
        maxLength={4000}
      />
      <div>
        <SubmitButton pendingLabel={t('pending')}>{t('submit')}</SubmitButton>
      </div>
    </ActionForm>
  )
}
