import { useTranslations } from 'next-intl'
import type { Labels } from '@/components/desk/request/labels'
import { ProblemLine } from '@/components/desk/request/problem-line'
import { TextLink } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import type { PlanBlock } from '@/lib/domain/plan/types'

const ruleBlocks = ['no-rule', 'rule-field-missing']

/** What stands in the way, each in plain words with what to do: a plan with one of these cannot be signed. */
export function BlockList({ blocks, labels }: { blocks: PlanBlock[]; labels: Labels }) {
  const t = useTranslations('desk.plan.blocks')
  if (blocks.length === 0) return null
  return (
    <section id="blocks" className="mb-8 scroll-mt-16">
      <Notice kind="warning" title={t('title', { count: blocks.length })} className="max-w-[76ch]">
        <p>{t('text')}</p>
        <ul className="grid list-none! gap-3 pl-0!">
          {blocks.map((block) => (
            <li key={JSON.stringify(block)}>
              <Block block={block} labels={labels} />
            </li>
          ))}
        </ul>
      </Notice>
    </section>
  )
}

export function WarningList({ warnings, labels }: { warnings: PlanBlock[]; labels: Labels }) {
  const t = useTranslations('desk.plan.blocks')
  const said = warnings.filter(({ code }) => code !== 'processor')
  if (said.length === 0) return null
  return (
    <div className="mt-6">
      <p className="font-semibold">{t('warnings')}</p>
      <ul className="mt-1 grid gap-2">
        {said.map((block) => (
          <li key={JSON.stringify(block)}>
            <Block block={block} labels={labels} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Block({ block, labels }: { block: PlanBlock; labels: Labels }) {
  const t = useTranslations('desk.plan.block')
  if (block.code === 'system')
    return (
      <>
        <span className="font-medium">{labels.systems[block.system] ?? block.system}</span>
        <ProblemLine problem={block.problem} labels={labels} />
      </>
    )
  const { code, ...facts } = block
  const dataset = 'dataset' in block ? (labels.datasets[block.dataset]?.label ?? block.dataset) : ''
  const datasets = 'datasets' in block ? block.datasets.map((key) => labels.datasets[key]?.label ?? key).join(', ') : ''
  const href = ruleBlocks.includes(code) ? '/desk/rules' : '/desk/map'
  return (
    <span>
      {t(code, { ...facts, dataset, datasets })}{' '}
      <TextLink href={href}>{t(href === '/desk/rules' ? 'toRules' : 'toMap')}</TextLink>
    </span>
  )
}
