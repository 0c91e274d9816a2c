import { useLocale, useTranslations } from 'next-intl'
import { cn } from '@/components/ui/class-names'
import { exactDate, useLocaleTag } from '@/components/ui/date-text'
import { Disclosure } from '@/components/ui/disclosure'
import { Count } from '@/components/ui/figures'
import type { Axis, AxisBar } from './plan-axis'

const ROW = 30
const TOP = 6

/**
 * One axis on which the held pieces end one after the other until nothing is left. Positions are shares of the width,
 * so that the drawing fits any page and its letters stay as large as they are.
 */
export function TimeAxis({ axis }: { axis: Axis }) {
  const t = useTranslations('desk.plan.axis')
  const height = TOP + axis.bars.length * ROW
  const most = Math.max(...axis.bars.map(({ rows }) => rows))
  return (
    <figure>
      <figcaption className="max-w-[70ch] text-soft">{t('caption')}</figcaption>
      <div className="mt-4 pr-4">
        <svg role="img" aria-label={useSummary(axis)} width="100%" height={height + 40} className="overflow-visible">
          {axis.years.map(({ year, at }, index) => (
            <g key={year} className={cn(index % 3 !== 0 && axis.years.length > 5 && 'hidden sm:inline')}>
              <line x1={percent(at)} x2={percent(at)} y1={0} y2={height} className="stroke-rule" />
              <text x={percent(at)} y={height + 20} textAnchor="middle" className="fill-soft text-xs tabular-nums">
                {year}
              </text>
            </g>
          ))}
          {axis.bars.map((bar, index) => (
            <Bar key={bar.date} bar={bar} y={TOP + index * ROW} thickness={3 + Math.round((bar.rows / most) * 5)} />
          ))}
          <line x1="0" x2="100%" y1={height} y2={height} className="stroke-ink" />
          <line x1="0" x2="0" y1={0} y2={height + 6} className="stroke-ink" strokeWidth="1.5" />
          <text x="0" y={height + 36} className="fill-ink font-medium text-xs">
            {t('today')}
          </text>
          <text x="100%" y={height + 36} textAnchor="end" className="fill-ink font-medium text-xs">
            {t('nothing')}
          </text>
        </svg>
      </div>
      <Disclosure summary={t('list')} className="mt-2 max-w-md">
        <ul>
          {axis.bars.map((bar) => (
            <li key={bar.date} className="flex justify-between gap-4">
              <BarDate bar={bar} />
              <Count value={bar.rows} />
            </li>
          ))}
        </ul>
      </Disclosure>
    </figure>
  )
}

const percent = (at: number) => `${(at * 100).toFixed(3)}%`

/** The words stand above their bar, at its end where there is room, else at its beginning. */
function Bar({ bar, y, thickness }: { bar: AxisBar; y: number; thickness: number }) {
  const t = useTranslations('desk.plan.axis')
  const right = bar.at > 0.6
  const base = y + ROW - 8
  return (
    <g>
      <rect x="0" y={base - thickness / 2} width={percent(bar.at)} height={thickness} className="fill-action" />
      <line
        x1={percent(bar.at)}
        x2={percent(bar.at)}
        y1={base - 6}
        y2={base + 6}
        className="stroke-action"
        strokeWidth="2"
      />
      <text
        x={right ? percent(bar.at) : '0'}
        dx={right ? -6 : 6}
        y={base - thickness / 2 - 4}
        textAnchor={right ? 'end' : 'start'}
        className="fill-ink stroke-sheet text-xs tabular-nums [paint-order:stroke] [stroke-width:3px]"
      >
        {useBarDate(bar)} · {t('rows', { count: bar.rows })}
      </text>
    </g>
  )
}

function useBarDate(bar: AxisBar): string {
  const locale = useLocaleTag()
  if ('year' in bar.label) return bar.label.year
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }
  return new Intl.DateTimeFormat(locale, options).format(new Date(`${bar.date}T00:00:00Z`))
}

const BarDate = ({ bar }: { bar: AxisBar }) => <span>{useBarDate(bar)}</span>

function useSummary(axis: Axis): string {
  const t = useTranslations('desk.plan.axis')
  const locale = useLocale()
  const rows = axis.bars.reduce((sum, bar) => sum + bar.rows, 0)
  return t('summary', { rows, ends: axis.bars.length, last: exactDate(axis.to, locale === 'fr' ? 'fr-FR' : 'en-GB') })
}
