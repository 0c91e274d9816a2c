import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PeopleTable } from '@/components/desk/admin/people-table'
import { DescriptionList, Fact } from '@/components/ui/description-list'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { staffRoles } from '@/lib/domain/actor'
import { may } from '@/lib/domain/request/status'
import { colleagues } from '@/lib/queries/people'
import { officeSettings } from '@/lib/queries/settings'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.people'))('title') }
}

export default async function PeoplePage() {
  const actor = await requireStaff()
  const [t, people, settings] = await Promise.all([
    getTranslations('admin.people'),
    colleagues(actor),
    officeSettings(actor),
  ])
  const manages = may(actor, 'manageUsers')
  const officers = people.filter(({ role, disabledAt }) => role === 'dpo' && !disabledAt).length
  return (
    <>
      <PageHeader
        title={t('title')}
        next={t('lead')}
        actions={manages && <LinkButton href="/desk/people/new">{t('add')}</LinkButton>}
      />
      <div className="grid gap-8">
        {officers === 1 && settings['two-people-for-erasure'].value && (
          <Notice>
            <p>{t('oneDpo')}</p>
          </Notice>
        )}
        <PeopleTable lines={people} self={actor.userId} manages={manages} />
        <DescriptionList className="max-w-[56rem]">
          {staffRoles.map((role) => (
            <Fact key={role} term={t(`role.${role}`)}>
              {t(`roleMay.${role}`)}
            </Fact>
          ))}
        </DescriptionList>
      </div>
    </>
  )
}
