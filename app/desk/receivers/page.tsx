import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ReceiversTable } from '@/components/desk/transfers/receivers-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { may } from '@/lib/domain/request/status'
import { officeToday } from '@/lib/queries/office'
import { receivers } from '@/lib/queries/receivers'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers.receivers'))('title') }
}

export default async function ReceiversPage() {
  const actor = await requireStaff()
  const [t, lines, { today }] = await Promise.all([
    getTranslations('transfers.receivers'),
    receivers(actor),
    officeToday(),
  ])
  const add = may(actor, 'manageReceivers') && <LinkButton href="/desk/receivers/new">{t('add')}</LinkButton>
  return (
    <>
      <PageHeader title={t('title')} next={t('lead')} actions={lines.length > 0 && add} />
      {lines.length > 0 ? (
        <ReceiversTable lines={lines} today={today.toString()} />
      ) : (
        <EmptyState title={t('empty.title')} action={add}>
          <p>{t('empty.text')}</p>
        </EmptyState>
      )}
    </>
  )
}
