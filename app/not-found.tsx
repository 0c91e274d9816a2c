import { getTranslations } from 'next-intl/server'
import { PublicShell } from '@/components/shell/public-shell'
import { LinkButton } from '@/components/ui/link-button'

export default async function NotFoundPage() {
  const t = await getTranslations('common.notFound')
  return (
    <PublicShell>
      <h1 className="text-2xl">{t('title')}</h1>
      <p className="mt-3 max-w-measure">{t('text')}</p>
      <LinkButton href="/" variant="quiet" className="mt-6">
        {t('home')}
      </LinkButton>
    </PublicShell>
  )
}
