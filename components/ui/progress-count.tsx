import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { cn } from './class-names'

/** How much of a long work is done, in numbers first; the bar only helps the eye. */
export function ProgressCount({
  label,
  done,
  total,
  className,
}: {
  label: string
  done: number
  total: number
  className?: string
}) {
  const t = useTranslations('common.ui')
  const id = useId()
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0
  return (
    <div className={cn('grid gap-1', className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span id={id} className="font-medium">
          {label}
        </span>
        <span className="text-soft tabular-nums">{t('progress', { done, total })}</span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={t('progress', { done, total })}
        className="h-1 overflow-hidden rounded-sm bg-rule"
      >
        <div className="h-full bg-action transition-[width]" style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  )
}
