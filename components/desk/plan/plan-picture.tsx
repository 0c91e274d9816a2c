import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/class-names'
import { Count } from '@/components/ui/figures'
import type { Picture, PictureBand } from '@/lib/domain/plan/picture'
import { EndsList, EndsText } from './ends-text'
import { datasetName, type PlanWords, ruleName } from './plan-words'

/** Left of this share of the width is the time before the plan is carried out: all of it is still there. */
const TODAY = 12
const HEIGHT = 34
const percent = (share: number) => `${share.toFixed(3)}%`
const place = (at: number) => percent(TODAY + at * (100 - TODAY))

/**
 * What goes and what stays, over time: a band for all that ends at once, then one for each reason, narrowing as its records
 * reach their last day. Widths are shares of the page's, heights pixels: letters stay as large as they are.
 */
export function PlanPicture({ picture, words }: { picture: Picture; words: PlanWords }) {
  const t = useTranslations('desk.plan.picture')
  const { bands, erased, undecided, found, years } = picture
  const thick = thickness([erased, undecided, ...bands.map(({ rows }) => rows)])
  return (
    <figure>
      <figcaption className="mb-4 max-w-[70ch] text-soft">{t('caption')}</figcaption>
      <ul className="border-rule border-t">
        {erased > 0 && (
          <Row rows={erased} tone="text-seal" title={t('erased')} note={t('erasedNote')}>
            <Strip label={t('erasedLabel', { count: erased })} years={years}>
              <rect x="0" width={percent(TODAY)} {...upright(thick(erased))} className="fill-seal-fill" />
            </Strip>
          </Row>
        )}
        {undecided > 0 && (
          <Row rows={undecided} tone="text-amber" title={t('undecided')} note={t('undecidedNote')}>
            <Strip label={t('undecidedLabel', { count: undecided })} years={years}>
              <Open look="amber" height={thick(undecided)} />
            </Strip>
          </Row>
        )}
        {bands.map((band) => (
          <Band key={band.key} {...{ band, years, words }} height={thick(band.rows)} />
        ))}
      </ul>
      <Scale picture={picture} />
      <Sum terms={[erased, undecided, ...bands.map(({ rows }) => rows)].filter((rows) => rows > 0)} whole={found} />
    </figure>
  )
}

function Sum({ terms, whole }: { terms: number[]; whole: number }) {
  const t = useTranslations('desk.plan.picture')
  return (
    <p className="mt-3 flex flex-wrap items-baseline gap-x-2 font-medium">
      <span>{t('sum')}</span>
      <span className="tabular-nums">
        {terms.map((rows, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: terms of a sum have no name
          <span key={index}>
            {index > 0 && ' + '}
            <Count value={rows} />
          </span>
        ))}{' '}
        = <Count value={whole} />
      </span>
    </p>
  )
}

type BandProps = { band: PictureBand; years: Picture['years']; words: PlanWords; height: number }

function Band({ band, years, words, height }: BandProps) {
  const t = useTranslations('desk.plan.picture')
  const title = useTitle(band, words)
  const where = band.datasets.map((key) => datasetName(words, key)).join(', ')
  const drawn = band.ends.length > 0
  return (
    <Row
      rows={band.rows}
      title={title}
      note={where}
      until={
        drawn ? <EndsText until={band.ends} /> : t(`open.${band.reasons[0]?.why === 'matter' ? 'matter' : 'other'}`)
      }
      list={<EndsList until={band.ends} />}
    >
      <Strip label={t(drawn ? 'bandLabel' : 'openLabel', { title, count: band.rows })} years={years}>
        {drawn ? (
          <Steps band={band} full={height} />
        ) : (
          <Open look={band.reasons[0]?.why === 'matter' ? 'matter' : 'bare'} height={height} />
        )}
      </Strip>
    </Row>
  )
}

function useTitle({ reasons }: PictureBand, words: PlanWords): string {
  const t = useTranslations('desk.plan.picture')
  const kind = useTranslations('holds.kind')
  const titles = reasons.map((reason) => {
    if (reason.why === 'rule') return ruleName(words, reason)
    if (reason.why === 'matter') return `${kind(reason.kind)} ${reason.reference}`
    return reason.why === 'anonymous' ? t('anonymous', { name: ruleName(words, reason) }) : t(reason.why)
  })
  // Many tables may point at what stays for their sake: that is one reason to a reader.
  return [...new Set(titles)].join(' + ')
}

