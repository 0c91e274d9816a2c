'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/class-names'

/** A line of the desk's navigation; knows by the address whether it is where one is. */
export function NavLink({ href, exact, children }: { href: string; exact?: boolean; children: ReactNode }) {
  const path = usePathname()
  const here = exact ? path === href : path === href || path.startsWith(`${href}/`)
  return (
    <Link
      href={href}
      aria-current={here ? 'page' : undefined}
      className={cn(
        'flex min-h-control items-center justify-between gap-3 border-transparent border-l-3 px-4 text-soft -outline-offset-2! hover:bg-paper hover:text-ink',
        here && 'border-action bg-paper font-semibold text-ink',
      )}
    >
      {children}
    </Link>
  )
}
