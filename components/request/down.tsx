import { useTranslations } from 'next-intl'

/** The fault is on our side; nothing is lost by coming back. */
export function Down() {
  const t = useTranslations('common.error')
  return (
    <>
      <h1 className="max-w-[24ch] text-3xl">{t('title')}</h1>
      <p className="mt-4 max-w-measure text-lg">{t('text')}</p>
    </>
  )
}
