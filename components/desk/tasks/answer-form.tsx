import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ChoiceGroup, Radio } from '@/components/ui/choices'
import { Field } from '@/components/ui/field'
import { TextAreaField, TextField } from '@/components/ui/text-field'

type Answered = { id: string; kind: 'find' | 'erase'; version: number; status: string; copy: boolean }

const choices = {
  find: [
    ['done', 'found'],
    ['nothing', 'nothing'],
    ['impossible', 'impossible'],
  ],
  erase: [
    ['done', 'erased'],
    ['impossible', 'impossible'],
    ['kept', 'kept'],
  ],
} as const

/** Posted as a file form, which no server action takes at this size; works without scripts. */
export function AnswerForm({ task, decides }: { task: Answered; decides: boolean }) {
  const t = useTranslations('tasks.answer')
  const offered = choices[task.kind].filter(([result]) => {
    if (result === 'kept') return decides
    return !(result === 'impossible' && task.status === 'impossible')
  })
  return (
    <form
      action={`/api/tasks/${task.id}`}
      method="post"
      encType="multipart/form-data"
      className="grid max-w-measure gap-5"
    >
      <input type="hidden" name="version" value={task.version} />
      <ChoiceGroup id="result" label={t('result')}>
        {offered.map(([result, words]) => (
          <Radio
            key={result}
            id={`result-${result}`}
            name="result"
            value={result}
            required
            label={t(words)}
            hint={t(`${words}Hint`)}
            reveals={
              result === 'done' ? (
                <TextField
                  name="records"
                  label={t('records')}
                  type="number"
                  min={task.kind === 'find' ? 1 : 0}
                  max={1_000_000}
                  inputMode="numeric"
                  className="max-w-32"
                />
              ) : undefined
            }
          />
        ))}
      </ChoiceGroup>
      <TextAreaField
        name="note"
        label={t('note')}
        rows={4}
        maxLength={4000}
        {...(task.copy && { hint: t('noteHintCopy') })}
      />
      <Field id="file" label={t('file')} hint={t('fileHint')} optional>
        {(wiring) => (
          <input
            {...wiring}
            type="file"
            name="file"
            accept=".pdf,.png,.jpg,.jpeg,.json,.csv,.txt"
            className="min-h-control max-w-full py-1 file:mr-3 file:min-h-control file:rounded-md file:border file:border-rule-strong file:bg-sheet file:px-3 file:text-ink"
          />
        )}
      </Field>
      <div>
        <Button type="submit">{t('submit')}</Button>
      </div>
    </form>
  )
}
