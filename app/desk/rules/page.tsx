import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { mapLanguage, wordsOf } from '@/components/desk/admin/map-words'
import { RulesTable } from '@/components/desk/admin/rules-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { rulesInForce } from '@/lib/queries/rules'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.rules'))('title') }
}

export default async function RulesPage() {
  const actor = await requireStaff()
  const [t, locale, shown] = await Promise.all([getTranslations('admin.rules'), getLocale(), rulesInForce(actor)])
  const language = mapLanguage(locale)
  const rules = shown
    .filter(({ state }) => state === 'in-force')
    .map(({ rule }) => rule)
    .sort((a, b) => wordsOf(a.name, language).localeCompare(wordsOf(b.name, language), locale))
  return (
    <>
      <PageHeader title={t('title')} next={t('lead')} />
      {rules.length > 0 ? (
        <div className="grid gap-6">
          <RulesTable rules={rules} language={language} />
          <Notice>
            <p>{t('counsel')}</p>
          </Notice>
        </div>
      ) : (
        <EmptyState title={t('empty.title')}>
          <p>{t('empty.text')}</p>
        </EmptyState>
      )}
    </>
  )
}
