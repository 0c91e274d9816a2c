import type { ReactNode } from 'react'
import { cn } from './class-names'

const knots = {
  past: 'bg-ink',
  now: 'bg-paper ring-2 ring-action',
  ahead: 'bg-paper ring-1 ring-rule-strong',
  irreversible: 'bg-seal-fill rotate-45 rounded-none',
  verified: 'bg-verified',
} as const

export type TimelineMoment = keyof typeof knots

/** What happened, in order, on one line. */
export function Timeline({ children, label }: { children: ReactNode; label: string }) {
  return (
    <ol aria-label={label} className="grid">
      {children}
    </ol>
  )
}

export function TimelineItem({
  when,
  title,
  moment = 'past',
  children,
}: {
  when: ReactNode
  title: ReactNode
  moment?: TimelineMoment
  children?: ReactNode
}) {
  return (
    <li
      aria-current={moment === 'now' ? 'step' : undefined}
      className="group/item relative grid gap-x-4 pb-5 pl-6 last:pb-0 sm:grid-cols-[8.5rem_minmax(0,1fr)] sm:pl-0"
    >
      <div className="text-soft sm:text-right">{when}</div>
      <div className="min-w-0 sm:pl-6">
        <span
          aria-hidden
          className="absolute top-4 bottom-[-0.5rem] left-[0.3125rem] w-px bg-rule-strong group-last/item:hidden sm:left-[9.8125rem]"
        />
        <span
          aria-hidden
          className={cn('absolute top-2 left-0.5 size-2 rounded-full sm:left-[9.59375rem]', knots[moment])}
        />
        <p className="font-medium">{title}</p>
        {children && <div className="text-soft">{children}</div>}
      </div>
    </li>
  )
}
