import type { ReactNode } from 'react'
import { cn } from './class-names'

/** Facts in two columns: what it is, and what it says. On a phone the one stands above the other. */
export function DescriptionList({ children, className }: { children: ReactNode; className?: string }) {
  return <dl className={cn('grid gap-y-row', className)}>{children}</dl>
}

export function Fact({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <dt className="text-soft">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}
