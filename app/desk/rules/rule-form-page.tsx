import { getLocale, getTranslations } from 'next-intl/server'
import { mapLanguage, wordsOf } from '@/components/desk/admin/map-words'
import { RuleForm } from '@/components/desk/rules/rule-form'
import { MessagesFor } from '@/components/shell/messages-for'
import { type FieldTerm, fieldTerms } from '@/lib/domain/data-map/types'
import { newestMap } from '@/lib/queries/office'
import type { RuleTyped } from '@/lib/schemas/rule-form'
import { changeRuleAction } from './actions'

/** The form with what the data map knows: datasets that are documents, and the words for their fields. */
export async function RuleFormPart({ start, seen }: { start: RuleTyped; seen: number }) {
  const [terms, locale, newest] = await Promise.all([getTranslations('admin.term'), getLocale(), newestMap()])
  const documents = (newest?.map.datasets ?? []).filter(({ document }) => document && !('partOf' in document))
  const words = Object.fromEntries(fieldTerms.map((term) => [term, terms(term)])) as Record<FieldTerm, string>
  return (
    <MessagesFor areas={['common', 'rules']}>
      <RuleForm
        action={changeRuleAction}
        start={start}
        seen={seen}
        datasets={documents.map(({ key, label }) => ({ key, label: wordsOf(label, mapLanguage(locale)) }))}
        terms={words}
      />
    </MessagesFor>
  )
}
