import { clsx } from 'clsx'
import { BadgeCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

const kinds = {
  info: { Icon: Info, bar: 'border-action', head: 'text-action' },
  warning: { Icon: TriangleAlert, bar: 'border-amber', head: 'text-amber' },
  irreversible: { Icon: OctagonAlert, bar: 'border-seal', head: 'text-seal' },
  verified: { Icon: BadgeCheck, bar: 'border-verified', head: 'text-verified' },
} as const

export type NoticeKind = keyof typeof kinds

/** Something to know beside the text: always an icon and a word, never colour alone. */
export function Notice({
  kind = 'info',
  title,
  children,
  className,
}: {
  kind?: NoticeKind
  /** Replaces the kind's own word (“Note”, “Take care”, “This cannot be undone”, “Verified”). */
  title?: ReactNode
  children?: ReactNode
  className?: string
}) {
  const t = useTranslations('common.ui.notice')
  const { Icon, bar, head } = kinds[kind]
  return (
    <div className={clsx('notice-width border-l-4 py-1 pl-4', bar, className)}>
      <p className={clsx('flex items-start gap-2 font-semibold', head)}>
        <Icon aria-hidden className="mt-[0.2em] size-[1.15em] shrink-0" />
        {title ?? t(kind)}
      </p>
      {children && <div className="prose mt-1">{children}</div>}
    </div>
  )
}
