import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SkipLink } from '@/components/ui/skip-link'
import { Logo } from './logo'
import { MessagesFor } from './messages-for'
import { LanguageSwitch, ThemeSwitch } from './preference-switches'

/**
 * What a person sees around every public page. `controller` is who answers for the data; `contact` how to reach its data
 * protection officer (Art. 13(1)(b)): both stand on every page.
 */
export function PublicShell({
  controller,
  contact,
  children,
}: {
  controller?: string
  contact?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <PublicHeader controller={controller} />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-public flex-1 px-5 pt-8 pb-16 sm:px-8 sm:pt-12">
        <MessagesFor areas={['common', 'public', 'reasons']}>{children}</MessagesFor>
      </main>
      <PublicFooter controller={controller} contact={contact} />
    </div>
  )
}

function PublicHeader({ controller }: { controller?: string }) {
  const t = useTranslations('common.shell')
  return (
    <header className="mx-auto flex w-full max-w-public flex-wrap items-center justify-between gap-x-6 gap-y-1 px-5 pt-5 sm:px-8">
      <SkipLink>{t('skip')}</SkipLink>
      {/* No next/link: its scripts would be on every public page for this one way home. */}
      <a href="/" className="inline-flex min-h-11 items-center gap-3 rounded-sm">
        <Logo />
        {controller && <span className="border-rule-strong border-l pl-3 text-soft">{controller}</span>}
      </a>
      <LanguageSwitch />
    </header>
  )
}

function PublicFooter({ controller, contact }: { controller?: string; contact?: ReactNode }) {
  const t = useTranslations('common.shell')
  return (
    <footer className="bg-sunk">
      <div className="mx-auto grid w-full max-w-public gap-6 px-5 py-8 text-sm sm:grid-cols-[1fr_auto] sm:px-8">
        <div className="max-w-measure">
          {contact ? (
            <>
              <p className="font-semibold">{controller ? t('contactOf', { controller }) : t('contact')}</p>
              <div className="prose mt-1 text-soft">{contact}</div>
            </>
          ) : (
            <p className="text-soft">{t('purpose')}</p>
          )}
        </div>
        <ThemeSwitch />
      </div>
    </footer>
  )
}
