import type { ReactNode } from 'react'

/** Questions that belong together. */
export function Group({
  title,
  hint,
  className = 'grid',
  children,
}: {
  title: string
  hint?: string
  className?: string
  children: ReactNode
}) {
  return (
    <section className={`${className} max-w-measure gap-6`}>
      <div>
        <h2 className="text-xl">{title}</h2>
        {hint && <p className="mt-1 text-soft">{hint}</p>}
      </div>
      {children}
    </section>
  )
}