function Row({
  rows,
  title,
  note,
  until,
  list,
  tone,
  children,
}: {
  rows: number
  title: string
  note: string
  until?: ReactNode
  list?: ReactNode
  tone?: string
  children: ReactNode
}) {
  return (
    <li className="grid gap-x-6 gap-y-1 border-rule border-b py-2 md:grid-cols-[minmax(0,21rem)_minmax(0,1fr)] print:grid-cols-[16rem_minmax(0,1fr)]">
      <div className="flex min-w-0 items-baseline gap-3">
        <Count
          value={rows}
          className={cn(
            'shrink-0 font-semibold font-serif text-lg md:w-14 md:text-right print:w-14 print:text-right',
            tone,
          )}
        />
        <div className="min-w-0">
          <p className="font-medium leading-snug">{title}</p>
          <p className="text-sm text-soft leading-snug">{note}</p>
          {until && <p className="text-sm leading-snug">{until}</p>}
          {list}
        </div>
      </div>
      {children}
    </li>
  )
}

function Strip({ label, years, children }: { label: string; years: Picture['years']; children: ReactNode }) {
  return (
    <svg role="img" aria-label={label} width="100%" height={HEIGHT} className="self-center print:self-start">
      {years.map(({ year, at }) => (
        <line key={year} x1={place(at)} x2={place(at)} y1="0" y2={HEIGHT} className="stroke-rule" />
      ))}
      {children}
      <line x1={percent(TODAY)} x2={percent(TODAY)} y1="0" y2={HEIGHT} className="stroke-ink" strokeWidth="1.5" />
    </svg>
  )
}

/** In pixels. By the logarithm: eleven invoices are still to be seen beside twenty thousand clicks. */
function thickness(all: readonly number[]): (rows: number) => number {
  const most = Math.log1p(Math.max(...all))
  return (rows) => Math.max(5, Math.round((Math.log1p(rows) / most) * (HEIGHT - 6)))
}

/** Bands stand on one line at the bottom. */
const upright = (height: number) => ({ y: HEIGHT - 3 - height, height })

/** As high as what is left: each step down is a last day. */
function Steps({ band, full }: { band: PictureBand; full: number }) {
  return band.ends.map(({ date, at }, index) => {
    const left = band.ends.slice(index).reduce((sum, { rows }) => sum + rows, 0)
    const before = band.ends[index - 1]
    const from = before ? TODAY + before.at * (100 - TODAY) : 0
    return (
      <rect
        key={date}
        x={percent(from)}
        width={percent(TODAY + at * (100 - TODAY) - from)}
        {...upright(Math.max(2, (left / band.rows) * full))}
        className="fill-action"
        shapeRendering="crispEdges"
      />
    )
  })
}

const LOOKS = { amber: 'fill-amber-fill', matter: 'fill-ink', bare: 'fill-rule-strong' }

/** No end is known: a band that leaves the drawing. */
function Open({ look, height }: { look: keyof typeof LOOKS; height: number }) {
  const pieces = [
    [0, 96.4],
    [97.2, 1],
    [98.8, 0.6],
  ] as const
  return pieces.map(([x, width]) => (
    <rect key={x} x={percent(x)} width={percent(width)} {...upright(height)} className={LOOKS[look]} />
  ))
}

function Scale({ picture: { years, to } }: { picture: Picture }) {
  const t = useTranslations('desk.plan.picture')
  const every = years.length > 6 ? 3 : 1
  return (
    <div className="md:grid md:grid-cols-[minmax(0,21rem)_minmax(0,1fr)] md:gap-x-6 print:grid-cols-[16rem_minmax(0,1fr)]">
      <svg aria-hidden width="100%" height="40" className="overflow-visible md:col-start-2">
        <text x={percent(TODAY)} y="16" textAnchor="middle" className="fill-ink font-medium text-xs">
          {t('today')}
        </text>
        {years.map(({ year, at }, index) => (
          <text
            key={year}
            x={place(at)}
            y={at < (every > 1 ? 0.06 : 0.12) ? 34 : 16}
            textAnchor={at > 0.96 ? 'end' : 'middle'}
            className={cn('fill-soft text-xs tabular-nums', index % every !== every - 1 && 'hidden lg:inline')}
          >
            {year}
          </text>
        ))}
        {to === null && (
          <text x="100%" y="16" textAnchor="end" className="fill-soft text-xs">
            {t('noEnd')}
          </text>
        )}
      </svg>
    </div>
  )
}
