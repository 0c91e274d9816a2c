import { Menu } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Count } from '@/components/ui/figures'
import { SkipLink } from '@/components/ui/skip-link'
import { Logo } from './logo'
import { MessagesFor } from './messages-for'
import { NavLink } from './nav-link'
import { LanguageSwitch, ThemeSwitch } from './preference-switches'

const places = [
  { key: 'today', href: '/desk' },
  { key: 'requests', href: '/desk/requests' },
  { key: 'tasks', href: '/desk/tasks' },
  { key: 'acceptances', href: '/desk/acceptances' },
  { key: 'batches', href: '/desk/batches' },
  { key: 'map', href: '/desk/map' },
  { key: 'systems', href: '/desk/systems' },
  { key: 'receivers', href: '/desk/receivers' },
  { key: 'rules', href: '/desk/rules' },
  { key: 'holds', href: '/desk/holds' },
  { key: 'retention', href: '/desk/retention' },
  { key: 'evidence', href: '/desk/evidence' },
  { key: 'people', href: '/desk/people' },
  { key: 'settings', href: '/desk/settings' },
] as const

export type DeskPlace = (typeof places)[number]['key']
export const deskPlaces: readonly DeskPlace[] = places.map(({ key }) => key)

type DeskShellProps = {
  /** The places that the reader may open. All where it is not said. */
  only?: readonly DeskPlace[] | undefined
  /** How many things wait at a place; shown beside its name. */
  counts?: Partial<Record<DeskPlace, number>>
  /** Who is signed in, and the way out. */
  user: ReactNode
  children: ReactNode
}

/** The frame of the desk: navigation at the left, on a phone folded under one line at the top. */
export function DeskShell({ counts, only, user, children }: DeskShellProps) {
  const t = useTranslations('common.shell')
  return (
    <div data-density="desk" className="min-h-dvh text-desk lg:grid lg:grid-cols-[13rem_minmax(0,1fr)]">
      <SkipLink>{t('skip')}</SkipLink>
      <aside className="no-print sticky top-0 hidden h-dvh flex-col overflow-y-auto bg-sunk lg:flex">
        <Link href="/desk" className="m-1 inline-flex min-h-14 items-center rounded-sm px-4">
          <Logo />
        </Link>
        <Places counts={counts} only={only} />
        <Corner user={user} />
      </aside>
      <details className="no-print group/nav sticky top-0 z-30 bg-sunk lg:hidden">
        <summary className="flex min-h-12 list-none items-center justify-between px-4 -outline-offset-2!">
          <Logo />
          <span className="inline-flex items-center gap-2">
            <Menu aria-hidden className="size-5" />
            {t('menu')}
          </span>
        </summary>
        <div className="max-h-[calc(100dvh-3rem)] overflow-y-auto pb-2">
          <Places counts={counts} only={only} />
          <Corner user={user} />
        </div>
      </details>
      <main id="main" tabIndex={-1} className="w-full min-w-0 max-w-[90rem] px-4 pt-6 pb-16 sm:px-8 lg:px-10 lg:pt-8">
        <MessagesFor areas={['common', 'desk', 'reasons']}>{children}</MessagesFor>
      </main>
    </div>
  )
}

function Places({ counts, only }: Pick<DeskShellProps, 'counts' | 'only'>) {
  const t = useTranslations('common.shell')
  return (
    <nav aria-label={t('places')}>
      <ul>
        {places
          .filter(({ key }) => only === undefined || only.includes(key))
          .map(({ key, href }) => (
            <li key={key}>
              <NavLink href={href} exact={key === 'today'}>
                {t(`place.${key}`)}
                {counts?.[key] !== undefined && <Count value={counts[key]} className="font-normal text-sm" />}
              </NavLink>
            </li>
          ))}
      </ul>
    </nav>
  )
}

function Corner({ user }: { user: ReactNode }) {
  return (
    <div className="mt-auto grid gap-2 px-5 pt-6 pb-4 text-sm">
      {user}
      <LanguageSwitch />
      <ThemeSwitch />
    </div>
  )
}
