import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'

const box =
  'w-full rounded-md border border-rule-strong bg-sheet px-3 text-ink placeholder:text-soft hover:border-ink disabled:border-rule disabled:bg-sunk disabled:text-soft aria-invalid:border-2 aria-invalid:border-ink transition-colors'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={clsx(box, 'min-h-control py-1 read-only:bg-sunk', className)} {...rest} />
}

export function Textarea({ className, rows = 5, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={rows} className={clsx(box, 'textarea-size py-2 read-only:bg-sunk', className)} {...rest} />
}

/** The browser's own select: it works before any script, on every phone, and needs no inline styles. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={clsx('relative block', className)}>
      <select className={clsx(box, 'min-h-control appearance-none bg-sheet py-1 pr-9')} {...rest}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-soft"
      />
    </span>
  )
}
