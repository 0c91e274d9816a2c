import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AgainForm } from '@/components/request/again-form'
import { TextLink } from '@/components/ui/link-button'
import { askAgain } from '../link-actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.again'))('title') }
}

export default async function LostLinkPage() {
  const t = await getTranslations('public.again')
  return (
    <>
      <h1 className="text-3xl">{t('title')}</h1>
      <p className="mt-4 max-w-measure text-lg">{t('text')}</p>
      <AgainForm action={askAgain} />
      <p className="mt-10 text-soft">
        {t.rich('make', { link: (words) => <TextLink href="/request">{words}</TextLink> })}
      </p>
    </>
  )
}
