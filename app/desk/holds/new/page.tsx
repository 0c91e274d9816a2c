import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { mapLanguage } from '@/components/desk/admin/map-words'
import { PlaceHoldForm } from '@/components/desk/holds/place-hold-form'
import { MessagesFor } from '@/components/shell/messages-for'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton, TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { LONGEST_REVIEW } from '@/lib/domain/matter'
import { deskRequest } from '@/lib/queries/desk-request'
import { newestMap, officeToday } from '@/lib/queries/office'
import { placeHoldAction } from '../actions'

type Props = { searchParams: Promise<{ request?: string | string[] }> }
const USUAL_REVIEW = { months: 3 }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('holds.form'))('title') }
}

/** From a request's page the person is that request's: then nobody types who it is. */
export default async function PlaceHoldPage({ searchParams }: Props) {
  const actor = await requireStaff('placeMatter')
  const { request: asked } = await searchParams
  const [t, locale, newest, { today }] = await Promise.all([
    getTranslations('holds.form'),
    getLocale(),
    newestMap(),
    officeToday(),
  ])
  const request = typeof asked === 'string' ? await deskRequest(actor, asked) : null
  const language = mapLanguage(locale)
  return (
    <>
      <PageHeader above={<TextLink href="/desk/holds">{t('back')}</TextLink>} title={t('title')} next={t('lead')} />
      {newest ? (
        <MessagesFor areas={['common', 'holds']}>
          <PlaceHoldForm
            action={placeHoldAction}
            request={request && { id: request.id, reference: request.reference }}
            identifiers={newest.map.identifiers.map(({ key, label }) => ({ key, label: label[language] }))}
            systems={newest.map.systems.map(({ key, name }) => ({
              key,
              name,
              datasets: newest.map.datasets
                .filter(({ system }) => system === key)
                .map((dataset) => ({ key: dataset.key, label: dataset.label[language] })),
            }))}
            review={{
              first: today.add({ days: 1 }).toString(),
              usual: today.add(USUAL_REVIEW).toString(),
              last: today.add(LONGEST_REVIEW).toString(),
            }}
          />
        </MessagesFor>
      ) : (
        <EmptyState title={t('noMap')} action={<LinkButton href="/desk/map">{t('toMap')}</LinkButton>} />
      )}
    </>
  )
}
