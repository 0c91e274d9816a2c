import { useTranslations } from 'next-intl'
import { cn } from './class-names'
import { exactDate, useLocaleTag } from './date-text'

/** Days from which a date presses, and from which it is nearly past. */
const SOON = 10
const PRESSING = 3

function look(daysLeft: number): string {
  if (daysLeft < 0) return 'rounded-sm bg-amber-fill px-1.5 font-semibold text-on-amber'
  if (daysLeft <= PRESSING) return 'font-semibold text-amber underline decoration-2 underline-offset-4'
  if (daysLeft <= SOON) return 'font-medium text-amber'
  return 'text-ink'
}

/** How long is left, in words and colour, the exact date on hover. `daysLeft` is negative once the date has passed. */
export function DueMark({ daysLeft, dueOn, className }: { daysLeft: number; dueOn: string; className?: string }) {
  const t = useTranslations('common.ui')
  const locale = useLocaleTag()
  const words = daysLeft < 0 ? t('due.late', { days: -daysLeft }) : t('due.left', { days: daysLeft })
  return (
    <time
      dateTime={dueOn}
      title={exactDate(dueOn, locale)}
      className={cn('whitespace-nowrap', look(daysLeft), className)}
    >
      {words}
    </time>
  )
}
