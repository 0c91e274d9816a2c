import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SystemsTable } from '@/components/desk/admin/systems-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { may } from '@/lib/domain/request/status'
import { officeToday } from '@/lib/queries/office'
import { connectedSystems } from '@/lib/queries/systems'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.systems'))('title') }
}

export default async function SystemsPage() {
  const actor = await requireStaff()
  const [t, systems, { today }] = await Promise.all([
    getTranslations('admin.systems'),
    connectedSystems(actor),
    officeToday(),
  ])
  const add = may(actor, 'manageSystems') && <LinkButton href="/desk/systems/new">{t('add')}</LinkButton>
  return (
    <>
      <PageHeader title={t('title')} next={t('lead')} actions={systems.length > 0 && add} />
      {systems.length > 0 ? (
        <SystemsTable lines={systems} today={today.toString()} />
      ) : (
        <EmptyState title={t('empty.title')} action={add}>
          <p>{t('empty.text')}</p>
        </EmptyState>
      )}
    </>
  )
}
