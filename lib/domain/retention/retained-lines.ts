// What an erasure leaves behind for a while: one line for each reason, place and day on which the hold ends.
import { compareText } from '../plan/planning'
import type { ErasurePlan, KeptBecause } from '../plan/types'

export type RetainedLine = {
  system: string
  dataset: string
  /** Key of the rule, or `matter:<id>`. */
  rule: string
  ruleVersion: number
  /** ISO date, the last day of the hold; null for a matter, which ends when people lift it. */
  endsOn: string | null
  rows: number
}

const MATTER = 'matter:'
export const isMatterLine = ({ rule }: { rule: string }): boolean => rule.startsWith(MATTER)

/** Of the plan as it was carried out; rows that two rules keep stand in a line of each. */
export function retainedLines(systems: ErasurePlan['systems']): RetainedLine[] {
  const lines = systems.flatMap(({ system, groups }) =>
    groups.flatMap(({ dataset, keeps, rows }) =>
      keeps.flatMap((kept) => endsOf(kept, rows).map((end) => ({ system, dataset, ...end }))),
    ),
  )
  const same = ({ rows: _rows, ...line }: RetainedLine) => JSON.stringify(line)
  return [...Map.groupBy(lines, same)]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, [first, ...more]]) => (first ? [{ ...first, rows: first.rows + sum(more) }] : []))
}

function endsOf(kept: KeptBecause, rows: number): Omit<RetainedLine, 'system' | 'dataset'>[] {
  if (kept.why === 'matter') return [{ rule: `${MATTER}${kept.matter}`, ruleVersion: 0, endsOn: null, rows }]
  if (kept.why !== 'rule') return []
  const { rule, ruleVersion } = kept
  return kept.until.map((until) => ({ rule, ruleVersion, endsOn: until.date, rows: until.rows }))
}

export type OpenLine = RetainedLine & { id: string }
/** `ended`: lines whose rows, or whose rule's fields, are gone, with how many. Every other open line gives way to `next`. */
export type Settled = { ended: { id: string; rows: number }[]; next: RetainedLine[] }

/**
 * What a follow-up leaves open. `next`: the lines of the newest plan; a rule that was lengthened keeps holding, so its
 * line moves on instead of ending. Where a matter keeps rows, nothing ended: its line stands for theirs.
 */
export function settleLines(open: readonly OpenLine[], next: readonly RetainedLine[]): Settled {
  const place = (line: RetainedLine) => JSON.stringify([line.dataset, line.rule])
  const frozen = new Set(next.filter(isMatterLine).map(({ dataset }) => dataset))
  const ended: Settled['ended'] = []
  for (const [key, lines] of Map.groupBy(
    open.filter(({ dataset }) => !frozen.has(dataset)),
    place,
  )) {
    let gone = sum(lines) - sum(next.filter((line) => place(line) === key))
    for (const { id, rows } of lines.toSorted((a, b) => compareText(a.endsOn ?? '', b.endsOn ?? ''))) {
      if (gone <= 0) break
      ended.push({ id, rows: Math.min(rows, gone) })
      gone -= rows
    }
  }
  return { ended, next: [...next] }
}

const sum = (lines: readonly RetainedLine[]) => lines.reduce((rows, line) => rows + line.rows, 0)
