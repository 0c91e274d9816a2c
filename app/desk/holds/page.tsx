import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { HoldsTable } from '@/components/desk/holds/holds-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { may } from '@/lib/domain/request/status'
import { holds } from '@/lib/queries/holds'
import { newestMap, officeToday } from '@/lib/queries/office'
import { mapLabels } from '../requests/[id]/map-labels'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('holds'))('title') }
}

export default async function HoldsPage() {
  const actor = await requireStaff()
  const [t, locale, lines, newest, { today }] = await Promise.all([
    getTranslations('holds'),
    getLocale(),
    holds(actor),
    newestMap(),
    officeToday(),
  ])
  const place = may(actor, 'placeMatter') && <LinkButton href="/desk/holds/new">{t('place')}</LinkButton>
  return (
    <>
      <PageHeader title={t('title')} next={t('lead')} actions={lines.length > 0 && place} />
      {lines.length > 0 ? (
        <HoldsTable lines={lines} today={today.toString()} names={namesOf(mapLabels(newest?.map, locale))} />
      ) : (
        <EmptyState title={t('empty.title')} action={place || undefined}>
          <p>{t('empty.text')}</p>
        </EmptyState>
      )}
    </>
  )
}

function namesOf({ systems, datasets }: ReturnType<typeof mapLabels>): Record<string, string> {
  const labels = Object.entries(datasets).map(([key, { label }]) => [key, label] as const)
  return { ...Object.fromEntries(labels), ...systems }
}
