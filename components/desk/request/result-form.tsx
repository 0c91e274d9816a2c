import type { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { ChoiceGroup, Radio } from '@/components/ui/choices'
import { cn } from '@/components/ui/class-names'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField } from '@/components/ui/text-field'

export type OpenTask = { action: DeskAction; hidden: { requestId: string; taskId: string; version: number } }
type Props = OpenTask & {
  t: ReturnType<typeof useTranslations>
  results: readonly string[]
  className: string
  children?: ReactNode
}

/** What came of a colleague's work by hand: one of the results, and a note. */
export function ResultForm({ action, hidden, t, results, className, children }: Props) {
  const { taskId } = hidden
  return (
    <ActionForm action={action} hidden={hidden} className={cn('grid max-w-measure gap-4', className)}>
      {children}
      <ChoiceGroup id={`result-${taskId}`} label={t('result')}>
        {results.map((result) => (
          <Radio
            key={result}
            id={`${result}-${taskId}`}
            name="result"
            value={result}
            required
            label={t(result)}
            hint={t(`${result}Hint`)}
          />
        ))}
      </ChoiceGroup>
      <TextAreaField
        name="note"
        id={`note-${taskId}`}
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
