import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { askedData } from '@/components/request/datum-field'
import { Down } from '@/components/request/down'
import { RequestForm } from '@/components/request/request-form'
import { RequestNotice } from '@/components/request/request-notice'
import { countriesIn } from '@/components/transfer/countries'
import { Notice } from '@/components/ui/notice'
import { followOffice } from '@/lib/queries/follow-office'
import { orDown } from '../or-down'
import { sendRequest } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.request'))('title') }
}

type RequestPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function RequestPage({ searchParams }: RequestPageProps) {
  const t = await getTranslations('public.request')
  const found = await orDown(followOffice)
  if (!found) return <Down />
  const office = found.value
  const locale = (await getLocale()) === 'fr' ? 'fr' : 'en'
  if (!office)
    return (
      <>
        <h1 className="text-3xl">{t('title')}</h1>
        <Notice kind="warning" title={t('notReady.title')} className="mt-6">
          <p>{t('notReady.text')}</p>
        </Notice>
      </>
    )
  const identifiers = office.identifiers.map(({ key, label, hint }) => ({
    key,
    label: label[locale],
    ...(hint && { hint: hint[locale] }),
  }))
  return (
    <>
      <h1 className="max-w-[24ch] text-3xl">{t('title')}</h1>
      <p className="mt-4 max-w-measure text-lg text-soft">{t('lead')}</p>
      {'too-large' in (await searchParams) && <TooLarge />}
      <RequestForm
        action={sendRequest}
        identifiers={identifiers}
        data={askedData(office.data, locale)}
        countries={countriesIn(locale)}
        locale={locale}
        submissionKey={randomUUID()}
        notice={<RequestNotice controller={office.controller} dpo={office.dpo} />}
      />
    </>
  )
}

/** Sent here by proxy.ts instead of an error: without scripts, the browser's way back still has what was typed. */
async function TooLarge() {
  const t = await getTranslations('public.failures.too-large')
  return (
    <Notice kind="warning" title={t('title')} className="mt-6">
      <p>{t('text')}</p>
    </Notice>
  )
}
