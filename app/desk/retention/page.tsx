import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { type RetentionLabels, spokenPeriod } from '@/components/desk/retention/labels'
import { Months } from '@/components/desk/retention/months'
import { EndedTable, EndingTable, LateTable, WaitingTable } from '@/components/desk/retention/tables'
import { YearsChart } from '@/components/desk/retention/years-chart'
import { EmptyState } from '@/components/ui/empty-state'
import { Count } from '@/components/ui/figures'
import { LinkButton, TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { type Retention, retention } from '@/lib/queries/retention'
import { retentionLabels } from './retention-labels'

type Search = { searchParams: Promise<{ year?: string | string[]; month?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('retention'))('title') }
}

const matching = (value: string | string[] | undefined, pattern: RegExp) =>
  typeof value === 'string' && pattern.test(value) ? value : undefined

export default async function RetentionPage({ searchParams }: Search) {
  const actor = await requireStaff()
  const given = await searchParams
  const year = matching(given.year, /^[12]\d{3}$/)
  const month = matching(given.month, /^(0[1-9]|1[0-2])$/)
  const [t, found, labels] = await Promise.all([
    getTranslations('retention'),
    retention(actor, year),
    retentionLabels(),
  ])
  if (!found) return null
  const shown = year ?? found.today.slice(0, 4)
  const empty = found.years.length + found.late.length + found.waiting.length + found.ended.length + found.frozen === 0
  return (
    <>
      <PageHeader title={t('title')} next={t('lead')} />
      {empty ? (
        <EmptyState
          title={t('empty.title')}
          action={
            <LinkButton href="/desk/rules" variant="quiet">
              {t('empty.link')}
            </LinkButton>
          }
        >
          <p>{t('empty.text')}</p>
        </EmptyState>
      ) : (
        <div className="grid gap-10">
          <Sums found={found} />
          <Pressing found={found} labels={labels} />
          <Ends found={found} labels={labels} year={shown} month={month === undefined ? null : `${shown}-${month}`} />
          <Ended found={found} labels={labels} />
        </div>
      )}
    </>
  )
}

async function Sums({ found }: { found: Retention }) {
  const t = await getTranslations('retention')
  const year = found.today.slice(0, 4)
  const late = found.late.reduce((sum, { rows }) => sum + rows, 0)
  const sums = [
    {
      key: 'thisMonth',
      rows: found.thisMonth,
      href: `/desk/retention?year=${year}&month=${found.today.slice(5, 7)}#list`,
    },
    { key: 'thisYear', rows: found.thisYear, href: `/desk/retention?year=${year}#list` },
    ...(late > 0 ? [{ key: 'late', rows: late, href: '#overdue' }] : []),
    ...(found.frozen > 0 ? [{ key: 'frozen', rows: found.frozen, href: '/desk/holds' }] : []),
  ]
  return (
    <section aria-label={t('sums')}>
      <ul className="flex flex-wrap gap-x-10 gap-y-3">
        {sums.map(({ key, rows, href }) => (
          <li key={key}>
            <a href={href} className="group inline-flex items-baseline gap-2 rounded-sm">
              <Count value={rows} className="text-2xl text-action group-hover:underline" />
              <span className="text-soft group-hover:underline">{t(key)}</span>
            </a>
          </li>
        ))}
      </ul>
      <p className="mt-1 text-sm text-soft">{t('recordsHint')}</p>
    </section>
  )
}

/** What somebody has to decide, and what should be gone by now. */
async function Pressing({ found, labels }: { found: Retention; labels: RetentionLabels }) {
  const t = await getTranslations('retention')
  return (
    <>
      {found.waiting.length > 0 && (
        <section aria-labelledby="waiting">
          <h2 id="waiting" className="text-lg">
            {t('waiting.title')}
          </h2>
          <p className="mb-2 max-w-[70ch] text-soft">{t('waiting.text')}</p>
          <WaitingTable lines={found.waiting} labels={labels} />
        </section>
      )}
      {found.late.length > 0 && (
        <section aria-labelledby="overdue" className="scroll-mt-16">
          <h2 id="overdue" className="text-lg">
            {t('overdue.title')}
          </h2>
          <p className="mb-2 max-w-[70ch] text-soft">{t('overdue.text')}</p>
          <LateTable lines={found.late} labels={labels} today={found.today} />
        </section>
      )}
    </>
  )
}

/** The proof of what went by itself. */
async function Ended({ found, labels }: { found: Retention; labels: RetentionLabels }) {
  const t = await getTranslations('retention.ended')
  if (found.ended.length === 0) return null
  return (
    <section aria-labelledby="ended">
      <h2 id="ended" className="text-lg">
        {t('title')}
      </h2>
      <p className="mb-2 max-w-[70ch] text-soft">{t('text')}</p>
      <EndedTable lines={found.ended} labels={labels} timeZone={found.timeZone} />
    </section>
  )
}

type EndsProps = { found: Retention; labels: RetentionLabels; year: string; month: string | null }

async function Ends({ found, labels, year, month }: EndsProps) {
  const [t, locale] = await Promise.all([getTranslations('retention'), getLocale()])
  if (found.years.length === 0) return null
  const rows: Record<string, number> = {}
  for (const line of found.ending) rows[line.month] = (rows[line.month] ?? 0) + line.rows
  const when = spokenPeriod(month ?? year, locale)
  const lines = found.ending.filter((line) => month === null || line.month === month)
  return (
    <>
      <section aria-labelledby="chart">
        <h2 id="chart" className="text-lg">
          {t('chart.title')}
        </h2>
        <YearsChart years={found.years} shown={year} />
      </section>
      <section aria-labelledby="calendar">
        <h2 id="calendar" className="mb-2 text-lg">
          {t('calendar.title', { year })}
        </h2>
        <Months year={year} rows={rows} current={found.today.slice(0, 7)} shown={month} />
      </section>
      <section aria-labelledby="list" className="scroll-mt-16">
        <h2 id="list" className="text-lg">
          {t('list.title', { when })}
        </h2>
        {month !== null && (
          <p className="mb-2">
            <TextLink href={`/desk/retention?year=${year}#list`}>{t('list.whole', { year })}</TextLink>
          </p>
        )}
        {lines.length > 0 ? (
          <EndingTable when={when} lines={lines} labels={labels} />
        ) : (
          <p className="text-soft">{t('list.none', { when })}</p>
        )}
      </section>
    </>
  )
}
