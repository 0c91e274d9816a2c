import { useTranslations } from 'next-intl'
import { Count } from '@/components/ui/figures'
import type { ErasurePlan } from '@/lib/domain/plan/types'

/** The sum as one writes it down: found = erased + staying (+ undecided). */
export function PlanSum({ totals }: { totals: ErasurePlan['totals'] }) {
  const t = useTranslations('desk.plan.sum')
  return (
    <dl className="flex flex-wrap items-end gap-x-2.5 gap-y-3 sm:gap-x-4">
      <Term label={t('found')} value={totals.rows} />
      <Sign>=</Sign>
      <Term label={t('deleted')} value={totals.deleted} tone="text-seal" />
      <Sign>+</Sign>
      <Term label={t('stay')} value={totals.cleared} />
      {totals.blocked > 0 && (
        <>
          <Sign>+</Sign>
          <Term label={t('blocked')} value={totals.blocked} tone="text-amber" />
        </>
      )}
    </dl>
  )
}

function Term({ label, value, tone }: { label: string; value: number; tone?: string }) {
  return (
    <div className="grid">
      <dd className={`order-1 font-serif text-2xl tabular-nums sm:text-3xl leading-none ${tone ?? ''}`}>
        <Count value={value} />
      </dd>
      <dt className="order-2 mt-1 max-w-24 text-sm text-soft sm:max-w-none">{label}</dt>
    </div>
  )
}

const Sign = ({ children }: { children: string }) => (
  <span className="pb-6 font-serif text-xl sm:text-2xl text-soft leading-none">{children}</span>
)
