import { cn } from '@/components/ui/class-names'

/**
 * The mark: an H of two columns, what goes and what stays, joined by the request. The same drawing as public/mark.svg.
 */
export function Mark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={cn('size-[1.1em] text-action', className)}
      fill="currentColor"
    >
      <path d="M16 2h5v20h-5v-8H8v1H3V2h5v8h8zM3 16.5h5v2.5H3zM3 20.5h5V22H3z" />
    </svg>
  )
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2 font-serif text-xl tracking-[-0.01em]', className)}>
      <Mark />
      Habeas
    </span>
  )
}
