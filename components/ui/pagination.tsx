import { ArrowLeft, ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from './class-names'

type PaginationProps = {
  /** First and last row shown, counted from 1. */
  from: number
  to: number
  /** Left out where counting would cost more than it tells. */
  total?: number
  previousHref?: string
  nextHref?: string
}

export function Pagination({ from, to, total, previousHref, nextHref }: PaginationProps) {
  const t = useTranslations('common.ui.pages')
  const range = total === undefined ? t('range', { from, to }) : t('rangeOf', { from, to, total })
  return (
    <nav aria-label={t('label')} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <p className="text-soft tabular-nums">{range}</p>
      <div className="flex gap-6">
        <Step href={previousHref} rel="prev">
          <ArrowLeft aria-hidden className="size-4" />
          {t('previous')}
        </Step>
        <Step href={nextHref} rel="next">
          {t('next')}
          <ArrowRight aria-hidden className="size-4" />
        </Step>
      </div>
    </nav>
  )
}

function Step({ href, rel, children }: { href?: string; rel: 'prev' | 'next'; children: ReactNode }) {
  const shape = 'inline-flex min-h-control items-center gap-1.5'
  // Keeps its room, so that the other link stays under the pointer on the first and last page.
  if (!href)
    return (
      <span aria-hidden className={cn(shape, 'invisible')}>
        {children}
      </span>
    )
  return (
    <Link href={href} rel={rel} className={cn(shape, 'text-action underline-offset-4 hover:underline')}>
      {children}
    </Link>
  )
}
