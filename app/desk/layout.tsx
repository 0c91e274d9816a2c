import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { signOutAction } from '@/app/signin/actions'
import { DeskShell } from '@/components/shell/desk-shell'
import { TextLink } from '@/components/ui/link-button'
import { SubmitButton } from '@/components/ui/submit-button'
import { requireSignedIn } from '@/lib/auth/staff-session'
import { may } from '@/lib/domain/request/status'

export default async function DeskLayout({ children }: { children: ReactNode }) {
  // A courtesy of the frame; every page and action asks for itself.
  const actor = await requireSignedIn()
  const t = await getTranslations('desk')
  const user = (
    <div className="grid gap-1">
      <p className="font-semibold wrap-anywhere">{actor.name}</p>
      <p className="text-soft">{t(`role.${actor.role}`)}</p>
      <TextLink href="/desk/password">{t('password.link')}</TextLink>
      <form action={signOutAction}>
        <SubmitButton variant="link">{t('signIn.out')}</SubmitButton>
      </form>
    </div>
  )
  // A colleague for one system meets the tasks alone.
  const only = may(actor, 'see') ? undefined : (['tasks'] as const)
  return (
    <DeskShell only={only && [...only]} user={user}>
      {children}
    </DeskShell>
  )
}
