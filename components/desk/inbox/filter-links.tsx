import Link from 'next/link'
import { cn } from '@/components/ui/class-names'

export type Choice = { href: string; label: string; current: boolean }

/** One filter as a line of links: each has its address, works without scripts, and says which one holds. */
export function FilterLinks({ label, choices }: { label: string; choices: Choice[] }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-1">
      <span className="mr-1 text-soft">{label}</span>
      {choices.map((choice) => (
        <Link
          key={choice.href + choice.label}
          href={choice.href}
          scroll={false}
          aria-current={choice.current ? 'true' : undefined}
          className={cn(
            'inline-flex min-h-8 items-center rounded-sm px-1.5 pointer-coarse:min-h-11',
            choice.current ? 'bg-sunk font-semibold text-ink' : 'text-action underline-offset-4 hover:underline',
          )}
        >
          {choice.label}
        </Link>
      ))}
    </div>
  )
}
