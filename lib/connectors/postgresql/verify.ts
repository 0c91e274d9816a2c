// Done means seen: the rows are looked for again, by pinned keys, links and identifiers.
import { sql } from 'kysely'
import type pg from 'pg'
import type { MapDataset } from '../../domain/data-map/types'
import type { FieldChange, PlanGroup } from '../../domain/plan/types'
import type { ErasureOrder, VerificationResult } from '../connector'
import { isUnchanged } from './field-change'
import { groupCondition } from './group-condition'
import { dependsOnEarlier } from './group-rows'
import { introspect } from './introspect'
import { inScope } from './scope'
import { allOf, rowsOf } from './statement'
import { type Rows, Structure } from './structure'

type GroupSeen = VerificationResult['groups'][number]

const sameChange = (a: FieldChange, b: FieldChange) => JSON.stringify(a) === JSON.stringify(b)

/** Rows of the person under a condition, and how many of the named fields still hold what should be gone. */
async function look(
  client: pg.ClientBase,
  structure: Structure,
  dataset: MapDataset,
  changes: readonly FieldChange[],
  condition: (rows: Rows) => ReturnType<typeof groupCondition>,
): Promise<{ rows: number; unchanged: number }> {
  const rows = structure.rows(dataset.table)
  const only = condition(rows)
  const where = allOf([inScope(structure, dataset, rows), ...(only ? [only] : [])])
  const unchanged = changes.map(
    (change) => sql`count(*) filter (where ${isUnchanged(structure, dataset, rows, change)})`,
  )
  const sum = unchanged.length ? sql`(${sql.join(unchanged, sql` + `)})` : sql`0`
  const [found] = await rowsOf<{ rows: string; unchanged: string }>(
    client,
    sql`select count(*)::text as rows, ${sum}::text as unchanged from ${structure.from(rows)} where ${where}`,
  )
  return { rows: Number(found?.rows ?? 0), unchanged: Number(found?.unchanged ?? 0) }
}

/**
 * A group whose condition reads fields that the erasure itself changed can no longer be told from its siblings: then
 * the dataset is looked at as a whole, for the changes that all of its staying groups share.
 */
async function lookAtGroup(
  client: pg.ClientBase,
  structure: Structure,
  order: ErasureOrder,
  group: PlanGroup,
  siblings: readonly PlanGroup[],
): Promise<{ rows: number; unchanged: number }> {
  const dataset = structure.dataset(group.dataset)
  const changing = order.groups.filter((other) => other.fate === 'clear')
  const together = siblings.length === 1 || dependsOnEarlier(structure, group, false, changing)
  if (!together)
    return look(client, structure, dataset, group.changes, (rows) =>
      groupCondition(structure, dataset, rows, group.where),
    )
  const shared = group.changes.filter((change) => siblings.every((s) => s.changes.some((c) => sameChange(c, change))))
  const whole = await look(client, structure, dataset, shared, () => null)
  const planned = siblings.reduce((sum, sibling) => sum + sibling.rows, 0)
  return whole.rows === planned ? { ...whole, rows: group.rows } : whole
}

async function verifyDataset(
  client: pg.ClientBase,
  structure: Structure,
  order: ErasureOrder,
  dataset: MapDataset,
): Promise<GroupSeen[]> {
  const groups = order.groups.filter((group) => group.dataset === dataset.key)
  const staying = groups.filter((group) => group.fate === 'clear')
  const expected = staying.reduce((sum, group) => sum + group.rows, 0)
  const total = await look(client, structure, dataset, [], () => null)
  const seen: GroupSeen[] = []
  let remaining = Math.max(0, total.rows - expected)
  for (const group of groups)
    if (group.fate === 'delete') {
      seen.push({ dataset: dataset.key, fate: 'delete', remaining, unchangedFields: 0, kept: 0 })
      remaining = 0
    }
  for (const group of staying) {
    const { rows, unchanged } = await lookAtGroup(client, structure, order, group, staying)
    seen.push({ dataset: dataset.key, fate: 'clear', remaining, unchangedFields: unchanged, kept: rows })
    remaining = 0
  }
  // Rows where none were planned: said, not overlooked.
  if (remaining > 0) seen.push({ dataset: dataset.key, fate: 'delete', remaining, unchangedFields: 0, kept: 0 })
  return seen
}

export async function verifyIn(client: pg.ClientBase, order: ErasureOrder): Promise<VerificationResult> {
  const structure = new Structure(await introspect(client), order.map, order.person)
  const result: VerificationResult = { groups: [], complete: true }
  for (const dataset of order.map.datasets.filter((candidate) => candidate.role !== 'processor')) {
    const groups = await verifyDataset(client, structure, order, dataset)
    const staying = order.groups.filter((group) => group.dataset === dataset.key && group.fate === 'clear')
    const kept = groups.filter((group) => group.fate === 'clear')
    const clean = groups.every((group) => group.remaining === 0 && group.unchangedFields === 0)
    const there = staying.every((group, index) => kept[index]?.kept === group.rows)
    if (!clean || !there) result.complete = false
    result.groups.push(...groups)
  }
  return result
}
