import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { TextLink } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { requireStaff } from '@/lib/auth/staff-session'
import { RuleFormPart } from '../rule-form-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rules.form'))('add') }
}

export default async function NewRulePage() {
  await requireStaff('editMap')
  const t = await getTranslations('rules.form')
  return (
    <>
      <PageHeader above={<TextLink href="/desk/rules">{t('back')}</TextLink>} title={t('add')} next={t('lead')} />
      <RuleFormPart start={{}} seen={0} />
    </>
  )
}
