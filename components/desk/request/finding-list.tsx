import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DateText } from '@/components/ui/date-text'
import { Disclosure } from '@/components/ui/disclosure'
import { Count } from '@/components/ui/figures'
import { StatusMark } from '@/components/ui/status-mark'
import type { FindingProblem, SystemFinding } from '@/lib/domain/findings'
import type { Labels } from './labels'
import { ProblemLine } from './problem-line'

/** What stands where: systems, their problems in plain words, datasets with counts; values only on demand. */
export function FindingList({
  systems,
  foundAt,
  labels,
  timeZone,
  today,
  values,
}: {
  systems: SystemFinding[]
  foundAt: string
  labels: Labels
  timeZone: string
  today: string
  /** The reader for one dataset's values, where the colleague may read them. */
  values?: (system: string, dataset: string) => ReactNode
}) {
  const t = useTranslations('desk.findings')
  return (
    <div className="grid gap-4">
      <p className="text-soft">
        {t('searched')} <DateText value={foundAt} timeZone={timeZone} today={today} clock />
      </p>
      {systems.map((finding) => (
        <div key={finding.system}>
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <h3 className="font-semibold">{labels.systems[finding.system] ?? finding.system}</h3>
            <SystemState finding={finding} />
          </div>
          <Problems problems={finding.problems} labels={labels} />
          <Problems problems={finding.warnings} labels={labels} />
          <Datasets {...{ finding, labels, values }} />
        </div>
      ))}
    </div>
  )
}

function SystemState({ finding }: { finding: SystemFinding }) {
  const t = useTranslations('desk.findings')
  const rows = finding.datasets.reduce((sum, { count }) => sum + count, 0)
  if (finding.status !== 'searched') return <StatusMark tone="attention">{t(`status.${finding.status}`)}</StatusMark>
  return (
    <span>
      <Count value={rows} /> {t('rows', { count: rows })}
    </span>
  )
}

function Problems({ problems, labels }: { problems: FindingProblem[]; labels: Labels }) {
  if (problems.length === 0) return null
  return (
    <ul className="my-1 grid gap-1">
      {problems.map((problem) => (
        <li key={JSON.stringify(problem)}>
          <ProblemLine problem={problem} labels={labels} />
        </li>
      ))}
    </ul>
  )
}

function Datasets({
  finding,
  labels,
  values,
}: {
  finding: SystemFinding
  labels: Labels
  values?: (system: string, dataset: string) => ReactNode
}) {
  const t = useTranslations('desk.findings')
  const found = finding.datasets.filter(({ count }) => count > 0)
  const empty = finding.datasets.filter(({ count }) => count === 0)
  const name = (key: string) => labels.datasets[key]?.label ?? key
  return (
    <>
      <ul className="divide-y divide-rule border-rule border-y">
        {found.map(({ dataset, count }) => (
          <li key={dataset}>
            {values ? (
              <Disclosure summary={name(dataset)} trailing={<Count value={count} />}>
                {values(finding.system, dataset)}
              </Disclosure>
            ) : (
              <p className="flex justify-between gap-4 py-row">
                <span className="font-medium">{name(dataset)}</span>
                <Count value={count} />
              </p>
            )}
          </li>
        ))}
      </ul>
      {empty.length > 0 && (
        <p className="mt-1 text-soft text-sm">
          {t('nothingIn', { count: empty.length, names: empty.map(({ dataset }) => name(dataset)).join(', ') })}
        </p>
      )}
    </>
  )
}
