import { useTranslations } from 'next-intl'
import { DateText } from '@/components/ui/date-text'
import { Disclosure } from '@/components/ui/disclosure'
import { Count } from '@/components/ui/figures'
import { TextLink } from '@/components/ui/link-button'
import type { DatasetSum, ErasureSums, StayingSum } from '@/lib/domain/plan/explain'
import { named, namedField, type PlanWords } from './plan-words'
import { SystemHead } from './system-head'

/** What stays: each line with its reason in plain words, the article in small type, and the date it ends. */
export function StaysColumn({ sums, words }: { sums: ErasureSums; words: PlanWords }) {
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
              <StaysDataset key={dataset.dataset} dataset={dataset} words={words} />
            ))}
        </div>
      ))}
    </div>
  )
}

function StaysDataset({ dataset, words }: { dataset: DatasetSum; words: PlanWords }) {
  // Where one record stays for two reasons its lines would count it twice: then only the sum stands there.
  const sum = dataset.stays.reduce((rows, line) => rows + line.rows, 0)
  const counted = dataset.stays.length > 1 && sum === dataset.cleared
  return (
    <div className="border-rule border-b py-row">
      <p className="flex justify-between gap-4">
        <span className="font-medium">{named(words, dataset.label)}</span>
        <Count value={dataset.cleared} className="font-semibold" />
      </p>
      <ul className="grid gap-1.5">
        {dataset.stays.map((line) => (
          <li key={JSON.stringify([line.why, line.rule?.key, line.table, line.matter?.id])}>
            <Reason line={line} words={words} counted={counted} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Reason({ line, words, counted }: { line: StayingSum; words: PlanWords; counted: boolean }) {
  const t = useTranslations('desk.plan.stays')
  return (
    <div className="max-w-[60ch]">
      <p>
        {counted && <span className="text-soft tabular-nums">{t('ofThem', { count: line.rows })} </span>}
        <Why line={line} words={words} />
      </p>
      <Disclosure
        summary={<span className="font-normal text-soft">{t('keptFields', { count: line.fields.length })}</span>}
        className="text-sm [&>summary]:min-h-7 [&>summary]:py-0.5 pointer-coarse:[&>summary]:min-h-11"
      >
        <p className="text-soft">{line.fields.map((field) => namedField(words, field)).join(', ')}</p>
        {line.rule && line.rule.until.length > 1 && <Until until={line.rule.until} />}
      </Disclosure>
    </div>
  )
}

function Why({ line, words }: { line: StayingSum; words: PlanWords }) {
  const t = useTranslations('desk.plan.stays')
  const kind = useTranslations('holds.kind')
  if (line.matter)
    return (
      <>
        {t('matter', { kind: kind(line.matter.kind) })}{' '}
        <TextLink href={`/desk/holds/${line.matter.id}`}>{line.matter.reference}</TextLink>
      </>
    )
  if (line.why === 'referenced') return <>{t('referenced', { table: line.table ?? '' })}</>
  if (!line.rule) return <>{t('rowStays')}</>
  const { key, version, law, until } = line.rule
  const rule = words.rules[`${key}@${version}`]
  return (
    <>
      {t(line.why === 'anonymous' ? 'anonymous' : 'rule', { name: rule?.name ?? key })}{' '}
      <Ends first={until[0]?.date} last={until.at(-1)?.date} />{' '}
      <small className="text-[0.8125rem] text-soft">
        {rule?.url ? (
          <a className="prose-link" href={rule.url} rel="noreferrer" target="_blank">
            {law}
          </a>
        ) : (
          law
        )}
      </small>
    </>
  )
}

function Ends({ first, last }: { first?: string; last?: string }) {
  const t = useTranslations('desk.plan.stays')
  if (!first || !last) return null
  return (
    <span className="font-medium">
      {t(first === last ? 'until' : 'from')} <DateText value={first} />
      {first !== last && (
        <>
          {' '}
          {t('to')} <DateText value={last} />
        </>
      )}
      .
    </span>
  )
}

function Until({ until }: { until: { date: string; rows: number }[] }) {
  const t = useTranslations('desk.plan.stays')
  return (
    <ul className="mt-1 text-soft">
      {until.map(({ date, rows }) => (
        <li key={date} className="flex max-w-72 justify-between gap-4">
          <span>
            {t('until')} <DateText value={date} />
          </span>
          <Count value={rows} />
        </li>
      ))}
    </ul>
  )
}
