import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BatchTable } from '@/components/desk/transfers/batch-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { may } from '@/lib/domain/request/status'
import { batches } from '@/lib/queries/batches'
import { officeToday } from '@/lib/queries/office'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers.batches'))('title') }
}

export default async function BatchesPage() {
  const actor = await requireStaff('seeBatches')
  const [t, lines, { today }] = await Promise.all([getTranslations('transfers.batches'), batches(actor), officeToday()])
  const orders = may(actor, 'orderBatch')
  const order = orders && <LinkButton href="/desk/batches/new">{t('order')}</LinkButton>
  return (
    <>
      <PageHeader title={t('title')} next={t(orders ? 'leadOwn' : 'lead')} actions={lines.length > 0 && order} />
      {lines.length > 0 ? (
        <BatchTable lines={lines} today={today.toString()} />
      ) : (
        <EmptyState title={t('empty.title')} action={order}>
          <p>{t(orders ? 'empty.own' : 'empty.text')}</p>
        </EmptyState>
      )}
    </>
  )
}
