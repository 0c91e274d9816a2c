// The rows of each approved group: counted before anything changes, and pinned where earlier changes could move them.
import { sql } from 'kysely'
import type pg from 'pg'
import type { MapDataset } from '../../domain/data-map/types'
import { xorDigests } from '../../domain/plan/digest'
import type { PlanGroup } from '../../domain/plan/types'
import { digestOf, rowHash } from './digest'
import { groupCondition } from './group-condition'
import { inScope, keysIn } from './scope'
import { allOf, rowsOf, type Sql } from './statement'
import type { Rows, Structure } from './structure'

async function countAndDigest(
  client: pg.ClientBase,
  structure: Structure,
  dataset: MapDataset,
  condition: (rows: Rows) => Sql | null,
): Promise<{ rows: number; digest: string }> {
  const rows = structure.rows(dataset.table)
  const only = condition(rows)
  const where = allOf([inScope(structure, dataset, rows), ...(only ? [only] : [])])
  const [found] = await rowsOf<{ rows: string; digest: string }>(
    client,
    sql`select count(*)::text as rows, ${digestOf(sql`hash`, null, structure.facts.version)} as digest
      from (select ${rowHash(structure, rows)} as hash from ${structure.from(rows)} where ${where}) each_row`,
  )
  return { rows: Number(found?.rows ?? -1), digest: found?.digest ?? '' }
}

/** Whether the person's rows are still those that were approved: each group's, and no row outside the groups. */
export async function matchesPlan(
  client: pg.ClientBase,
  structure: Structure,
  dataset: MapDataset,
  groups: readonly PlanGroup[],
): Promise<boolean> {
  const whole = await countAndDigest(client, structure, dataset, () => null)
  if (whole.rows !== groups.reduce((sum, group) => sum + group.rows, 0)) return false
  if (whole.digest !== xorDigests(groups.map((group) => group.digest))) return false
  for (const group of groups) {
    const condition = (rows: Rows) => groupCondition(structure, dataset, rows, group.where)
    // One statement a group: as its WHERE, the condition is a join; as a column it would be asked row by row.
    const unconditional = condition(structure.rows(dataset.table)) === null
    const found = unconditional ? whole : await countAndDigest(client, structure, dataset, condition)
    if (found.rows !== group.rows || found.digest !== xorDigests([group.digest])) return false
  }
  return true
}

/** The WHERE of a group's statement. A dataset's only group is all of the person's rows in it, as just counted. */
export function groupWhere(structure: Structure, group: PlanGroup, alone: boolean, rows: Rows): Sql {
  const dataset = structure.dataset(group.dataset)
  const condition = alone ? null : groupCondition(structure, dataset, rows, group.where)
  return allOf([inScope(structure, dataset, rows), ...(condition ? [condition] : [])])
}

/**
 * Whether an earlier group changes something that this group's own condition reads: fields of any table, or rows of
 * another table. (Rows deleted from its own table are other rows: groups never overlap.)
 */
export function dependsOnEarlier(
  structure: Structure,
  group: PlanGroup,
  alone: boolean,
  earlier: readonly PlanGroup[],
) {
  const table = structure.dataset(group.dataset).table
  const reading = structure.fresh()
  groupWhere(reading, group, alone, reading.rows(table))
  return earlier.some((before) => {
    const changed = structure.dataset(before.dataset).table
    const read = reading.reads.get(changed)
    if (!read) return false
    if (before.fate === 'delete') return changed !== table
    return before.changes.some((change) => read.has(change.field))
  })
}

/** Primary keys of a group as they are now; its statement then names the rows by these. */
export async function pinGroup(client: pg.ClientBase, structure: Structure, group: PlanGroup, alone: boolean) {
  const rows = structure.rows(structure.dataset(group.dataset).table)
  const key = sql`array_to_json(array[${sql.join(structure.keyTexts(rows))}])::text`
  const found = await rowsOf<{ key: string }>(
    client,
    sql`select ${key} as key from ${structure.from(rows)} where ${groupWhere(structure, group, alone, rows)}`,
  )
  const keys = found.map((row) => JSON.parse(row.key) as string[])
  return (inner: Rows) => keysIn(structure, inner, inner.table.primaryKey, keys)
}
