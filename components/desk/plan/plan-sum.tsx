import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/class-names'
import { Count } from '@/components/ui/figures'
import type { ErasurePlan } from '@/lib/domain/plan/types'

/** The sum as one writes it down: found = erased + staying (+ undecided). */
export function PlanSum({ totals }: { totals: ErasurePlan['totals'] }) {
  const t = useTranslations('desk.plan.sum')
  return (
    <dl className="flex flex-wrap items-start gap-x-2.5 gap-y-3 sm:gap-x-4">
      <Term label={t('found')} value={totals.rows} />
      <Term sign="=" label={t('deleted')} value={totals.deleted} tone="text-seal" />
      <Term sign="+" label={t('stay')} value={totals.cleared} />
      {totals.blocked > 0 && <Term sign="+" label={t('blocked')} value={totals.blocked} tone="text-amber" />}
    </dl>
  )
}

// The sign is generated: nothing but terms and their values may stand in the list.
const SIGNED =
  'grid-cols-[auto_auto] gap-x-2.5 before:col-start-1 before:row-start-1 before:self-center before:font-serif before:text-soft before:text-xl before:leading-none before:content-[attr(data-sign)] sm:gap-x-4 sm:before:text-2xl'

function Term({ sign, label, value, tone }: { sign?: '=' | '+'; label: string; value: number; tone?: string }) {
  const column = sign && 'col-start-2'
  return (
    <div data-sign={sign} className={cn('grid', sign && SIGNED)}>
      <dt className={cn('row-start-2 mt-1 max-w-24 text-sm text-soft sm:max-w-none', column)}>{label}</dt>
      <dd className={cn('row-start-1 font-serif text-2xl tabular-nums leading-none sm:text-3xl', column, tone)}>
        <Count value={value} />
      </dd>
    </div>
  )
}
