import { useTranslations } from 'next-intl'
import { type AgainAction, AgainForm } from './again-form'

/** One and the same page for every link that does not work: spent, past its time, foreign, garbled. */
export function LinkGone({ action }: { action: AgainAction }) {
  const t = useTranslations('public.gone')
  return (
    <>
      <h1 className="max-w-[24ch] text-3xl">{t('title')}</h1>
      <p className="mt-4 max-w-measure text-lg">{t('text')}</p>
      <AgainForm action={action} />
    </>
  )
}
