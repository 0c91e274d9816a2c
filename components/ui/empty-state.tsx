import type { ReactNode } from 'react'

/** Nothing here yet: says why, and what would put something here. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="max-w-measure border-rule border-t py-8">
      <h2 className="text-lg">{title}</h2>
      {children && <div className="prose mt-1 text-soft">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  )
}
