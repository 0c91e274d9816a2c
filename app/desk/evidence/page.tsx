import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EvidenceFilter } from '@/components/desk/evidence-filter'
import { EvidenceTable } from '@/components/desk/evidence-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { shortHash } from '@/components/ui/seal'
import { requireStaff } from '@/lib/auth/staff-session'
import { may } from '@/lib/domain/request/status'
import { ENTRIES_A_PAGE, eventNames, ledgerPage } from '@/lib/queries/evidence-ledger'
import { evidenceHref, readEvidenceView, type SearchParams } from './evidence-view'
import { EvidenceActions, Verdict } from './verdict'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('evidence'))('title') }
}

export default async function EvidencePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireStaff()
  const view = readEvidenceView(await searchParams)
  const [t, page, events] = await Promise.all([getTranslations('evidence'), ledgerPage(actor, view), eventNames(actor)])
  const { entries, head } = page
  const first = entries[0]?.seq
  const last = entries.at(-1)?.seq
  const from = view.from
  const newerFrom = Math.max(1, from - ENTRIES_A_PAGE)
  return (
    <>
      <PageHeader
        title={t('title')}
        next={t('lead')}
        actions={<EvidenceActions reference={view.reference} mayExport={may(actor, 'exportEvidence')} />}
      />
      <p className="mb-6 text-soft">
        {t('head', { seq: head.seq })}{' '}
        <code title={head.hash} className="whitespace-nowrap">
          {shortHash(head.hash)}
        </code>
      </p>
      {view.verify && <Verdict actor={actor} />}
      <EvidenceFilter events={events} filter={view} unknown={page.unknownReference} />
      {entries.length === 0 ? (
        <EmptyState title={t('empty.title')}>
          <p>{t('empty.text')}</p>
        </EmptyState>
      ) : (
        <>
          <EvidenceTable entries={entries} />
          <Pagination
            from={from}
            to={from + entries.length - 1}
            previousHref={page.newer ? evidenceHref(view, { after: first, from: newerFrom }) : undefined}
            nextHref={page.older ? evidenceHref(view, { before: last, from: from + entries.length }) : undefined}
          />
        </>
      )}
    </>
  )
}
