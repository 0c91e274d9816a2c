import { useTranslations } from 'next-intl'
import { TextLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import type { PlanDocument } from '@/lib/domain/plan/plan-document'

/** A plan in one line of numbers; the plan itself has a page of its own. */
export function PlanSummary({
  document,
  number,
  status,
  href,
}: {
  document: PlanDocument
  number: number
  status: string
  href: string
}) {
  const t = useTranslations('desk.planLine')
  const blocks = document.blocks.length
  return (
    <div className="grid gap-2">
      <p>
        <TextLink href={href} className="font-medium">
          {t('plan', { number })}
        </TextLink>{' '}
        <span className="text-soft">{t(`status.${status}`)}</span>
        {' · '}
        <Sums document={document} />
        <Forwarded document={document} />
      </p>
      {blocks > 0 && (
        <Notice kind="warning" title={t('blocked', { count: blocks })}>
          <TextLink href={`${href}#blocks`}>{t('toBlocks')}</TextLink>
        </Notice>
      )}
    </div>
  )
}

/** Held as processor (Art. 28): found, and in no sum of ours. */
function Forwarded({ document }: { document: PlanDocument }) {
  const t = useTranslations('desk.planLine')
  const count = document.forwarded.reduce((sum, { rows }) => sum + rows, 0)
  return count > 0 && <span className="text-soft">{` · ${t('forwarded', { count })}`}</span>
}

function Sums({ document }: { document: PlanDocument }) {
  const t = useTranslations('desk.planLine')
  if (document.right === 'rectification')
    return <>{t('corrected', { count: document.totals.rows, kept: document.totals.kept })}</>
  if (document.totals.rows === 0) return <>{t('nothing')}</>
  if (document.right !== 'erasure') return <>{t('handed', { count: document.totals.rows })}</>
  return <>{t('sums', document.totals)}</>
}
