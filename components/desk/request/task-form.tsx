import { useTranslations } from 'next-intl'
import { type OpenTask, ResultForm } from './result-form'

/** What a colleague did by hand, recorded; the note goes into the person's letter when done. */
export function TaskForm({ kind, ...task }: OpenTask & { kind: string }) {
  const t = useTranslations('desk.task')
  return (
    <ResultForm {...task} t={t} results={['done', 'impossible']} className="mt-2">
      <p>{t(`what.${kind}`)}</p>
    </ResultForm>
  )
}
