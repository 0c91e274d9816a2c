import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { ChoiceGroup, Radio } from '@/components/ui/choices'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField } from '@/components/ui/text-field'

/** What a colleague did by hand, recorded; the note goes into the person's letter when done. */
export function TaskForm({
  action,
  kind,
  hidden,
}: {
  action: DeskAction
  kind: string
  hidden: { requestId: string; taskId: string; version: number }
}) {
  const t = useTranslations('desk.task')
  return (
    <ActionForm action={action} hidden={hidden} className="mt-2 grid max-w-measure gap-4">
      <p>{t(`what.${kind}`)}</p>
      <ChoiceGroup id={`result-${hidden.taskId}`} label={t('result')}>
        <Radio
          id={`done-${hidden.taskId}`}
          name="result"
          value="done"
          required
          label={t('done')}
          hint={t('doneHint')}
        />
        <Radio
          id={`impossible-${hidden.taskId}`}
          name="result"
          value="impossible"
          required
          label={t('impossible')}
          hint={t('impossibleHint')}
        />
      </ChoiceGroup>
      <TextAreaField
        name="note"
        id={`note-${hidden.taskId}`}
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
