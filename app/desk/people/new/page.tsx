import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AddUserForm } from '@/components/desk/admin/add-user-form'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { staffRoles } from '@/lib/domain/actor'
import { newestMap } from '@/lib/queries/office'
import { addUserAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.addUser'))('title') }
}

export default async function AddUserPage() {
  await requireStaff('manageUsers')
  const [t, people, newest] = await Promise.all([
    getTranslations('admin.addUser'),
    getTranslations('admin.people'),
    newestMap(),
  ])
  const controllers = (newest?.map.controllers ?? []).map(({ key, name }) => ({ key, name }))
  const words = {
    ...{ name: t('name'), email: t('email'), emailHint: t('emailHint'), role: t('role') },
    ...{ submit: t('submit'), pending: t('pending'), password: t('password'), once: t('once') },
    ...{ controller: t('controller'), choose: t('choose') },
  }
  const roles = staffRoles.map((role) => ({ role, label: people(`role.${role}`), hint: people(`roleMay.${role}`) }))
  // A plain link on purpose: a full load forgets the password that stood on this page.
  const again = (
    <a href="/desk/people/new" className="prose-link">
      {t('again')}
    </a>
  )
  return (
    <>
      <PageHeader
        above={<TextLink href="/desk/people">{people('back')}</TextLink>}
        title={t('title')}
        next={t('lead')}
      />
      <AddUserForm action={addUserAction} {...{ words, roles, controllers }} after={again} />
    </>
  )
}
