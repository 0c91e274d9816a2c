'use client'

import { Check, CircleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { cn } from '@/components/ui/class-names'

/** What became of the last act, at the top of the page one was taken to: focused, so that it is read aloud. */
export function Said({ ok, children }: { ok: boolean; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const Icon = ok ? Check : CircleAlert
  return (
    <div
      ref={box}
      tabIndex={-1}
      role={ok ? 'status' : 'alert'}
      className={cn(
        'mb-5 flex max-w-[70ch] items-start gap-2 bg-sheet px-3 py-2',
        ok ? 'border-ink border-l-2' : 'border-ink border-l-4 font-semibold',
      )}
    >
      <Icon aria-hidden className="mt-[0.22em] size-[1.1em] shrink-0" />
      <div>{children}</div>
    </div>
  )
}
