import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/components/ui/button'
import { FormFeedback } from '@/components/ui/form-feedback'
import { PageHeader } from '@/components/ui/page-header'
import { TextField } from '@/components/ui/text-field'
import { fetchProblems } from '@/lib/domain/transfer/fetch-problem'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers.fetch'))('title') }
}

type Props = {
  params: Promise<{ token: string }>
  searchParams: Promise<{ problem?: string }>
}

/**
 * Where another controller fetches a package. Opening the address spends nothing and says nothing: whether the link holds
 * is told to whoever gives the word. A plain form, so that no script stands in the way.
 */
export default async function FetchPage({ params, searchParams }: Props) {
  const [{ token }, { problem }] = await Promise.all([params, searchParams])
  const t = await getTranslations('transfers.fetch')
  const known = fetchProblems.find((one) => one === problem)
  return (
    <>
      <PageHeader title={t('title')} next={t('lead')} />
      <FormFeedback feedback={known ? { ok: false, message: t(`problem.${known}`) } : null} />
      <form
        method="post"
        action={`/api/transfers/${encodeURIComponent(token)}`}
        className="mt-4 grid max-w-measure gap-5"
      >
        <TextField name="word" type="password" label={t('word')} hint={t('hint')} required autoComplete="off" />
        <div>
          <Button type="submit">{t('submit')}</Button>
        </div>
      </form>
    </>
  )
}
