import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AcceptanceTable } from '@/components/desk/transfers/acceptance-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { acceptances, ownController } from '@/lib/queries/acceptances'
import { officeToday } from '@/lib/queries/office'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers.acceptances'))('title') }
}

export default async function AcceptancesPage() {
  const actor = await requireStaff('decideAcceptance')
  const [t, own, { open, decided }, { today }] = await Promise.all([
    getTranslations('transfers.acceptances'),
    ownController(actor),
    acceptances(actor),
    officeToday(),
  ])
  const day = today.toString()
  return (
    <>
      <PageHeader title={t('title')} next={own ? t('lead', { controller: own.name }) : t('nobody')} />
      <div className="grid gap-10">
        <section aria-labelledby="open">
          <h2 id="open" className="mb-2 text-lg">
            {t('open')}
          </h2>
          {open.length > 0 ? (
            <AcceptanceTable caption={t('open')} lines={open} today={day} />
          ) : (
            <EmptyState title={t('empty.title')}>
              <p>{t('empty.text')}</p>
            </EmptyState>
          )}
        </section>
        {decided.length > 0 && (
          <section aria-labelledby="decided">
            <h2 id="decided" className="mb-2 text-lg">
              {t('decided')}
            </h2>
            <AcceptanceTable caption={t('decided')} lines={decided} today={day} />
          </section>
        )}
      </div>
    </>
  )
}
