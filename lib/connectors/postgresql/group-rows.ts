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

/** Count and digest of the dataset and of each of its groups in one pass over the person's rows. */
export async function matchesPlan(
  client: pg.ClientBase,
  structure: Structure,
  dataset: MapDataset,
  groups: readonly PlanGroup[],
): Promise<boolean> {
  const rows = structure.rows(dataset.table)
  const conditions = groups.map((group) => groupCondition(structure, dataset, rows, group.where))
  const { version } = structure.facts
  const flags = conditions.map((condition, index) => sql`${condition ?? sql`true`} as ${sql.id(`g${index}`)}`)
  const sums = conditions.flatMap((condition, index) => {
    const flag = sql.id(`g${index}`)
    const only = condition ? sql` filter (where ${flag})` : sql``
    return [
      sql`(count(*)${only})::text as ${sql.id(`n${index}`)}`,
      sql`${digestOf(sql`hash`, condition ? sql`${flag}` : null, version)} as ${sql.id(`d${index}`)}`,
    ]
  })
  const selected = sql.join([sql`${rowHash(structure, rows)} as hash`, ...flags])
  const [found] = await rowsOf<Record<string, string>>(
    client,
    sql`select ${sql.join([sql`count(*)::text as total`, ...sums])}
      from (select ${selected} from ${structure.from(rows)} where ${inScope(structure, dataset, rows)}) f`,
  )
  const planned = groups.reduce((sum, group) => sum + group.rows, 0)
  const each = groups.every(
    (group, i) => Number(found?.[`n${i}`]) === group.rows && found?.[`d${i}`] === xorDigests([group.digest]),
  )
  return each && Number(found?.total) === planned
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
