import { clsx } from 'clsx'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** Folds details away under their sum. Native, so it works before any script and is found by the browser's search. */
export function Disclosure({
  summary,
  trailing,
  open,
  children,
  className,
}: {
  summary: ReactNode
  /** Stands right-aligned on the summary's line: a count, a state. */
  trailing?: ReactNode
  open?: boolean
  children: ReactNode
  className?: string
}) {
  return (
    <details open={open} className={clsx('group/fold', className)}>
      <summary className="flex min-h-control list-none items-baseline gap-2 rounded-sm py-row hover:bg-sunk">
        <ChevronRight
          aria-hidden
          className="relative top-[0.15em] size-4 shrink-0 text-soft transition-transform group-open/fold:rotate-90"
        />
        <span className="min-w-0 flex-1 font-medium">{summary}</span>
        {trailing && <span className="shrink-0 text-right tabular-nums">{trailing}</span>}
      </summary>
      <div className="pb-3 pl-6">{children}</div>
    </details>
  )
}
