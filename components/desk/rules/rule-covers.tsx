import { useTranslations } from 'next-intl'
import type { DataMap } from '@/lib/domain/data-map/types'
import type { HoldRule } from '@/lib/domain/hold-rule'
import { concerns, coverageOf } from '@/lib/domain/plan/document-questions'
import { type MapLanguage, wordsOf } from '../admin/map-words'

/** Which documents, in words; and where they stand in the data map. */
export function RuleCovers({ rule, map, language }: { rule: HoldRule; map: DataMap | null; language: MapLanguage }) {
  const t = useTranslations('rules.covers')
  const terms = useTranslations('admin.term')
  const named = (key: string) => {
    const label = map?.datasets.find((dataset) => dataset.key === key)?.label
    return label ? wordsOf(label, language) : key
  }
  const { dataset, where = [] } = rule.covers ?? {}
  const here = (map?.datasets ?? []).filter((one) => concerns(rule, one))
  const lacking = here.filter((one) => coverageOf(rule, one) === null)
  return (
    <>
      <DocumentKind type={rule.documentType} />
      {dataset && <p>{t('dataset', { dataset: named(dataset) })}</p>}
      {where.map((predicate) => {
        const field = 'term' in predicate ? terms(predicate.term) : predicate.field
        const said =
          'in' in predicate
            ? t('in', { field, values: predicate.in.join(', ') })
            : t('atLeast', { field, amount: predicate.atLeast })
        return <p key={said}>{said}</p>
      })}
      {map && (
        <p className="text-soft">
          {here.length > 0 ? t('where', { datasets: here.map(({ key }) => named(key)).join(', ') }) : t('nowhere')}
        </p>
      )}
      {lacking.map(({ key }) => (
        <p key={key} className="font-medium">
          {t('missing', { dataset: named(key) })}
        </p>
      ))}
    </>
  )
}

/** A type of document as people call it; an office's own type stays as it is written. */
export function DocumentKind({ type }: { type: string }) {
  const t = useTranslations('rules.document')
  return <>{t.has(type) ? t(type) : t('other', { type })}</>
}
