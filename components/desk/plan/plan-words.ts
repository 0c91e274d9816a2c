import type { Text } from '@/lib/domain/data-map/types'
import type { FieldName } from '@/lib/domain/plan/explain-fields'

/** Names for what a plan speaks of in keys, in the reader's language; the pages make it from the plan's own data map. */
export type PlanWords = {
  locale: 'en' | 'fr'
  systems: Record<string, string>
  datasets: Record<string, { label: string; fields: Record<string, string> }>
  /** `key@version` → name and link of the law. */
  rules: Record<string, { name: string; url: string }>
}

export const datasetName = (words: PlanWords, key: string): string => words.datasets[key]?.label ?? key
export const fieldName = (words: PlanWords, dataset: string, field: string): string =>
  words.datasets[dataset]?.fields[field] ?? field
export const named = (words: PlanWords, label: Text): string => label[words.locale]
export const ruleName = (words: PlanWords, rule: { rule: string; ruleVersion: number }): string =>
  words.rules[`${rule.rule}@${rule.ruleVersion}`]?.name ?? rule.rule
/** `billing_email` → billing email, where the map gives the column no name. */
export const namedField = (words: PlanWords, { field, label }: Pick<FieldName, 'field' | 'label'>): string =>
  label ? label[words.locale] : field.replaceAll('_', ' ')
