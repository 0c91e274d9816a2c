import type { ReactNode } from 'react'

/** The head of a page: where one is, what it is, and in one line what comes next and who is waited for. */
export function PageHeader({
  title,
  above,
  next,
  actions,
}: {
  title: ReactNode
  above?: ReactNode
  next?: ReactNode
  actions?: ReactNode
}) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
      <div className="min-w-0">
        {above && <div className="mb-1 text-sm text-soft">{above}</div>}
        <h1 className="text-2xl">{title}</h1>
        {next && <p className="mt-1 max-w-[70ch]">{next}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-3">{actions}</div>}
    </header>
  )
}
