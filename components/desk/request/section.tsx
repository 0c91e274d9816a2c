import type { ReactNode } from 'react'

/** A part of a request's page: a heading on a rule, and something at its right end. */
export function Section({
  id,
  title,
  aside,
  children,
}: {
  id: string
  title: ReactNode
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="scroll-mt-16 border-ink border-t pt-2 target:border-t-2"
    >
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={`${id}-title`} className="font-semibold text-lg">
          {title}
        </h2>
        {aside && <div>{aside}</div>}
      </div>
      {children}
    </section>
  )
}
