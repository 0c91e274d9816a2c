import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { mapLanguage } from '@/components/desk/admin/map-words'
import { EntryForm } from '@/components/desk/entry-form'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton, TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { newestMap, officeToday } from '@/lib/queries/office'
import { enterAction } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('desk.entry'))('title') }
}

export default async function EntryScreen() {
  await requireStaff('submitForPerson')
  const [t, newest, office, locale] = await Promise.all([
    getTranslations('desk.entry'),
    newestMap(),
    officeToday(),
    getLocale(),
  ])
  const language = mapLanguage(locale)
  // The mailbox has a field of its own.
  const asked = (newest?.map.identifiers ?? []).filter(({ asked, normalise }) => asked && normalise !== 'email')
  return (
    <>
      <PageHeader above={<TextLink href="/desk/requests">{t('back')}</TextLink>} title={t('title')} next={t('lead')} />
      {newest ? (
        <EntryForm
          action={enterAction}
          identifiers={asked.map(({ key, label, hint }) => ({
            key,
            label: label[language],
            ...(hint ? { hint: hint[language] } : {}),
          }))}
          submissionKey={randomUUID()}
          today={office.today.toString()}
          locale={language}
        />
      ) : (
        <EmptyState title={t('noMap')} action={<LinkButton href="/desk/map">{t('toMap')}</LinkButton>}>
          <p>{t('noMapText')}</p>
        </EmptyState>
      )}
    </>
  )
}
