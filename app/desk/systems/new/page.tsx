import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/desk/action-form'
import { ConnectionFields } from '@/components/desk/admin/connection-fields'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextField } from '@/components/ui/text-field'
import { requireStaff } from '@/lib/auth/staff-session'
import { connectAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.connect'))('title') }
}

export default async function ConnectPage() {
  await requireStaff('manageSystems')
  const [t, system] = await Promise.all([getTranslations('admin.connect'), getTranslations('admin.system')])
  return (
    <>
      <PageHeader
        above={<TextLink href="/desk/systems">{system('back')}</TextLink>}
        title={t('title')}
        next={t('lead')}
      />
      <ActionForm action={connectAction} className="grid max-w-measure gap-6">
        <TextField name="name" label={t('name')} hint={t('nameHint')} required maxLength={120} autoComplete="off" />
        <TextField
          name="key"
          label={t('key')}
          hint={t('keyHint')}
          required
          maxLength={40}
          pattern="[a-z][a-z0-9\-]*"
          title={t('keyHint')}
          autoComplete="off"
          spellCheck={false}
        />
        <ConnectionFields />
        <div>
          <SubmitButton pendingLabel={t('pending')}>{t('submit')}</SubmitButton>
        </div>
      </ActionForm>
    </>
  )
}
