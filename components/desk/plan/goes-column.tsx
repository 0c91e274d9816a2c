import { useTranslations } from 'next-intl'
import { Disclosure } from '@/components/ui/disclosure'
import { Count } from '@/components/ui/figures'
import type { DatasetSum, ErasureSums } from '@/lib/domain/plan/explain'
import { named, namedField, type PlanWords } from './plan-words'
import { SystemHead } from './system-head'

const goes = ({ deleted, goes }: DatasetSum) => deleted > 0 || goes.length > 0

/** What goes: records that disappear, and fields that are cleared on records that stay. */
export function GoesColumn({ sums, words }: { sums: ErasureSums; words: PlanWords }) {
  const t = useTranslations('desk.plan.goes')
  const some = sums.systems.filter(({ datasets }) => datasets.some(goes))
  if (some.length === 0) return <p className="py-3 text-soft">{t('nothing')}</p>
  return (
    <div className="grid gap-6">
      {some.map(({ system, name, datasets }) => (
        <div key={system}>
          <SystemHead name={name} rows={datasets.reduce((rows, dataset) => rows + dataset.deleted, 0)} />
          {datasets
            .filter(goes)
            .sort((a, b) => b.deleted - a.deleted)
            .map((dataset) => (
              <GoesDataset key={dataset.dataset} dataset={dataset} words={words} />
            ))}
        </div>
      ))}
    </div>
  )
}

function GoesDataset({ dataset, words }: { dataset: DatasetSum; words: PlanWords }) {
  const t = useTranslations('desk.plan.goes')
  const { deleted, cleared } = dataset
  return (
    <Disclosure
      className="border-rule border-b"
      summary={named(words, dataset.label)}
      trailing={
        deleted > 0 ? (
          <Count value={deleted} className="font-semibold text-seal" />
        ) : (
          <span className="text-soft">{t('fieldsOnly', { count: dataset.goes.length })}</span>
        )
      }
    >
      {deleted > 0 && <p>{t('deleted', { count: deleted })}</p>}
      {dataset.goes.length > 0 && (
        <>
          <p>{t('cleared', { count: cleared })}</p>
          <ul className="mt-1 gap-6 text-soft sm:columns-2">
            {dataset.goes.map((field) => (
              <li key={`${field.field} ${field.change}`} className="break-inside-avoid">
                {namedField(words, field)}
                {field.change === 'replace' && <span className="text-sm"> ({t('replaced')})</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Disclosure>
  )
}
