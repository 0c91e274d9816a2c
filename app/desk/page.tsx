import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { InboxTable } from '@/components/desk/inbox/inbox-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton, TextLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { may } from '@/lib/domain/request/status'
import { inboxPage } from '@/lib/queries/desk-inbox'
import { inboxHref, readInboxQuery } from '@/lib/queries/desk-inbox-query'
import { COUNTS_TO, systemsDown, type TodayKind, todayCounts } from '@/lib/queries/desk-today'
import { officeToday } from '@/lib/queries/office'

const FIRST_ROWS = 6
/** In the order in which they press. */
const kinds: TodayKind[] = ['overdue', 'signature', 'identity', 'soon', 'stuck', 'undeliverable', 'by-hand', 'prepare']

const queryOf = (kind: TodayKind) =>
  readInboxQuery(kind === 'overdue' || kind === 'soon' ? { due: kind } : { todo: kind })

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.today'))('title') }
}

export default async function TodayPage() {
  const actor = await requireStaff()
  const [t, counts, down, office] = await Promise.all([
    getTranslations('desk.today'),
    todayCounts(actor),
    systemsDown(),
    officeToday(),
  ])
  const waiting = kinds.filter((kind) => counts[kind] > 0)
  const lists = await Promise.all(
    waiting.map(async (kind) => ({ kind, rows: (await inboxPage(actor, queryOf(kind), FIRST_ROWS)).rows })),
  )
  const first = waiting[0]
  return (
    <>
      <PageHeader title={t('title')} next={first ? t('lead') : undefined} />
      {down.length > 0 && (
        <Notice
          kind="warning"
          title={t('down', { count: down.length, names: down.map(({ name }) => name).join(', ') })}
          className="mb-6"
        >
          <p>
            {t('downText')} <TextLink href="/desk/systems">{t('downLink')}</TextLink>
          </p>
        </Notice>
      )}
      {waiting.length === 0 && (
        <EmptyState
          title={t('empty.title')}
          action={
            <LinkButton href="/desk/requests" variant="quiet">
              {t('empty.all')}
            </LinkButton>
          }
        >
          <p>{t('empty.text')}</p>
        </EmptyState>
      )}
      <div className="grid gap-10">
        {lists.map(({ kind, rows }) => (
          <section key={kind} aria-labelledby={`today-${kind}`}>
            <h2 id={`today-${kind}`} className="text-lg">
              <Link href={inboxHref(queryOf(kind))} className="group inline-flex items-baseline gap-2.5 rounded-sm">
                <span className="min-w-8 text-2xl text-action tabular-nums group-hover:underline">
                  {counts[kind] > COUNTS_TO ? `${COUNTS_TO}+` : counts[kind]}
                </span>
                <span className="group-hover:underline">{t(`kind.${kind}`, { count: counts[kind] })}</span>
              </Link>
            </h2>
            <p className="mb-2 max-w-[70ch] text-soft">{t(`why.${kind}`)}</p>
            <InboxTable rows={rows} today={office.today.toString()} showPerson={may(actor, 'readPersonalData')} short />
            {counts[kind] > rows.length && (
              <p className="mt-2">
                <TextLink href={inboxHref(queryOf(kind))}>
                  {t('more', { count: Math.min(counts[kind], COUNTS_TO) })}
                </TextLink>
              </p>
            )}
          </section>
        ))}
      </div>
    </>
  )
}
