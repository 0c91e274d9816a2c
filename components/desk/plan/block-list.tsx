import { useTranslations } from 'next-intl'
import type { Labels } from '@/components/desk/request/labels'
import { ProblemLine } from '@/components/desk/request/problem-line'
import { Count } from '@/components/ui/figures'
import { TextLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import type { PlanBlock } from '@/lib/domain/plan/types'

/** Where it is put right; what is said of records is put right in the company's system, and then searched again. */
const places: Partial<Record<PlanBlock['code'], 'toRules' | 'toRequest' | 'toWishes' | 'toReceiver'>> = {
  'no-rule': 'toRules',
  'rule-field-missing': 'toRules',
  'missing-date': 'toRequest',
  'unclear-coverage': 'toRequest',
  'search-again': 'toRequest',
  'wish-undecided': 'toWishes',
  'value-unfit': 'toWishes',
  'receiver-missing': 'toReceiver',
  'receiver-unconfirmed': 'toReceiver',
}

const rowsOf = (block: PlanBlock): number => ('rows' in block ? block.rows : 0)

type Props = { labels: Labels; requestHref: string }

/** What stands in the way, each in plain words with what to do: a plan with one of these cannot be signed. */
export function BlockList({ blocks, ...shown }: Props & { blocks: PlanBlock[] }) {
  const t = useTranslations('desk.plan.blocks')
  if (blocks.length === 0) return null
  return (
    <section id="blocks" className="mb-8 scroll-mt-16">
      <Notice kind="warning" title={t('title', { count: blocks.length })} className="max-w-[76ch]">
        <p>{t('text')}</p>
        <ul className="grid list-none! gap-3 pl-0!">
          {blocks
            .toSorted((a, b) => rowsOf(b) - rowsOf(a))
            .map((block) => (
              <li key={JSON.stringify(block)} className="flex items-baseline gap-3">
                <span className="min-w-4 shrink-0 font-semibold font-serif text-lg">
                  {rowsOf(block) > 0 && <Count value={rowsOf(block)} />}
                </span>
                <div className="min-w-0">
                  <Block block={block} {...shown} />
                </div>
              </li>
            ))}
        </ul>
      </Notice>
    </section>
  )
}

export function WarningList({ warnings, ...shown }: Props & { warnings: PlanBlock[] }) {
  const t = useTranslations('desk.plan.blocks')
  const said = warnings.filter(({ code }) => code !== 'processor')
  if (said.length === 0) return null
  return (
    <div className="mt-6">
      <p className="font-semibold">{t('warnings')}</p>
      <ul className="mt-1 grid gap-2">
        {said.map((block) => (
          <li key={JSON.stringify(block)}>
            <Block block={block} {...shown} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Block({ block, labels, requestHref }: Props & { block: PlanBlock }) {
  const t = useTranslations('desk.plan.block')
  if (block.code === 'system')
    return (
      <>
        <span className="font-medium">{labels.systems[block.system] ?? block.system}</span>
        <ProblemLine problem={block.problem} labels={labels} />
      </>
    )
  if (block.code === 'not-atomic') {
    const { rows, most } = block
    return <span>{t('not-atomic', { system: labels.systems[block.system] ?? block.system, rows, most })}</span>
  }
  const { code, ...facts } = block
  const dataset = 'dataset' in block ? (labels.datasets[block.dataset]?.label ?? block.dataset) : ''
  const datasets = 'datasets' in block ? block.datasets.map((key) => labels.datasets[key]?.label ?? key).join(', ') : ''
  const place = places[code] ?? 'toMap'
  const href = {
    toRules: '/desk/rules',
    toRequest: requestHref,
    toWishes: `${requestHref}/corrections`,
    toReceiver: '#destination',
    toMap: '/desk/map',
  }[place]
  return (
    <span>
      {t(code, { ...facts, dataset, datasets })} <TextLink href={href}>{t(place)}</TextLink>
    </span>
  )
}
