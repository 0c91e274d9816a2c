import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { TextLink } from '@/components/ui/link-button'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.sent'))('title') }
}

type SentPageProps = { searchParams: Promise<{ reference?: string | string[] }> }

/** The same for everybody, known or not, mail sent or withheld. */
export default async function SentPage({ searchParams }: SentPageProps) {
  const t = await getTranslations('public.sent')
  const { reference } = await searchParams
  const shown = typeof reference === 'string' && /^HB-\d{4}-\d{6,9}$/.test(reference) ? reference : null
  return (
    <>
      <h1 className="max-w-[24ch] text-3xl">{t('title')}</h1>
      <p className="mt-4 max-w-measure text-lg">{t('text')}</p>
      {shown && (
        <p className="mt-6">
          <span className="block text-soft">{t('reference')}</span>
          <span className="font-semibold text-xl">{shown}</span>
        </p>
      )}
      <h2 className="mt-10 text-xl">{t('nextTitle')}</h2>
      <ol className="mt-3 grid max-w-measure list-decimal gap-3 pl-5 marker:font-semibold marker:text-action">
        {(['next1', 'next2', 'next3'] as const).map((step) => (
          <li key={step}>{t(step)}</li>
        ))}
      </ol>
      <h2 className="mt-10 text-xl">{t('nothingTitle')}</h2>
      <p className="mt-2 max-w-measure">
        {t.rich('nothing', { again: (words) => <TextLink href="/follow">{words}</TextLink> })}
      </p>
    </>
  )
}
