import type { PlanGroup } from './types'

export type RowCounts = { dataset: string; deleted: number; cleared: number }

/** Of each dataset, what its groups delete and clear. A group without changes is kept whole: nothing is cleared in it. */
export const rowCounts = (groups: readonly PlanGroup[]): RowCounts[] =>
  [...Map.groupBy(groups, ({ dataset }) => dataset)].map(([dataset, own]) => ({
    dataset,
    deleted: rowsOf(own.filter(({ fate }) => fate === 'delete')),
    cleared: rowsOf(own.filter(({ fate, changes }) => fate === 'clear' && changes.length > 0)),
  }))

const rowsOf = (groups: readonly PlanGroup[]): number => groups.reduce((sum, { rows }) => sum + rows, 0)
