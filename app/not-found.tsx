import { getTranslations } from 'next-intl/server'
import { Logo } from '@/components/shell/logo'
import { buttonBase, quietLook } from '@/components/ui/button-look'

// Without the public shell: Next sends this page along with every other one, in case it is needed; so without next/link too.
export default async function NotFoundPage() {
  const t = await getTranslations('common.notFound')
  return (
    <div className="mx-auto max-w-public px-5 py-5 sm:px-8">
      <a href="/" className="inline-flex min-h-11 items-center rounded-sm">
        <Logo />
      </a>
      <main id="main" className="pt-10">
        <h1 className="text-2xl">{t('title')}</h1>
        <p className="mt-3 max-w-measure">{t('text')}</p>
        <a href="/" className={`${buttonBase} ${quietLook} mt-6`}>
          {t('home')}
        </a>
      </main>
    </div>
  )
}
