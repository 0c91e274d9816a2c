import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { mapLanguage } from '@/components/desk/admin/map-words'
import { BatchForm } from '@/components/desk/transfers/batch-form'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { newestMap } from '@/lib/queries/office'
import { receiversInUse } from '@/lib/queries/receivers'
import { orderAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers.order'))('title') }
}

export default async function OrderPage() {
  const actor = await requireStaff('orderBatch')
  const [t, receivers, newest, locale] = await Promise.all([
    getTranslations('transfers.order'),
    receiversInUse(actor),
    newestMap(),
    getLocale(),
  ])
  const language = mapLanguage(locale)
  const countries = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' })
  return (
    <>
      <PageHeader above={<TextLink href="/desk/batches">{t('back')}</TextLink>} title={t('title')} next={t('lead')} />
      <BatchForm
        action={orderAction}
        receivers={receivers
          .filter(({ protocol }) => protocol !== 'https-download')
          // Where it is belongs to what is accepted by ordering (Art. 44).
          .map(({ key, name, country }) => ({ key, label: `${name} (${countries.of(country) ?? country})` }))}
        identifiers={(newest?.map.identifiers ?? []).map(({ key, label }) => ({ key, label: label[language] }))}
      />
    </>
  )
}
