// An erasure that is too large for one transaction of a system is not atomic: it goes in parts, and the plan says so.
import { type RowCounts, rowCounts } from './row-counts'
import type { ErasurePlan, PlanBlock, PlanGroup } from './types'

/**
 * Rows of one group of a system's share (its place there) that are deleted in a transaction of their own: the first `rows`
 * by primary key that are still there, with their digest. No keys: what is gone needs no name.
 */
export type ErasurePart = { group: number; rows: number; digest: string }

/** How far a step has come: how many of its parts are committed. */
export type StepCursor = { parts: ErasurePart[]; done: number }

/** Why a step ended that was carried out in part. */
export const partlyDone = 'partly-done'

/** What is said of systems where more rows would be deleted than one transaction should hold. */
export const notAtomic = (systems: readonly { system: string; groups: PlanGroup[] }[], most: number): PlanBlock[] =>
  systems.flatMap(({ system, groups }) => {
    const rows = groups.reduce((sum, group) => sum + (group.fate === 'delete' ? group.rows : 0), 0)
    return rows > most ? [{ code: 'not-atomic' as const, system, rows, most }] : []
  })

/** Rows a part, as signed; null: the system's share is one transaction. */
export function mostAtOnce(plan: Pick<ErasurePlan, 'warnings'>, system: string): number | null {
  const said = plan.warnings.find((warning) => warning.code === 'not-atomic' && warning.system === system)
  return said?.code === 'not-atomic' ? said.most : null
}

/** The groups with the rows of those parts that are committed. */
function groupsDone(groups: readonly PlanGroup[], { parts, done }: StepCursor): PlanGroup[] {
  const committed = parts.slice(0, done)
  return groups.flatMap((group, index) => {
    const rows = committed.reduce((sum, part) => sum + (part.group === index ? part.rows : 0), 0)
    return rows > 0 ? [{ ...group, rows }] : []
  })
}

export const countsDone = (groups: readonly PlanGroup[], cursor: StepCursor): RowCounts[] =>
  rowCounts(groupsDone(groups, cursor))

/** What a step carried out: all of its groups, or the parts that were committed before it stopped. */
export const groupsOfStep = (groups: PlanGroup[], step: { problem?: string | null; cursor?: unknown }): PlanGroup[] =>
  step.problem === partlyDone ? groupsDone(groups, step.cursor as StepCursor) : groups
