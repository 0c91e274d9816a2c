import { useTranslations } from 'next-intl'
import { type OpenTask, ResultForm } from './result-form'

/** The officer looked at others' texts that name the person: left as they are, or changed by hand in the system. */
export function LookedForm(task: OpenTask) {
  return <ResultForm {...task} t={useTranslations('desk.mentions')} results={['done', 'nothing']} className="mt-4" />
}
