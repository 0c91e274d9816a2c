import type { ReactNode } from 'react'
import { cn } from './class-names'

/** What is sent looks like a letter: serif on a sheet, in the letter's own language. */
export function LetterSheet({ lang, children, className }: { lang: string; children: ReactNode; className?: string }) {
  return (
    <article
      lang={lang}
      className={cn(
        'prose max-w-[42rem] border border-rule bg-sheet px-6 py-8 font-serif text-[1.0625rem] leading-7 sm:px-12 sm:py-12',
        className,
      )}
    >
      {children}
    </article>
  )
}
