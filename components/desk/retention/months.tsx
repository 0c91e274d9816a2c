import { clsx } from 'clsx'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useLocaleTag } from '@/components/ui/date-text'
import { Count } from '@/components/ui/figures'

/** The twelve months of a year with what ends in each; a month in which something ends is a link to it. */
export function Months({
  year,
  rows,
  current,
  shown,
}: {
  year: string
  /** By `YYYY-MM`. */
  rows: Record<string, number>
  /** `YYYY-MM` of today. */
  current: string
  shown: string | null
}) {
  const t = useTranslations('retention.calendar')
  const locale = useLocaleTag()
  const name = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
  return (
    <ol aria-label={t('label', { year })} className="grid grid-cols-3 gap-px sm:grid-cols-4 lg:grid-cols-6">
      {months.map((month) => (
        <li key={month} className={clsx('min-h-16 border-t-2', month === current ? 'border-ink' : 'border-rule')}>
          <Month
            name={name.format(new Date(`${month}-01T00:00:00Z`))}
            href={`/desk/retention?year=${year}&month=${month.slice(5)}#list`}
            rows={rows[month] ?? 0}
            open={month === shown}
          />
        </li>
      ))}
    </ol>
  )
}

function Month({ name, href, rows, open }: { name: string; href: string; rows: number; open: boolean }) {
  const t = useTranslations('retention')
  if (rows === 0)
    return (
      <p className="px-1 py-2 text-soft">
        {name} <span className="sr-only">{t('calendar.none')}</span>
      </p>
    )
  return (
    <Link
      href={href}
      aria-current={open ? 'true' : undefined}
      className={clsx('block rounded-sm px-1 py-2 hover:bg-sunk', open && 'bg-action-wash')}
    >
      {name}
      <span className="block text-action tabular-nums">
        <Count value={rows} className="text-lg" />{' '}
        <span className="text-sm max-sm:sr-only">{t('recordsWord', { count: rows })}</span>
      </span>
    </Link>
  )
}
