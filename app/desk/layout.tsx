import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { signOutAction } from '@/app/signin/actions'
import { type DeskPlace, DeskShell, deskPlaces } from '@/components/shell/desk-shell'
import { TextLink } from '@/components/ui/link-button'
import { SubmitButton } from '@/components/ui/submit-button'
import { requireSignedIn } from '@/lib/auth/staff-session'
import type { StaffActor } from '@/lib/domain/actor'
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
  return (
    <DeskShell only={placesOf(actor)} user={user}>
      {children}
    </DeskShell>
  )
}

/** A colleague for one system meets the tasks alone, a controller's person what is asked of them and what they order. */
function placesOf(actor: StaffActor): DeskPlace[] {
  if (may(actor, 'decideAcceptance')) return ['acceptances', 'batches']
  if (!may(actor, 'see')) return ['tasks']
  return deskPlaces.filter((place) => place !== 'acceptances' && (place !== 'batches' || may(actor, 'seeBatches')))
}
