import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/desk/action-form'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ConfirmStatement } from '@/components/ui/confirm-statement'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { type Colleague, colleague } from '@/lib/queries/people'
import { disableUserAction } from '../actions'

type PersonPageProps = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.people'))('disable') }
}

export default async function DisablePage({ params }: PersonPageProps) {
  const actor = await requireStaff('manageUsers')
  const [t, people, person] = await Promise.all([
    getTranslations('admin.disableUser'),
    getTranslations('admin.people'),
    colleague(actor, (await params).id),
  ])
  if (!person) notFound()
  const barred = person.id === actor.userId ? t('yourself') : person.disabledAt ? t('already') : null
  return (
    <>
      <PageHeader
        above={<TextLink href="/desk/people">{people('back')}</TextLink>}
        title={t('title', { name: person.name })}
        next={person.email}
      />
      {barred ? <p className="max-w-measure">{barred}</p> : <DisableForm person={person} />}
    </>
  )
}

async function DisableForm({ person }: { person: Colleague }) {
  const t = await getTranslations('admin.disableUser')
  const { name } = person
  return (
    <ActionForm action={disableUserAction} hidden={{ userId: person.id }} className="grid gap-6">
      <ConfirmStatement id="statement" statement={t('statement')}>
        <p>{t('what', { name })}</p>
        <p>{t('assigned', { count: person.assigned })}</p>
      </ConfirmStatement>
      <div>
        <ConfirmDialog
          title={t('ask', { name })}
          body={<p>{t('what', { name })}</p>}
          confirmLabel={t('submit', { name })}
          cancelLabel={t('cancel')}
          pendingLabel={t('pending')}
        >
          {t('submit', { name })}
        </ConfirmDialog>
      </div>
    </ActionForm>
  )
}
