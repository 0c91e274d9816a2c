import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { HoldsTable } from '@/components/desk/holds/holds-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { may } from '@/lib/domain/request/status'
import { holds } from '@/lib/queries/holds'
import { officeToday } from '@/lib/queries/office'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('holds'))('title') }
}

export default async function HoldsPage() {
  const actor = await requireStaff()
  const [t, lines, { today }] = await Promise.all([getTranslations('holds'), holds(actor), officeToday()])
  const place = may(actor, 'placeMatter') && <LinkButton href="/desk/holds/new">{t('place')}</LinkButton>
  return (
    <>
      <PageHeader title={t('title')} next={t('lead')} actions={lines.length > 0 && place} />
      {lines.length > 0 ? (
        <HoldsTable lines={lines} today={today.toString()} />
      ) : (
        <EmptyState title={t('empty.title')} action={place || undefined}>
          <p>{t('empty.text')}</p>
        </EmptyState>
      )}
    </>
  )
}
