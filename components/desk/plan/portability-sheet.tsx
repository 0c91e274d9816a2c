import { useTranslations } from 'next-intl'
import { ActionForm, type DeskAction } from '@/components/desk/action-form'
import { Disclosure } from '@/components/ui/disclosure'
import { Count } from '@/components/ui/figures'
import { SubmitButton } from '@/components/ui/submit-button'
import { whyLeft } from '@/lib/domain/letters/transfer-words'
import type { LeftBehind, PortabilityPlan, PortableDataset } from '@/lib/domain/plan/portability-plan'
import { LeaveOut } from './access-sheet'
import { datasetName, fieldName, type PlanWords } from './plan-words'
import type { Seen } from './signing'
import { SystemHead } from './system-head'

type Acts = { hidden: Seen; leaveOut: DeskAction; putBack: DeskAction }
type Shown = { plan: PortabilityPlan; words: PlanWords; acts: Acts | null }

/** What leaves, by system, dataset and field; beside it what stays, each with the words of the law (Art. 20). */
export function PortabilitySheet(shown: Shown) {
  const t = useTranslations('transfers.sheet')
  const { datasets, left, totals } = shown.plan
  if (datasets.length === 0 && left.length === 0) return <p className="max-w-[60ch] text-lg">{t('nothingFound')}</p>
  return (
    <div className="grid gap-10 lg:grid-cols-2 lg:gap-0">
      <section aria-labelledby="leaves" className="lg:border-rule-strong lg:border-r lg:pr-8">
        <h2 id="leaves" className="flex items-baseline justify-between gap-4 font-serif text-2xl">
          <span>{t('leaves')}</span>
          <Count value={totals.rows} />
        </h2>
        <p className="mb-4 max-w-[52ch] text-soft">{t('leavesText')}</p>
        <Leaves {...shown} />
      </section>
      <section aria-labelledby="left" className="lg:pl-8">
        <h2 id="left" className="font-serif text-2xl">
          {t('stays')}
        </h2>
        <p className="mb-4 max-w-[52ch] text-soft">{t('staysText')}</p>
        <Left {...shown} />
      </section>
    </div>
  )
}

function Leaves({ plan, words, acts }: Shown) {
  const t = useTranslations('transfers.sheet')
  if (plan.datasets.length === 0) return <p className="text-soft">{t('nothingLeaves')}</p>
  const systems = Map.groupBy(plan.datasets, ({ system }) => system)
  return (
    <div className="grid gap-6">
      {[...systems].map(([system, datasets]) => (
        <div key={system}>
          <SystemHead name={words.systems[system] ?? system} rows={datasets.reduce((sum, { rows }) => sum + rows, 0)} />
          <ul className="divide-y divide-rule border-rule border-b">
            {datasets.map((line) => (
              <li key={line.dataset}>
                <Leaving {...{ line, words, acts }} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

function Leaving({ line, words, acts }: { line: PortableDataset; words: PlanWords; acts: Acts | null }) {
  const t = useTranslations('transfers.sheet')
  return (
    <Disclosure summary={datasetName(words, line.dataset)} trailing={<Count value={line.rows} />}>
      <p className="mb-3 max-w-[60ch]">
        <span className="text-soft">{t('fields', { count: line.fields.length })}</span>{' '}
        {line.fields.map((field) => fieldName(words, line.dataset, field)).join(', ')}
      </p>
      {acts && <LeaveOut dataset={line.dataset} words={words} acts={acts} />}
    </Disclosure>
  )
}

function Left({ plan, words, acts }: Shown) {
  const t = useTranslations('transfers.sheet')
  if (plan.left.length === 0) return <p className="text-soft">{t('nothingStays')}</p>
  const datasets = Map.groupBy(plan.left, ({ dataset }) => dataset)
  return (
    <ul className="divide-y divide-rule border-rule border-y">
      {[...datasets].map(([dataset, lines]) => (
        <li key={dataset} className="py-row">
          <p className="font-medium">{datasetName(words, dataset)}</p>
          <ul className="grid gap-1.5">
            {byReason(lines).map((group) => (
              <li key={`${group.why} ${group.reason}`} className="max-w-[60ch]">
                <Why {...{ group, dataset, words, acts }} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

type Group = { why: LeftBehind['why']; reason: string | undefined; fields: (string | null)[] }

const byReason = (lines: LeftBehind[]): Group[] =>
  [...Map.groupBy(lines, ({ why, reason }) => `${why} ${reason ?? ''}`).values()].flatMap((group) => {
    const [first] = group
    return first ? [{ why: first.why, reason: first.reason, fields: group.map(({ field }) => field) }] : []
  })

function Why({ group, dataset, words, acts }: { group: Group; dataset: string; words: PlanWords; acts: Acts | null }) {
  const t = useTranslations('transfers.sheet')
  const { why, reason, fields } = group
  const named = fields.filter((field) => field !== null).map((field) => fieldName(words, dataset, field))
  return (
    <>
      <span>{named.length > 0 ? named.join(', ') : t('whole')}: </span>
      <span className="text-soft">{whyLeft[words.locale][why]}</span>
      {why === 'excluded' && (
        <span className="block wrap-anywhere">
          {reason}{' '}
          {acts &&
            fields.map((field) => (
              <ActionForm
                key={field}
                action={acts.putBack}
                hidden={{ ...acts.hidden, dataset, field: field ?? '' }}
                className="inline"
              >
                <SubmitButton variant="link">{t('putBack')}</SubmitButton>
              </ActionForm>
            ))}
        </span>
      )}
    </>
  )
}
