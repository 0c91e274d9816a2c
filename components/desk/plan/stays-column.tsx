import { useTranslations } from 'next-intl'
import { Count } from '@/components/ui/figures'
import { TextLink } from '@/components/ui/link-button'
import type { DatasetSum, ErasureSums, StayingSum } from '@/lib/domain/plan/explain'
import { reasonKey } from '@/lib/domain/plan/explain-fields'
import { EndsText } from './ends-text'
import { named, type PlanWords } from './plan-words'
import { ReasonText } from './reason-text'
import { SystemHead } from './system-head'

type Shown = { words: PlanWords; hrefOf: (dataset: string) => string }

/** What stays: each line with its reason in plain words, the article in small type, and the date it ends. */
export function StaysColumn({ sums, words, hrefOf }: Shown & { sums: ErasureSums }) {
  const t = useTranslations('desk.plan.stays')
  const some = sums.systems.filter(({ datasets }) => datasets.some(({ cleared }) => cleared > 0))
  if (some.length === 0) return <p className="py-3 text-soft">{t('nothing')}</p>
  return (
    <div className="grid gap-6">
      {some.map(({ system, name, datasets }) => (
        <div key={system}>
          <SystemHead name={name} rows={datasets.reduce((rows, { cleared }) => rows + cleared, 0)} />
          {datasets
            .filter(({ cleared }) => cleared > 0)
            .sort((a, b) => b.cleared - a.cleared)
            .map((dataset) => (
              <StaysDataset key={dataset.dataset} {...{ dataset, words, hrefOf }} />
            ))}
        </div>
      ))}
    </div>
  )
}

function StaysDataset({ dataset, words, hrefOf }: Shown & { dataset: DatasetSum }) {
  // Where one record stays for two reasons its lines would count it twice: then only the sum stands there.
  const sum = dataset.stays.reduce((rows, line) => rows + line.rows, 0)
  const counted = dataset.stays.length > 1 && sum === dataset.cleared
  return (
    <div className="border-rule border-b py-row">
      <p className="flex justify-between gap-4">
        <TextLink href={hrefOf(dataset.dataset)} className="font-medium text-ink">
          {named(words, dataset.label)}
        </TextLink>
        <Count value={dataset.cleared} className="font-semibold" />
      </p>
      <ul className="grid gap-1.5">
        {dataset.stays.map((line) => (
          <li key={reasonKey(line.reason)} className="max-w-[60ch]">
            <Line line={line} words={words} counted={counted} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Line({ line, words, counted }: { line: StayingSum; words: PlanWords; counted: boolean }) {
  const t = useTranslations('desk.plan.stays')
  return (
    <>
      {counted && <span className="text-soft tabular-nums">{t('ofThem', { count: line.rows })} </span>}
      {line.reason.why === 'row-stays' ? t('rowStays') : <ReasonText reason={line.reason} words={words} brief />}{' '}
      {line.until.length > 0 && (
        <span className="font-medium">
          <EndsText until={line.until} />.
        </span>
      )}
    </>
  )
}
