import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Count } from '@/components/ui/figures'
import type { ErasureSums } from '@/lib/domain/plan/explain'
import { pictureOf } from '@/lib/domain/plan/picture'
import type { ErasurePlan } from '@/lib/domain/plan/types'
import { GoesColumn } from './goes-column'
import { PlanPicture } from './plan-picture'
import { PlanSum } from './plan-sum'
import type { PlanWords } from './plan-words'
import { StaysColumn } from './stays-column'

type Props = {
  plan: ErasurePlan
  sums: ErasureSums
  words: PlanWords
  /** Where the fields of a dataset stand. */
  hrefOf: (dataset: string) => string
  /** The ledger of every field. */
  children: ReactNode
}

/** The sum, the picture, and two columns on one sheet: what goes, what stays; below them every field. */
export function ErasureSheet({ plan, sums, words, hrefOf, children }: Props) {
  const t = useTranslations('desk.plan')
  const { totals } = plan
  if (totals.rows === 0) return <p className="max-w-[60ch] text-lg">{t('nothingFound')}</p>
  return (
    <>
      <PlanSum totals={totals} />
      <section aria-labelledby="picture" className="mt-8">
        <h2 id="picture" className="text-xl">
          {t('picture.title')}
        </h2>
        <PlanPicture picture={pictureOf(plan)} words={words} />
      </section>
      <div className="mt-10 grid gap-10 lg:grid-cols-2 lg:gap-0">
        <section aria-labelledby="goes" className="lg:border-rule-strong lg:border-r lg:pr-8">
          <ColumnHead id="goes" title={t('goes.title')} rows={totals.deleted} text={t('goes.text')} tone="text-seal" />
          <GoesColumn {...{ sums, words, hrefOf }} />
        </section>
        <section aria-labelledby="stays" className="lg:pl-8">
          <ColumnHead id="stays" title={t('stays.title')} rows={totals.cleared} text={t('stays.text')} />
          <StaysColumn {...{ sums, words, hrefOf }} />
        </section>
      </div>
      <section id="fields" aria-labelledby="fields-title" className="mt-10 scroll-mt-16">
        <h2 id="fields-title" className="text-xl">
          {t('fields.title')}
        </h2>
        <p className="mb-4 max-w-[70ch] text-soft">{t('fields.text')}</p>
        {children}
      </section>
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
