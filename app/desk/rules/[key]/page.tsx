import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { type MapLanguage, mapLanguage, wordsOf } from '@/components/desk/admin/map-words'
import { Section } from '@/components/desk/request/section'
import { PendingNotice } from '@/components/desk/rules/pending-notice'
import { RuleFacts } from '@/components/desk/rules/rule-facts'
import { RuleHistory } from '@/components/desk/rules/rule-history'
import { Said } from '@/components/desk/said'
import { TextLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import type { HoldRule } from '@/lib/domain/hold-rule'
import { explainRule } from '@/lib/domain/hold-rules/explain'
import type { ShownRule } from '@/lib/domain/hold-rules/shown-rule'
import { may } from '@/lib/domain/request/status'
import { newestMap, officeToday } from '@/lib/queries/office'
import { type PendingChange, pendingChange, ruleVersions } from '@/lib/queries/rules'
import { cancelRuleChangeAction } from '../actions'
import { RuleActs } from './rule-acts'
import { RuleExample } from './rule-example'

type RulePageProps = {
  params: Promise<{ key: string }>
  searchParams: Promise<{ said?: string | string[]; count?: string | string[] }>
}

/** What holds now; else what will; else what did. */
const shownFirst = (versions: ShownRule[]): ShownRule | undefined =>
  versions.find(({ state }) => state === 'in-force') ?? versions[0]

/** Once a page, for its title and for itself. */
const shownVersions = cache(ruleVersions)

export async function generateMetadata({ params }: RulePageProps): Promise<Metadata> {
  const first = shownFirst(await shownVersions(await requireStaff(), (await params).key))
  return { title: first && wordsOf(first.rule.name, mapLanguage(await getLocale())) }
}

export default async function RulePage({ params, searchParams }: RulePageProps) {
  const actor = await requireStaff()
  const [{ key }, { said, count }] = await Promise.all([params, searchParams])
  const [t, locale, versions, newest] = await Promise.all([
    getTranslations('rules'),
    getLocale(),
    shownVersions(actor, key),
    newestMap(),
  ])
  const first = shownFirst(versions)
  if (!first) notFound()
  const language = mapLanguage(locale)
  const edits = may(actor, 'editMap')
  const pending = pendingChange(versions)
  const { rule } = first
  return (
    <>
      <PageHeader above={<TextLink href="/desk/rules">{t('back')}</TextLink>} title={wordsOf(rule.name, language)} />
      {typeof said === 'string' && t.has(`said.${said}`) && <Said ok={said !== 'conflict'}>{t(`said.${said}`)}</Said>}
      <div className="grid gap-8">
        {pending && (
          <PendingNotice ruleKey={key} pending={waiting(pending)} cancel={edits ? cancelRuleChangeAction : null} />
        )}
        <RuleFacts shown={first} map={newest?.map ?? null} language={language} />
        {rule.note && (
          <Notice title={t('uncertain')}>
            <p>{wordsOf(rule.note, language)}</p>
          </Notice>
        )}
        <Section id="example" title={t('example.title')}>
          <Example rule={rule} language={language} />
          <RuleExample
            {...{ actor, rule, language }}
            map={newest?.map ?? null}
            counted={typeof count === 'string' ? count : null}
          />
        </Section>
        <p className="max-w-measure text-soft">{t('counsel')}</p>
        <Section id="versions" title={t('versions')}>
          <RuleHistory versions={versions} language={language} />
        </Section>
        {edits && first.state === 'in-force' && !pending && (
          <Section id="acts" title={t('acts.title')}>
            <RuleActs ruleKey={key} seen={versions[0]?.rule.version ?? 0} />
          </Section>
        )}
      </div>
    </>
  )
}

function waiting({ change, at, weaker, shown }: PendingChange) {
  const leaving = change === 'retirement'
  return {
    ...{ change, at, weaker, version: shown.rule.version },
    by: leaving ? shown.retiredBy : shown.by,
    reason: leaving ? shown.retireReason : shown.reason,
  }
}

async function Example({ rule, language }: { rule: HoldRule; language: MapLanguage }) {
  const { today } = await officeToday()
  // In the middle of a year that is over, so that a start at the year's end shows what it does.
  return <p className="max-w-measure">{explainRule(rule, language, `${today.year - 1}-06-15`)}</p>
}
