// An erasure of more rows than one transaction should hold: whole groups of deletions go in parts, each committed by
// itself, the first so many rows by primary key that are still there. What other rows of the plan are found by, or point
// at, stays for one last transaction, which counts everything again as any erasure does.
import { sql } from 'kysely'
import type { ErasurePart } from '../../domain/plan/parts'
import type { PlanGroup } from '../../domain/plan/types'
import { catalogueHash } from '../catalogue-hash'
import type { ErasureOrder, PartSeen, PartsFound } from '../connector'
import type { Conversation } from './conversation'
import { mappedTables } from './discover'
import { ownKeys } from './document-routes'
import { isAtomic, recheck, tableOf } from './erasure'
import { refused, Stop } from './erasure-stop'
import { dependsOnEarlier, groupWhere } from './group-rows'
import { list, type Sql } from './statement'
import type { Rows, Structure } from './structure'
import type { Work } from './written-work'

const isAlone = (groups: readonly PlanGroup[], group: PlanGroup) =>
  groups.every((other) => other === group || other.dataset !== group.dataset)

/** Nothing but its own rows goes with them, and none of them holds another of its table. */
function standsAlone(structure: Structure, group: PlanGroup): boolean {
  const dataset = structure.dataset(group.dataset)
  const table = tableOf(structure, group)
  const leadsBack = dataset.links?.some(({ to }) => to === dataset.key) ?? false
  return (
    table.kind !== 'view' &&
    table.primaryKey.length > 0 &&
    isAtomic(structure, group) &&
    structure.map.datasets.filter((other) => other.table === dataset.table).length === 1 &&
    !leadsBack &&
    ownKeys(structure, dataset).length === 0
  )
}

/** Every table whose keys lead here has lost its rows by then, by their own deletion and not by the server's. */
function isFreeBy(structure: Structure, groups: readonly PlanGroup[], group: PlanGroup, earlier: readonly PlanGroup[]) {
  const { name } = tableOf(structure, group)
  const left = groups.filter((other) => !earlier.includes(other)).map((other) => tableOf(structure, other).name)
  const incoming = structure.catalogue.tables.flatMap((table) =>
    table.foreignKeys.filter(({ references }) => references === name).map((key) => ({ table, key })),
  )
  return incoming.every(
    ({ table, key }) => !left.includes(table.name) && (key.onDelete === 'no action' || key.onDelete === 'restrict'),
  )
}

/** Whether rows of another group are told by rows of this one's table. */
function tells(structure: Structure, group: PlanGroup, other: PlanGroup): boolean {
  if (other.dataset === group.dataset) return false
  const reading = structure.fresh()
  groupWhere(reading, other, false, reading.rows(structure.dataset(other.dataset).table))
  return reading.reads.has(tableOf(structure, group).name)
}

/** Groups that can go before the last transaction, in the plan's order: children before parents. */
function divisible(structure: Structure, groups: readonly PlanGroup[]): PlanGroup[] {
  const chosen: PlanGroup[] = []
  for (const group of groups) {
    const rest = groups.filter((other) => other !== group && !chosen.includes(other))
    if (
      group.fate === 'delete' &&
      standsAlone(structure, group) &&
      isFreeBy(structure, groups, group, chosen) &&
      !rest.some((other) => tells(structure, group, other)) &&
      !dependsOnEarlier(structure, group, isAlone(groups, group), chosen)
    )
      chosen.push(group)
  }
  return chosen
}

type Divided = { part: string; number: string; digest: string }

function division(structure: Structure, group: PlanGroup, alone: boolean, most: number): Sql {
  const rows = structure.rows(structure.dataset(group.dataset).table)
  const key = list(structure.columns(rows, rows.table.primaryKey))
  const { dialect } = structure
  return sql`select ${dialect.shown(sql`of_part`)} as part, ${dialect.shown(sql`count(*)`)} as number,
      ${dialect.digest(sql`hash`)} as digest
    from (select ${dialect.rowHash(structure, rows)} as hash,
        floor((row_number() over (order by ${key}) - 1) / ${sql.raw(String(most))}) as of_part
      from ${structure.from(rows)} where ${groupWhere(structure, group, alone, rows)}) each_row
    group by of_part`
}

