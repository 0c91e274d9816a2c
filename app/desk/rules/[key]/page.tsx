import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { type MapLanguage, mapLanguage, wordsOf } from '@/components/desk/admin/map-words'
import { RuleFacts } from '@/components/desk/admin/rule-facts'
import { DateText } from '@/components/ui/date-text'
import { TextLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { RowHead, Table, Td, Th, Tr } from '@/components/ui/table'
import { requireStaff } from '@/lib/auth/staff-session'
import { explainRule, spellPeriod } from '@/lib/domain/hold-rules/explain'
import { officeToday } from '@/lib/queries/office'
import { ruleVersions, type ShownRule } from '@/lib/queries/rules'

type RulePageProps = { params: Promise<{ key: string }> }

/** What holds now; else what will; else what did. */
const shownFirst = (versions: ShownRule[]): ShownRule | undefined =>
  versions.find(({ state }) => state === 'in-force') ?? versions[0]

export async function generateMetadata({ params }: RulePageProps): Promise<Metadata> {
  const first = shownFirst(await ruleVersions(await requireStaff(), (await params).key))
  return { title: first && wordsOf(first.rule.name, mapLanguage(await getLocale())) }
}

export default async function RulePage({ params }: RulePageProps) {
  const actor = await requireStaff()
  const { key } = await params
  const [t, locale, versions, { today }] = await Promise.all([
    getTranslations('admin.rules'),
    getLocale(),
    ruleVersions(actor, key),
    officeToday(),
  ])
  const first = shownFirst(versions)
  if (!first) notFound()
  const language = mapLanguage(locale)
  // In the middle of a year that is over, so that a start at the year's end shows what it does.
  const exampleDate = `${today.year - 1}-06-15`
  return (
    <>
      <PageHeader
        above={<TextLink href="/desk/rules">{t('back')}</TextLink>}
        title={wordsOf(first.rule.name, language)}
      />
      <div className="grid gap-8">
        <RuleFacts shown={first} language={language} />
        <Notice title={t('example')}>
          <p>{explainRule(first.rule, language, exampleDate)}</p>
        </Notice>
        {first.rule.note && <p className="max-w-measure">{wordsOf(first.rule.note, language)}</p>}
        <p className="max-w-measure text-soft">{t('counsel')}</p>
        {versions.length > 1 && <Versions versions={versions} language={language} />}
      </div>
    </>
  )
}

async function Versions({ versions, language }: { versions: ShownRule[]; language: MapLanguage }) {
  const t = await getTranslations('admin.rules')
  return (
    <section aria-labelledby="versions" className="grid gap-3">
      <h2 id="versions" className="text-lg">
        {t('versions')}
      </h2>
      <Table caption={t('versionsCaption')} stack>
        <thead>
          <tr>
            <Th>{t('fact.version')}</Th>
            <Th>{t('fact.since')}</Th>
            <Th>{t('fact.period')}</Th>
            <Th>{t('fact.law')}</Th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ rule, state, effectiveAt }) => (
            <Tr key={rule.version}>
              <RowHead>
                {rule.version} · {t(`state.${state}`)}
              </RowHead>
              <Td label={t('fact.since')}>
                <DateText value={effectiveAt} />
              </Td>
              <Td label={t('fact.period')}>
                {spellPeriod(rule.period, language)} {t(`from.${rule.start}`)}
              </Td>
              <Td label={t('fact.law')}>{rule.law.reference}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}
