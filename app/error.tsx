'use client'

import { useTranslations } from 'next-intl'
import { buttonBase, primaryLook } from '@/components/ui/button-look'

/** Something failed that nobody foresaw. The digest finds it in the log; the error's text never reaches the page. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('common.error')
  return (
    <main id="main" className="mx-auto max-w-public px-5 py-16 sm:px-8">
      <h1 className="text-2xl">{t('title')}</h1>
      <p className="mt-3 max-w-measure">{t('text')}</p>
      {error.digest && <p className="mt-3 text-soft">{t('reference', { code: error.digest })}</p>}
      <button type="button" onClick={reset} className={`${buttonBase} ${primaryLook} mt-6`}>
        {t('again')}
      </button>
    </main>
  )
}
