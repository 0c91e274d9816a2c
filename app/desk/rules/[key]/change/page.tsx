import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { mapLanguage, wordsOf } from '@/components/desk/admin/map-words'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { ruleVersions } from '@/lib/queries/rules'
import { typedRule } from '@/lib/schemas/rule-form'
import { RuleFormPart } from '../../rule-form-page'

type Props = { params: Promise<{ key: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await getTranslations('rules.form'))('adapt', { name: (await params).key }) }
}

export default async function ChangeRulePage({ params }: Props) {
  const actor = await requireStaff('editMap')
  const { key } = await params
  const [t, locale, versions] = await Promise.all([
    getTranslations('rules.form'),
    getLocale(),
    ruleVersions(actor, key),
  ])
  const current = versions.find(({ state }) => state === 'in-force')
  if (!current) notFound()
  const name = wordsOf(current.rule.name, mapLanguage(locale))
  return (
    <>
      <PageHeader
        above={<TextLink href={`/desk/rules/${key}`}>{name}</TextLink>}
        title={t('adapt', { name })}
        next={t('lead')}
      />
      <RuleFormPart start={typedRule(current.rule)} seen={versions[0]?.rule.version ?? 0} />
    </>
  )
}
