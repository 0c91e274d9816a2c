import { useTranslations } from 'next-intl'
import { Count } from '@/components/ui/figures'
import { TextLink } from '@/components/ui/link-button'
import type { DatasetSum, ErasureSums } from '@/lib/domain/plan/explain'
import { named, type PlanWords } from './plan-words'
import { SystemHead } from './system-head'

type Shown = { words: PlanWords; hrefOf: (dataset: string) => string }

const goes = ({ deleted, goes }: DatasetSum) => deleted > 0 || goes > 0

/** What goes: records that disappear, and fields that are cleared on records that stay. */
export function GoesColumn({ sums, words, hrefOf }: Shown & { sums: ErasureSums }) {
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
              <GoesDataset key={dataset.dataset} {...{ dataset, words, hrefOf }} />
            ))}
        </div>
      ))}
    </div>
  )
}

function GoesDataset({ dataset, words, hrefOf }: Shown & { dataset: DatasetSum }) {
  const t = useTranslations('desk.plan.goes')
  const { deleted, cleared } = dataset
  return (
    <div className="border-rule border-b py-row">
      <p className="flex justify-between gap-4">
        <TextLink href={hrefOf(dataset.dataset)} className="font-medium text-ink">
          {named(words, dataset.label)}
        </TextLink>
        {deleted > 0 && <Count value={deleted} className="font-semibold text-seal" />}
      </p>
      {dataset.goes > 0 && (
        <p className="text-soft">
          {t('cleared', { fields: dataset.goes, rows: cleared, also: deleted > 0 ? 'yes' : 'no' })}
        </p>
      )}
    </div>
  )
}
