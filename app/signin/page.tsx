import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/desk/action-form'
import { PublicShell } from '@/components/shell/public-shell'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import { staffActor } from '@/lib/auth/staff-session'
import { signInAction } from './actions'
import { wayBack } from './way-back'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.signIn'))('title') }
}

type SignInPageProps = { searchParams: Promise<{ callbackUrl?: string | string[] }> }

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl } = await searchParams
  const back = wayBack(typeof callbackUrl === 'string' ? callbackUrl : undefined)
  if (await staffActor()) redirect(back)
  const t = await getTranslations('desk.signIn')
  return (
    <PublicShell>
      <h1 className="text-3xl">{t('title')}</h1>
      <p className="mt-3 max-w-measure text-soft">{t('lead')}</p>
      <ActionForm action={signInAction} hidden={{ callbackUrl: back }} className="mt-8 grid max-w-sm gap-5">
        <TextField
          name="email"
          type="email"
          label={t('email')}
          autoComplete="username"
          spellCheck={false}
          required
          autoFocus
        />
        <TextField name="password" type="password" label={t('password')} autoComplete="current-password" required />
        <div>
          <SubmitButton pendingLabel={t('pending')}>{t('submit')}</SubmitButton>
        </div>
      </ActionForm>
      <p className="mt-10 max-w-measure text-soft">{t('help')}</p>
    </PublicShell>
  )
}
