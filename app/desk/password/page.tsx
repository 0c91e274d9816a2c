import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/desk/action-form'
import { PageHeader } from '@/components/ui/page-header'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import { requireSignedIn, staffActor } from '@/lib/auth/staff-session'
import { changePasswordAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.password'))('title') }
}

/** Where everybody is sent who still has the password that somebody else made. */
export default async function PasswordPage() {
  await requireSignedIn()
  const [t, own] = await Promise.all([getTranslations('desk.password'), staffActor()])
  return (
    <>
      <PageHeader title={t('title')} next={own ? t('lead') : t('first')} />
      <ActionForm action={changePasswordAction} className="grid max-w-sm gap-5">
        <TextField name="current" type="password" label={t('current')} autoComplete="current-password" required />
        <TextField
          name="next"
          type="password"
          label={t('next')}
          hint={t('nextHint')}
          autoComplete="new-password"
          minLength={12}
          required
        />
        <TextField name="repeat" type="password" label={t('repeat')} autoComplete="new-password" required />
        <div>
          <SubmitButton pendingLabel={t('pending')}>{t('submit')}</SubmitButton>
        </div>
      </ActionForm>
    </>
  )
}
