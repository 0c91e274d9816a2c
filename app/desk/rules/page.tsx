import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { mapLanguage, wordsOf } from '@/components/desk/admin/map-words'
import { RulesTable } from '@/components/desk/rules/rules-table'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import type { HoldRule } from '@/lib/domain/hold-rule'
import { concerns } from '@/lib/domain/plan/document-questions'
import { may } from '@/lib/domain/request/status'
import { newestMap } from '@/lib/queries/office'
import { changesWaiting, rulesInForce } from '@/lib/queries/rules'
import { ChangesWaiting } from './changes-waiting'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rules'))('title') }
}

export default async function RulesPage() {
  const actor = await requireStaff()
  const [t, locale, shown, pending, newest] = await Promise.all([
    getTranslations('rules'),
    getLocale(),
    rulesInForce(actor),
    changesWaiting(actor),
    newestMap(),
  ])
  const language = mapLanguage(locale)
  const rules = shown
    .filter(({ state }) => state === 'in-force')
    .map(({ rule }) => rule)
    .sort((a, b) => wordsOf(a.name, language).localeCompare(wordsOf(b.name, language), locale))
  const isUsed = (rule: HoldRule) => newest?.map.datasets.some((dataset) => concerns(rule, dataset)) ?? false
  const [used, unused] = [rules.filter(isUsed), rules.filter((rule) => !isUsed(rule))]
  return (
    <>
      <PageHeader
        title={t('title')}
        next={t('lead')}
        actions={may(actor, 'editMap') && <LinkButton href="/desk/rules/new">{t('list.add')}</LinkButton>}
      />
      {rules.length === 0 && pending.length === 0 ? (
        <EmptyState title={t('empty.title')}>
          <p>{t('empty.text')}</p>
        </EmptyState>
      ) : (
        <div className="grid gap-8">
          <ChangesWaiting pending={pending} />
          <section aria-labelledby="used" className="grid gap-3">
            <h2 id="used" className="text-lg">
              {t('list.used')}
            </h2>
            {used.length > 0 ? (
              <RulesTable caption={t('list.usedCaption')} rules={used} language={language} />
            ) : (
              <p className="text-soft">{t('list.noneUsed')}</p>
            )}
          </section>
          {unused.length > 0 && (
            <Disclosure summary={t('list.unused')} trailing={unused.length} open={used.length === 0}>
              <RulesTable caption={t('list.unusedCaption')} rules={unused} language={language} />
            </Disclosure>
          )}
          <Notice>
            <p>{t('counsel')}</p>
          </Notice>
        </div>
      )}
    </>
  )
}
