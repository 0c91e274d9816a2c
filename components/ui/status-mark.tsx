import type { ReactNode } from 'react'
import { cn } from './class-names'

/** Each tone has its own shape, so that a column of marks reads without colour and in print. */
const shapes = {
  open: { tone: 'text-action', shape: <circle cx="6" cy="6" r="4.25" fill="none" strokeWidth="1.5" /> },
  working: {
    tone: 'text-action',
    shape: (
      <>
        <circle cx="6" cy="6" r="4.25" fill="none" strokeWidth="1.5" />
        <path d="M6 1.75a4.25 4.25 0 0 1 0 8.5z" stroke="none" />
      </>
    ),
  },
  waiting: {
    tone: 'text-soft',
    shape: <path d="M2.5 1.75h7L6 6l3.5 4.25h-7L6 6z" fill="none" strokeWidth="1.5" strokeLinejoin="round" />,
  },
  attention: { tone: 'text-amber', shape: <path d="M6 1.25 11.25 10.5H.75z" stroke="none" /> },
  verified: { tone: 'text-verified', shape: <path d="m1.75 6.5 2.75 2.75 5.75-6.5" fill="none" strokeWidth="2.25" /> },
  closed: { tone: 'text-soft', shape: <rect x="2" y="2" width="8" height="8" stroke="none" /> },
  refused: { tone: 'text-ink', shape: <path d="m2.5 2.5 7 7m0-7-7 7" fill="none" strokeWidth="2" /> },
  irreversible: {
    tone: 'text-seal',
    shape: <path d="M4 1.25h4L10.75 4v4L8 10.75H4L1.25 8V4z" stroke="none" />,
  },
} as const

export type StatusTone = keyof typeof shapes

/** A state in a shape and a word. */
export function StatusMark({
  tone,
  children,
  className,
}: {
  tone: StatusTone
  children: ReactNode
  className?: string
}) {
  const mark = shapes[tone]
  return (
    <span className={cn('inline-flex items-baseline gap-1.5 whitespace-nowrap font-medium', mark.tone, className)}>
      <svg
        viewBox="0 0 12 12"
        aria-hidden="true"
        className="size-[0.75em] shrink-0"
        fill="currentColor"
        stroke="currentColor"
      >
        {mark.shape}
      </svg>
      {children}
    </span>
  )
}

/** A word that sorts things (a right, a role, a category): no state, no colour. */
export function Badge({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={cn(
        'inline-block whitespace-nowrap rounded-sm bg-sunk px-1.5 font-medium text-[0.875em] text-ink',
        className,
      )}
    >
      {children}
    </span>
  )
}
