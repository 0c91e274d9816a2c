import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { TextLink } from '@/components/ui/link-button'
import type { FindingProblem } from '@/lib/domain/findings'
import type { Labels } from './labels'

const mapProblems = ['table-missing', 'column-missing', 'schema-changed', 'unmapped-table', 'no-primary-key']

/** Decided on the request’s own page. */
const here = ['too-many-people', 'ambiguous-key', 'mentioned', 'mentions-unsearched']

/** What is wrong with a system in plain words, and what to do about it. */
export function ProblemLine({ problem, labels }: { problem: FindingProblem; labels: Labels }) {
  const t = useTranslations('desk.problem')
  const { code, ...facts } = problem
  const dataset = 'dataset' in problem ? (labels.datasets[problem.dataset]?.label ?? problem.dataset) : ''
  // The server's own words about a failure may quote what they should not: the class of the failure is enough.
  const values = { ...facts, dataset, detail: '' }
  const href = mapProblems.includes(code) ? '/desk/map' : '/desk/systems'
  return (
    <span className="flex max-w-[70ch] items-start gap-2">
      <TriangleAlert aria-hidden className="mt-[0.25em] size-[1em] shrink-0 text-amber" />
      <span>
        {t(code, values)}{' '}
        {!here.includes(code) && <TextLink href={href}>{t(href === '/desk/map' ? 'toMap' : 'toSystems')}</TextLink>}
      </span>
    </span>
  )
}
