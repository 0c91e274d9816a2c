import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/class-names'

/** One line of the ledger that unfolds into its parts. Its numbers stand in columns, below the name where there is no room. */
export function Fold({
  level,
  open,
  name,
  numbers,
  children,
}: {
  level: 'system' | 'dataset'
  open: boolean
  name: ReactNode
  numbers: ReactNode
  children: ReactNode
}) {
  return (
    <details open={open} data-level={level} className="print:[&::details-content]:[content-visibility:visible]">
      <summary
        className={cn(
          'grid min-h-control list-none grid-cols-[1rem_minmax(0,1fr)] items-baseline gap-x-2 rounded-sm border-b py-row hover:bg-sunk sm:grid-cols-[1rem_minmax(0,1fr)_auto]',
          level === 'system' ? 'border-rule-strong' : 'border-rule',
        )}
      >
        <ChevronRight
          aria-hidden
          className={cn(
            'relative top-[0.15em] size-4 shrink-0 text-soft transition-transform print:invisible',
            level === 'system'
              ? '[[data-level=system][open]>summary>&]:rotate-90'
              : '[[data-level=dataset][open]>summary>&]:rotate-90',
          )}
        />
        <span className="min-w-0">{name}</span>
        <span className="col-start-2 sm:col-start-3">{numbers}</span>
      </summary>
      <div className={level === 'system' ? 'mb-6 sm:pl-6' : 'pt-3 pb-8 sm:pl-6'}>{children}</div>
    </details>
  )
}
