import { useTranslations } from 'next-intl'
import { Count } from '@/components/ui/figures'
import type { ErasureSums } from '@/lib/domain/plan/explain'
import type { ErasurePlan } from '@/lib/domain/plan/types'
import { GoesColumn } from './goes-column'
import { axisOf } from './plan-axis'
import { PlanSum } from './plan-sum'
import type { PlanWords } from './plan-words'
import { StaysColumn } from './stays-column'
import { TimeAxis } from './time-axis'

/** Two columns on one sheet: what goes, what stays; below them when the rest goes too. */
export function ErasureSheet({ plan, sums, words }: { plan: ErasurePlan; sums: ErasureSums; words: PlanWords }) {
  const t = useTranslations('desk.plan')
  const { totals } = plan
  const axis = axisOf(plan)
  if (totals.rows === 0) return <p className="max-w-[60ch] text-lg">{t('nothingFound')}</p>
  return (
    <>
      <PlanSum totals={totals} />
      <div className="mt-8 grid gap-10 lg:grid-cols-2 lg:gap-0">
        <section aria-labelledby="goes" className="lg:border-rule-strong lg:border-r lg:pr-8">
          <ColumnHead id="goes" title={t('goes.title')} rows={totals.deleted} text={t('goes.text')} tone="text-seal" />
          <GoesColumn sums={sums} words={words} />
        </section>
        <section aria-labelledby="stays" className="lg:pl-8">
          <ColumnHead id="stays" title={t('stays.title')} rows={totals.cleared} text={t('stays.text')} />
          <StaysColumn sums={sums} words={words} />
        </section>
      </div>
      {axis && (
        <section aria-labelledby="axis" className="mt-10">
          <h2 id="axis" className="text-xl">
            {t('axis.title')}
          </h2>
          <TimeAxis axis={axis} />
        </section>
      )}
    </>
  )
}

function ColumnHead({
  id,
  title,
  rows,
  text,
  tone,
}: {
  id: string
  title: string
  rows: number
  text: string
  tone?: string
}) {
  return (
    <div className="mb-4">
      <h2 id={id} className="flex items-baseline justify-between gap-4 font-serif text-2xl">
        <span>{title}</span>
        <Count value={rows} className={tone} />
      </h2>
      <p className="max-w-[52ch] text-soft">{text}</p>
    </div>
  )
}
