import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'

export default async function NotAllowedPage() {
  const actor = await requireStaff('enterDesk')
  const t = await getTranslations('desk')
  return (
    <>
      <PageHeader title={t('notAllowed.title')} />
      <EmptyState
        title={t('notAllowed.role', { role: t(`role.${actor.role}`) })}
        action={
          <LinkButton href="/desk" variant="quiet">
            {t('notAllowed.back')}
          </LinkButton>
        }
      >
        <p>{t('notAllowed.text')}</p>
      </EmptyState>
    </>
  )
}
