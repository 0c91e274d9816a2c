import { useTranslations } from 'next-intl'
import { type OpenTask, ResultForm } from './result-form'

/** What a colleague did by hand, recorded; the note goes into the person's letter when done. */
export function TaskForm({
  kind,
  results = ['done', 'impossible'],
  ...task
}: OpenTask & { kind: string; results?: readonly ('done' | 'impossible' | 'kept')[] }) {
  const t = useTranslations('desk.task')
  return (
    <ResultForm {...task} t={t} results={results} className="mt-2">
      <p>{t(`what.${kind}`)}</p>
    </ResultForm>
  )
}
