import { getLocale } from 'next-intl/server'
import { mapLanguage, wordsOf } from '@/components/desk/admin/map-words'
import type { RetentionLabels } from '@/components/desk/retention/labels'
import { newestMap } from '@/lib/queries/office'
import { ruleNames } from '@/lib/queries/retention'

/** What the newest map and the newest rules call places and rules. */
export async function retentionLabels(): Promise<RetentionLabels> {
  const [locale, newest, rules] = await Promise.all([getLocale(), newestMap(), ruleNames()])
  const language = mapLanguage(locale)
  const { datasets = [], systems = [] } = newest?.map ?? {}
  return {
    datasets: Object.fromEntries(datasets.map(({ key, label }) => [key, wordsOf(label, language)])),
    systems: Object.fromEntries(systems.map(({ key, name }) => [key, name])),
    rules: Object.fromEntries(rules.map(({ key, name }) => [key, wordsOf(name, language)])),
  }
}
