import { clsx } from 'clsx'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useLocaleTag } from '@/components/ui/date-text'

const HEIGHT = 120
const TOP = 22

/**
 * A bar for each year in which something ends, until nothing is left. Widths are shares of the page's, heights pixels:
 * letters stay as large as they are. The numbers stand in the drawing and, for who hears it, in its name.
 */
export function YearsChart({ years, shown }: { years: { year: string; rows: number }[]; shown: string }) {
  const t = useTranslations('retention.chart')
  const all = everyYear(years)
  const most = Math.max(1, ...all.map(({ rows }) => rows))
  const said = all.filter(({ rows }) => rows > 0).map(({ year, rows }) => t('year', { year, count: rows }))
  return (
    <figure>
      <figcaption className="max-w-[70ch] text-soft">{t('caption')}</figcaption>
      <svg
        role="img"
        aria-label={t('label', { years: said.join(', ') })}
        width="100%"
        height={TOP + HEIGHT + 4}
        className="mt-3 overflow-visible"
      >
        {all.map(({ year, rows }, index) => (
          <Bar
            key={year}
            rows={rows}
            height={rows === 0 ? 0 : Math.max(3, (rows / most) * HEIGHT)}
            {...share(index, all.length)}
          />
        ))}
        <line x1="0" x2="100%" y1={TOP + HEIGHT} y2={TOP + HEIGHT} className="stroke-ink" />
      </svg>
      <ol className="grid text-center text-sm" style={{ gridTemplateColumns: `repeat(${all.length}, minmax(0, 1fr))` }}>
        {all.map(({ year, rows }) => (
          <li key={year} className="min-w-0">
            {rows > 0 ? (
              <Link
                href={`/desk/retention?year=${year}`}
                scroll={false}
                aria-current={year === shown ? 'true' : undefined}
                className={clsx(
                  'block rounded-sm py-2 hover:bg-sunk',
                  year === shown ? 'font-semibold text-ink' : 'text-action underline',
                )}
              >
                <Short year={year} many={all.length > 8} />
              </Link>
            ) : (
              <span className="block py-2 text-soft">
                <Short year={year} many={all.length > 8} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </figure>
  )
}

/** On a phone many years stand as ’34. */
const Short = ({ year, many }: { year: string; many: boolean }) => (
  <span className="tabular-nums">
    <span className={clsx(many && 'max-sm:sr-only')}>{year.slice(0, 2)}</span>
    {many && (
      <span aria-hidden className="sm:hidden">
        ’
      </span>
    )}
    {year.slice(2)}
  </span>
)

const share = (index: number, count: number) => ({ x: (index + 0.15) / count, width: 0.7 / count })
const percent = (at: number) => `${(at * 100).toFixed(3)}%`

function Bar({ x, width, height, rows }: { x: number; width: number; height: number; rows: number }) {
  const locale = useLocaleTag()
  const compact = new Intl.NumberFormat(locale, { notation: 'compact' })
  if (rows === 0) return null
  return (
    <g>
      <rect x={percent(x)} y={TOP + HEIGHT - height} width={percent(width)} height={height} className="fill-action" />
      <text
        x={percent(x + width / 2)}
        y={TOP + HEIGHT - height - 6}
        textAnchor="middle"
        className="fill-ink text-xs tabular-nums"
      >
        {compact.format(rows)}
      </text>
    </g>
  )
}

/** Years between two ends are shown empty: time is a measure, not a list. */
function everyYear(years: { year: string; rows: number }[]): { year: string; rows: number }[] {
  const first = Number(years[0]?.year ?? 0)
  const last = Number(years.at(-1)?.year ?? 0)
  const rows = new Map(years.map((one) => [one.year, one.rows]))
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index)).map((year) => ({
    year,
    rows: rows.get(year) ?? 0,
  }))
}