/** Everything is counted as approved, before the first row goes; then how the groups fall into parts of `most` rows. */
export async function partsIn(
  conversation: Conversation,
  structure: Structure,
  order: ErasureOrder,
  most: number,
): Promise<PartsFound> {
  if (catalogueHash(structure.catalogue, mappedTables(order.map)) !== order.catalogueHash)
    return { status: 'refused', problem: 'schema-changed' }
  try {
    await recheck(conversation, structure, order.groups)
  } catch (error) {
    if (error instanceof Stop && error.result.status === 'refused') return error.result
    throw error
  }
  const parts: ErasurePart[] = []
  for (const group of divisible(structure, order.groups)) {
    const found = await conversation.rows<Divided>(division(structure, group, isAlone(order.groups, group), most))
    const ordered = found.toSorted((a, b) => Number(a.part) - Number(b.part))
    const index = order.groups.indexOf(group)
    parts.push(...ordered.map(({ number, digest }) => ({ group: index, rows: Number(number), digest })))
  }
  return { status: 'parts', parts }
}

/** WHERE of the part: the group's first rows by primary key, as they are then. */
function firstRows(structure: Structure, order: ErasureOrder, { group: index, rows: most }: ErasurePart) {
  const group = order.groups[index]
  if (!group) throw new Error('a part of a group that the order does not have')
  const { table } = structure.dataset(group.dataset)
  const from = (rows: Rows, selected: Sql) => sql`select ${selected} from ${structure.from(rows)}
    where ${groupWhere(structure, group, isAlone(order.groups, group), rows)}
    order by ${list(structure.columns(rows, rows.table.primaryKey))} limit ${sql.raw(String(most))}`
  const { dialect } = structure
  const counted = () => {
    const rows = structure.rows(table)
    return sql`select ${dialect.shown(sql`count(*)`)} as number, ${dialect.digest(sql`hash`)} as digest
      from (${from(rows, sql`${dialect.rowHash(structure, rows)} as hash`)}) each_row`
  }
  const where = (outer: Rows) => {
    const rows = structure.rows(table)
    const key = rows.table.primaryKey
    return dialect.inUnion(structure.columns(outer, key), [from(rows, list(structure.columns(rows, key)))])
  }
  return { group, counted, where }
}

type Counted = { number: string; digest: string }
const isThat = (part: ErasurePart, found: Counted | undefined) =>
  Number(found?.number ?? -1) === part.rows && found?.digest === part.digest

/** The part's rows must be, row by row, those that were there when everything was counted. */
export function partWork(order: ErasureOrder, part: ErasurePart): Work {
  const dataset = order.groups[part.group]?.dataset ?? ''
  return {
    order,
    datasets: [dataset],
    apply: async (conversation, structure) => {
      const { group, counted, where } = firstRows(structure, order, part)
      const [found] = await conversation.rows<Counted>(counted())
      if (!isThat(part, found)) throw new Stop(refused('rows-changed', dataset))
      const deleted = await structure.dialect.deleteRows(conversation, structure, tableOf(structure, group), where)
      if (deleted !== part.rows) throw new Stop(refused('rows-changed', dataset))
    },
    rows: [{ dataset, deleted: part.rows, changed: 0 }],
  }
}

/** Where no server remembers: the first rows are this part's, or what follows it. */
export async function partSeenIn(
  conversation: Conversation,
  structure: Structure,
  order: ErasureOrder,
  parts: readonly ErasurePart[],
  index: number,
): Promise<PartSeen> {
  const part = parts[index]
  if (!part) throw new Error('a part that the order does not have')
  const isThere = async (asked: ErasurePart) => {
    const [found] = await conversation.rows<Counted>(firstRows(structure, order, asked).counted())
    return isThat(asked, found)
  }
  if (await isThere(part)) return 'there'
  const next = parts[index + 1]
  if (next?.group === part.group) return (await isThere(next)) ? 'gone' : 'unclear'
  const [left] = await conversation.rows<Counted>(firstRows(structure, order, { ...part, rows: 1 }).counted())
  return Number(left?.number ?? -1) === 0 ? 'gone' : 'unclear'
}
