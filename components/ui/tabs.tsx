import Link from 'next/link'
import type { ReactNode } from 'react'
import { cn } from './class-names'
import { Count } from './figures'

export type Tab = { href: string; label: ReactNode; count?: number; current?: boolean }

/** Views of one thing, each with its own address. */
export function Tabs({ label, items }: { label: string; items: Tab[] }) {
  return (
    <nav aria-label={label} className="overflow-x-auto border-rule border-b">
      <ul className="flex gap-6">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={item.current ? 'page' : undefined}
              className={cn(
                'flex min-h-control items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 pt-0.5 text-soft -outline-offset-2! hover:border-rule-strong hover:text-ink',
                item.current && 'border-action font-semibold text-ink hover:border-action',
              )}
            >
              {item.label}
              {item.count !== undefined && <Count value={item.count} className="font-normal text-soft" />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
