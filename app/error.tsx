'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'

/** Something failed that nobody foresaw. The digest finds it in the log; the error's text never reaches the page. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('common.error')
  return (
    <main id="main" className="mx-auto max-w-public px-5 py-16 sm:px-8">
      <h1 className="text-2xl">{t('title')}</h1>
      <p className="mt-3 max-w-measure">{t('text')}</p>
      {error.digest && <p className="mt-3 text-soft">{t('reference', { code: error.digest })}</p>}
      <Button onClick={reset} className="mt-6">
        {t('again')}
      </Button>
    </main>
  )
}
