import { getTranslations } from 'next-intl/server'
import { type MapLanguage, wordsOf } from '@/components/desk/admin/map-words'
import { RuleYears } from '@/components/desk/rules/rule-years'
import type { StaffActor } from '@/lib/domain/actor'
import type { DataMap } from '@/lib/domain/data-map/types'
import type { HoldRule } from '@/lib/domain/hold-rule'
import { keptYears } from '@/lib/domain/hold-rules/kept-years'
import { concerns } from '@/lib/domain/plan/document-questions'
import { officeToday } from '@/lib/queries/office'
import { countDocuments } from '@/lib/workflow/count-documents'
import { refusal } from '../../act'

type Props = { actor: StaffActor; rule: HoldRule; map: DataMap | null; language: MapLanguage; counted: string | null }

/** The office's own documents, counted by year where somebody asks: a rule is understood by what it does here. */
export async function RuleExample({ actor, rule, map, language, counted }: Props) {
  const t = await getTranslations('rules.example')
  const datasets = (map?.datasets ?? []).filter((dataset) => dataset.role === 'controller' && concerns(rule, dataset))
  if (!map || datasets.length === 0) return null
  const asked = datasets.find(({ key }) => key === counted)
  return (
    <div className="mt-4 grid gap-4">
      <div>
        <h3 className="font-semibold">{t('yours')}</h3>
        <p className="text-soft">{t('lead')}</p>
      </div>
      <form method="get" action="#example" className="flex flex-wrap gap-3">
        {datasets.map(({ key, label }) => (
          <button
            key={key}
            type="submit"
            name="count"
            value={key}
            className="min-h-control rounded-md border border-rule-strong px-4 py-1 font-medium hover:border-ink hover:bg-sunk"
          >
            {t('count', { dataset: wordsOf(label, language) })}
          </button>
        ))}
      </form>
      {asked && <Counted {...{ actor, rule, map, language }} dataset={asked.key} />}
    </div>
  )
}

async function Counted({
  actor,
  rule,
  map,
  language,
  dataset,
}: Omit<Props, 'counted'> & { map: DataMap; dataset: string }) {
  const [counted, { today }] = await Promise.all([countDocuments(actor, { dataset }), officeToday()])
  if (!counted.ok) return <p role="alert">{(await refusal(counted.reason, counted.detail))?.message}</p>
  const own = map.datasets.find(({ key }) => key === dataset)
  const controller = map.controllers.find(({ key }) => key === own?.controller)
  const years = keptYears(rule, counted.years, { close: controller?.financialYearClose, today })
  return (
    <RuleYears
      years={years}
      dataset={own ? wordsOf(own.label, language) : dataset}
      partly={rule.covers?.where !== undefined}
    />
  )
}
