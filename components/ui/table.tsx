import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './class-names'

/**
 * A table that scrolls inside itself when it is too wide. With `stack` it becomes a list of records where there is little
 * room (a phone, half a page): each `Td` then shows its `label`, the sort links stand in a line above.
 */
export function Table({
  caption,
  stack,
  className,
  children,
  ...rest
}: ComponentProps<'table'> & { caption: string; stack?: boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label={caption} tabIndex={0} className="@container -mx-2 overflow-x-auto px-2">
      <table
        data-stack={stack ? '' : undefined}
        className={cn('w-full border-collapse text-left', className)}
        {...rest}
      >
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  )
}

export type SortDirection = 'ascending' | 'descending'

const sortIcons = { ascending: ArrowUp, descending: ArrowDown, none: ArrowUpDown }

/** A column's head; with `sortHref` it is a link that sorts, and says how the column is sorted now. */
export function Th({
  sortHref,
  sorted,
  numeric,
  className,
  children,
  ...rest
}: ComponentProps<'th'> & { sortHref?: string; sorted?: SortDirection; numeric?: boolean }) {
  const Icon = sortIcons[sorted ?? 'none']
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={cn(
        'whitespace-nowrap border-ink border-b px-2 py-2 align-bottom font-medium text-sm text-soft first:pl-0 last:pr-0',
        numeric && 'text-right',
        className,
      )}
      {...rest}
    >
      {sortHref ? (
        <Link
          href={sortHref}
          scroll={false}
          className={cn('inline-flex items-center gap-1 hover:text-ink hover:underline', sorted && 'text-ink')}
        >
          {children}
          <Icon aria-hidden className={cn('size-3.5', !sorted && 'opacity-60')} />
        </Link>
      ) : (
        children
      )}
    </th>
  )
}

export function Tr({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr className={cn('border-rule border-b hover:bg-sheet', className)} {...rest} />
}

const cell = 'px-2 py-row align-baseline first:pl-0 last:pr-0'

export type TdProps = ComponentProps<'td'> & {
  numeric?: boolean
  /** May hold a name of 120 letters without a space: broken anywhere rather than pushing other columns out of sight. */
  long?: boolean
  /** The column's name, for the stacked form. */
  label?: string
}

export function Td({ numeric, long, label, className, children, ...rest }: TdProps) {
  return (
    <td data-label={label} data-numeric={numeric ? '' : undefined} className={cn(cell, className)} {...rest}>
      {/* One child, since the stacked form lays label and content out as a grid of two. */}
      <div className={cn('min-w-0', long && 'wrap-anywhere min-w-40')}>{children}</div>
    </td>
  )
}

/** The cell that names its row. */
export function RowHead({ className, children, ...rest }: ComponentProps<'th'> & { children: ReactNode }) {
  return (
    <th scope="row" className={cn(cell, 'font-medium', className)} {...rest}>
      {children}
    </th>
  )
}
