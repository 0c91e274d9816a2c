// The rows of each approved group: counted before anything changes, and pinned where earlier changes could move them.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import { xorDigests } from '../../domain/plan/digest'
import type { FieldChange, PlanGroup } from '../../domain/plan/types'
import { answersOf, type Question } from './answers'
import type { Conversation } from './conversation'
import { needsChange } from './field-change'
import { groupCondition } from './group-condition'
import { inScope } from './scope'
import { allOf, anyOf, type Sql } from './statement'
import type { Rows, Structure } from './structure'

type Counted = { number: string; digest: string; due: string }

/** Rows of the person under a condition: how many, their digest, and how many a group's changes would still write. */
function countAndDigest(
  structure: Structure,
  dataset: MapDataset,
  condition: (rows: Rows) => Sql | null,
  changes: readonly FieldChange[],
): Question {
  const rows = structure.rows(dataset.table)
  const only = condition(rows)
  const where = allOf([inScope(structure, dataset, rows), ...(only ? [only] : [])])
  const { dialect } = structure
  const due = changes.length ? sql`count(case when due then 1 end)` : sql`0`
  const facts = [
    sql`${dialect.rowHash(structure, rows)} as hash`,
    ...(changes.length ? [sql`${stale(structure, dataset, rows, changes)} as due`] : []),
  ]
  const select = sql`select ${dialect.shown(sql`count(*)`)} as number, ${dialect.digest(sql`hash`)} as digest,
      ${dialect.shown(due)} as due
    from (select ${sql.join(facts)} from ${structure.from(rows)} where ${where}) each_row`
  return { of: rows.table, select }
}

/** Whether a row still holds something that these changes take away. */
export const stale = (structure: Structure, dataset: MapDataset, rows: Rows, changes: readonly FieldChange[]): Sql =>
  anyOf(changes.map((change) => needsChange(structure, dataset, rows, change)))

/** Questions about one dataset, and what their answers mean: null, or how many rows each group has to write. */
type Recount = {
  questions: Question[]
  dueOf: (answers: ReadonlyMap<Question, Counted>) => Map<PlanGroup, number> | null
}

const counts = (found: Counted | undefined, planned: readonly PlanGroup[]) =>
  Number(found?.number ?? -1) === planned.reduce((sum, group) => sum + group.rows, 0) &&
  found?.digest === xorDigests(planned.map((group) => group.digest))

/** Whether the person's rows are still those that were approved: each group's, and no row outside the groups. */
function recountOf(structure: Structure, dataset: MapDataset, groups: readonly PlanGroup[]): Recount {
  const conditionOf = (group: PlanGroup) => (rows: Rows) => groupCondition(structure, dataset, rows, group.where)
  const isAll = (group: PlanGroup) => conditionOf(group)(structure.rows(dataset.table)) === null
  const whole = countAndDigest(structure, dataset, () => null, groups.find(isAll)?.changes ?? [])
  // One select a group: as its WHERE, the condition is a join; as a column it would be asked row by row.
  const questionOf = new Map(
    groups.map((group) => [
      group,
      isAll(group) ? whole : countAndDigest(structure, dataset, conditionOf(group), group.changes),
    ]),
  )
  const dueOf = (answers: ReadonlyMap<Question, Counted>) => {
    const found = groups.map((group) => answers.get(questionOf.get(group) ?? whole))
    if (!counts(answers.get(whole), groups)) return null
    if (!groups.every((group, index) => counts(found[index], [group]))) return null
    return new Map(groups.map((group, index) => [group, Number(found[index]?.due)]))
  }
  return { questions: [...new Set([whole, ...questionOf.values()])], dueOf }
}

/**
 * Recounts all of these datasets at once. Each group with the number of rows that its changes have to write; or the first
 * dataset whose rows are no longer those that were approved.
 */
export async function recount(
  conversation: Conversation,
  structure: Structure,
  datasets: readonly MapDataset[],
  groups: readonly PlanGroup[],
): Promise<{ changed: string } | { due: Map<PlanGroup, number> }> {
  const recounts = datasets.map((dataset) => {
    const own = groups.filter((group) => group.dataset === dataset.key)
    return { dataset, ...recountOf(structure, dataset, own) }
  })
  const questions = recounts.flatMap((each) => each.questions)
  const answers = await answersOf<Counted>(conversation, questions)
  const due = new Map<PlanGroup, number>()
  for (const { dataset, dueOf } of recounts) {
    const found = dueOf(answers)
    if (!found) return { changed: dataset.key }
    for (const [group, rows] of found) due.set(group, rows)
  }
  return { due }
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

/** Characters of keys that are sent with one statement: servers refuse what is too long (MariaDB: 16 MB as delivered). */
const longestKeys = 4_000_000

function inLengths(keys: readonly string[][]): string[][][] {
  const parts: string[][][] = []
  let length = Number.POSITIVE_INFINITY
  for (const key of keys) {
    const own = key.reduce((sum, text) => sum + text.length + 4, 2)
    if (length + own > longestKeys) {
      parts.push([])
      length = 0
    }
    parts.at(-1)?.push(key)
    length += own
  }
  return parts.length ? parts : [[]]
}

/**
 * Primary keys of a group as they are now; its statements then name the rows by these. One statement, unless the keys are
 * too many for one: rows that point at each other (`together`) must go in one all the same.
 */
export async function pinGroup(
  conversation: Conversation,
  structure: Structure,
  group: PlanGroup,
  { alone, together }: { alone: boolean; together: boolean },
): Promise<((inner: Rows) => Sql)[]> {
  const rows = structure.rows(structure.dataset(group.dataset).table)
  const key = structure.dialect.shown(structure.dialect.array(structure.keyTexts(rows)))
  const found = await conversation.rows<{ pinned: string }>(
    sql`select ${key} as pinned from ${structure.from(rows)} where ${groupWhere(structure, group, alone, rows)}`,
  )
  const keys = found.map((row) => JSON.parse(row.pinned) as string[])
  const parts = together ? [keys] : inLengths(keys)
  return parts.map((part) => (inner: Rows) => structure.dialect.keysIn(structure, inner, inner.table.primaryKey, part))
}
