import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/class-names'
import { Count } from '@/components/ui/figures'
import { type DatasetFields, type SystemFields, sumOf } from '@/lib/domain/plan/explain-fields'
import { fieldsOf, type PlanPlace } from '@/lib/domain/plan/find-in-plan'
import type { ErasurePlan, PlanBlock } from '@/lib/domain/plan/types'
import { Fold } from './fold'
import { GroupTable } from './group-table'
import { datasetName, named, type PlanWords } from './plan-words'

type Props = { systems: SystemFields[]; plan: ErasurePlan; found: PlanPlace[]; words: PlanWords }

/** Every record and every field: folds from sum to system to dataset; each line is the sum of those below it. */
export function FieldLedger({ systems, plan, found, words }: Props) {
  const t = useTranslations('desk.plan.fields')
  const shown = found.length === 0 ? systems : onlyFound(systems, found)
  const all = found.length === 0
  const { totals, blocks } = plan
  return (
    <div className="border-ink border-t" data-ledger>
      <p aria-hidden className="hidden justify-end gap-4 py-1 text-sm text-soft sm:flex">
        {(['found', 'erased', 'stay'] as const).map((column) => (
          <span key={column} className="w-24 text-right">
            {t(column)}
          </span>
        ))}
      </p>
      {shown.map((system) => (
        <Fold
          key={system.system}
          level="system"
          open
          name={<h3 className="inline font-semibold text-base">{system.name}</h3>}
          numbers={<Numbers rows={system.rows} deleted={system.deleted} cleared={system.cleared} />}
        >
          {system.datasets.map((dataset) => (
            <Dataset key={dataset.dataset} {...{ dataset, found, words }} />
          ))}
        </Fold>
      ))}
      {all && (
        <div className="sm:pl-6">
          {totals.blocked > 0 && (
            <Line name={<Undecided blocks={blocks} words={words} />} numbers={<Numbers rows={totals.blocked} />} />
          )}
          <Line
            strong
            name={t('sum')}
            numbers={<Numbers rows={totals.rows} deleted={totals.deleted} cleared={totals.cleared} />}
          />
        </div>
      )}
    </div>
  )
}

/** A system then counts what is shown of it, so that its line stays the sum of those below. */
const onlyFound = (systems: SystemFields[], found: PlanPlace[]): SystemFields[] =>
  systems
    .map((system) => {
      const datasets = system.datasets.filter(({ dataset }) => found.some((place) => place.dataset === dataset))
      return { ...system, ...sumOf(datasets), datasets }
    })
    .filter(({ datasets }) => datasets.length > 0)

function Dataset({ dataset, found, words }: { dataset: DatasetFields; found: PlanPlace[]; words: PlanWords }) {
  const t = useTranslations('desk.plan.fields')
  const places = found.filter((place) => place.dataset === dataset.dataset)
  const fields = places.flatMap(({ field }) => field ?? [])
  const some = fields.length > 0 && places.every(({ field }) => field !== null)
  const count = fieldsOf(dataset).length
  return (
    <Fold
      level="dataset"
      open={places.length > 0}
      name={
        <>
          <h4 className="inline font-medium text-base">{named(words, dataset.label)}</h4>{' '}
          <span className="text-sm text-soft">
            {some ? t('someFields', { count: fields.length, all: count }) : t('fields', { count })}
          </span>
        </>
      }
      numbers={<Numbers rows={dataset.rows} deleted={dataset.deleted} cleared={dataset.cleared} />}
    >
      <div className="grid gap-6">
        {dataset.groups.map((group) => (
          <GroupTable
            key={group.id}
            {...{ group, words }}
            label={named(words, dataset.label)}
            only={some ? fields : null}
          />
        ))}
      </div>
    </Fold>
  )
}

/** Which records wait; what for stands at the top of the page. */
function Undecided({ blocks, words }: { blocks: PlanBlock[]; words: PlanWords }) {
  const t = useTranslations('desk.plan.fields')
  const keys = blocks.flatMap((block) => ('rows' in block && 'dataset' in block ? [block.dataset] : []))
  const names = [...new Set(keys)].map((key) => datasetName(words, key))
  return (
    <>
      <a href="#blocks" className="prose-link">
        {t('undecided')}
      </a>{' '}
      {names.length > 0 && <span className="text-sm text-soft">{t('depends', { names: names.join(', ') })}</span>}
    </>
  )
}

function Line({ name, numbers, strong }: { name: ReactNode; numbers: ReactNode; strong?: boolean }) {
  return (
    <p className={cn('flex flex-wrap justify-between gap-x-4 border-rule border-b py-row', strong && 'font-semibold')}>
      <span>{name}</span>
      {numbers}
    </p>
  )
}

/** Found, erased, staying: beside each other, each named where the columns' heads do not stand above. */
function Numbers({ rows, deleted, cleared }: { rows: number; deleted?: number; cleared?: number }) {
  const t = useTranslations('desk.plan.fields')
  const columns = [
    { key: 'found', value: rows, look: '' },
    { key: 'erased', value: deleted, look: 'text-seal' },
    { key: 'stay', value: cleared, look: 'font-semibold' },
  ] as const
  return (
    <span className="flex gap-4 tabular-nums">
      {columns.map(({ key, value, look }) => (
        <span key={key} className={cn('sm:w-24 sm:text-right', (value ?? 0) > 0 ? look : 'text-soft')}>
          {value === undefined ? <span aria-hidden>–</span> : <Count value={value} />}{' '}
          <span className="text-soft text-xs sm:sr-only">{t(key)}</span>
        </span>
      ))}
    </span>
  )
}
