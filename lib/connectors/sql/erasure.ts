// What an erasure does within its transaction, on any server: recount what was approved, then act in sets.
import { sql } from 'kysely'
import type { CatalogueTable } from '../../domain/catalogue'
import { rowCounts } from '../../domain/plan/row-counts'
import type { PlanGroup } from '../../domain/plan/types'
import type { ErasureOrder } from '../connector'
import { runsTheirCode } from './company-code'
import type { Conversation } from './conversation'
import { ownKeys } from './document-routes'
import { refused, Stop } from './erasure-stop'
import { assignment } from './field-change'
import { dependsOnEarlier, groupWhere, pinGroup, recount, stale } from './group-rows'
import { allOf, type Sql } from './statement'
import type { Condition, Rows, Structure } from './structure'
import type { StoppedBy, Work } from './written-work'

/**
 * Every dataset is recounted, also those where nothing was found: a row that came since belongs to no approved group.
 * How many rows each group's changes have to write.
 */
export async function recheck(conversation: Conversation, structure: Structure, groups: readonly PlanGroup[]) {
  const processed = structure.map.datasets.filter(({ role }) => role === 'processor')
  const named = processed.find(({ key }) => groups.some((group) => group.dataset === key))
  if (named) throw new Error(`an erasure order names ${named.key}, which is held as processor (Art. 28(3))`)
  const own = structure.map.datasets.filter((dataset) => !processed.includes(dataset))
  const found = await recount(conversation, structure, own, groups)
  if ('changed' in found) throw new Stop(refused('rows-changed', found.changed))
  return found.due
}

/** `due`: rows to write; null where what happens before can change that number, so that it is counted then. */
type Ready = { group: PlanGroup; wheres: ((rows: Rows) => Sql)[]; due: number | null }

async function prepare(
  conversation: Conversation,
  structure: Structure,
  groups: readonly PlanGroup[],
  due: ReadonlyMap<PlanGroup, number>,
): Promise<Ready[]> {
  const ready: Ready[] = []
  for (const [index, group] of groups.entries()) {
    const earlier = groups.slice(0, index)
    const alone = groups.every((other) => other === group || other.dataset !== group.dataset)
    const depends = dependsOnEarlier(structure, group, alone, earlier) || dependsOnItself(structure, group, alone)
    const together = ownKeys(structure, structure.dataset(group.dataset)).length > 0
    const wheres = depends
      ? await pinGroup(conversation, structure, group, { alone, together })
      : [(rows: Rows) => groupWhere(structure, group, alone, rows)]
    const counted = depends || earlier.some((before) => mayTouch(structure, before, group)) ? null : due.get(group)
    ready.push({ group, wheres, due: counted ?? null })
  }
  return ready
}

/** The condition follows a chain of rows that the group's own statements, and its siblings', take apart. */
const dependsOnItself = (structure: Structure, group: PlanGroup, alone: boolean) =>
  !alone && ownKeys(structure, structure.dataset(group.dataset)).length > 0

export const tableOf = (structure: Structure, group: PlanGroup) =>
  structure.table(structure.dataset(group.dataset).table)

/** Whether an earlier group may write to this group's rows: through the company's own code, or as another dataset. */
const mayTouch = (structure: Structure, earlier: PlanGroup, group: PlanGroup) =>
  runsTheirCode(structure, tableOf(structure, earlier)) ||
  (earlier.dataset !== group.dataset && tableOf(structure, earlier) === tableOf(structure, group))

/** A trigger can swallow a row without an error: exactly the rows counted have to be written, or none are. */
async function act(conversation: Conversation, structure: Structure, ready: Ready): Promise<void> {
  const { group, wheres } = ready
  const dataset = structure.dataset(group.dataset)
  if (group.fate === 'clear' && group.changes.length === 0) return
  const table = structure.table(dataset.table)
  if (group.fate === 'delete') {
    const remove = (where: Condition) => structure.dialect.deleteRows(conversation, structure, table, where)
    const deleted = await sumOf(conversation, wheres, remove)
    if (deleted !== group.rows) throw new Stop(refused('rows-changed', dataset.key))
    return
  }
  // MariaDB takes such an assignment and leaves the column as it is.
  const generated = group.changes.some(({ field }) => structure.definition(table, field).generated)
  if (generated) throw new Stop(refused('constraint', dataset.key))
  const changed = await sumOf(conversation, wheres, (where) => change(conversation, structure, ready, where))
  if (changed > group.rows) throw new Stop(refused('rows-changed', dataset.key))
}

/** In their order: sent one behind the other where the server is spoken with so. */
async function sumOf(
  conversation: Conversation,
  wheres: readonly Condition[],
  write: (where: Condition) => Promise<number>,
): Promise<number> {
  if (conversation.queues) return (await Promise.all(wheres.map(write))).reduce((sum, rows) => sum + rows, 0)
  let sum = 0
  for (const where of wheres) sum += await write(where)
  return sum
}

/** A second erasure writes nothing anew; that the group is whole was counted before, under the same snapshot. */
async function change(
  conversation: Conversation,
  structure: Structure,
  { group, due: known }: Ready,
  where: Condition,
) {
  const dataset = structure.dataset(group.dataset)
  const table = structure.table(dataset.table)
  const due = (rows: Rows) => allOf([where(rows), stale(structure, dataset, rows, group.changes)])
  const counted = known === null ? countOf(conversation, structure, table, due) : Promise.resolve(known)
  if (!conversation.queues) await counted
  const assignments = (rows: Rows) => group.changes.map((change) => assignment(structure, dataset, rows, change))
  const updated = structure.dialect.updateRows(conversation, structure, table, assignments, due)
  const [planned, changed] = await Promise.all([counted, updated])
  if (changed !== planned) throw new Stop(refused('rows-changed', dataset.key))
  return changed
}

async function countOf(conversation: Conversation, structure: Structure, table: CatalogueTable, where: Condition) {
  const rows = structure.rows(table.name)
  const number = structure.dialect.shown(sql`count(*)`)
  const [counted] = await conversation.rows<{ number: string }>(
    sql`select ${number} as number from ${structure.from(rows)} where ${where(rows)}`,
  )
  return Number(counted?.number)
}

/** Groups whose table keeps what a ROLLBACK should take back come last, when nothing else can fail any more. */
const inOrder = (structure: Structure, groups: readonly PlanGroup[]) => [
  ...groups.filter((group) => isAtomic(structure, group)),
  ...groups.filter((group) => !isAtomic(structure, group)),
]

export const isAtomic = (structure: Structure, group: PlanGroup) =>
  !tableOf(structure, group).traits?.includes('not-atomic')

/** Rechecks and writes everything, within the transaction of the conversation. */
async function applyGroups(
  conversation: Conversation,
  structure: Structure,
  planned: readonly PlanGroup[],
  stoppedBy: StoppedBy,
  beforeLasting: () => Promise<void> = async () => undefined,
): Promise<void> {
  const groups = inOrder(structure, planned)
  const due = await recheck(conversation, structure, groups).catch(stop(stoppedBy))
  const prepared = await prepare(conversation, structure, groups, due).catch(stop(stoppedBy))
  const write = async (ready: Ready) => {
    if (!isAtomic(structure, ready.group)) await beforeLasting()
    await act(conversation, structure, ready)
  }
  const acts = prepared.map((ready) => () => write(ready).catch(stop(stoppedBy, ready.group.dataset)))
  if (!conversation.queues) for (const one of acts) await one()
  // All at once, in their order: the first that failed says what happened.
  else
    for (const end of await Promise.allSettled(acts.map((one) => one())))
      if (end.status === 'rejected') throw end.reason
}

const stop =
  (stoppedBy: StoppedBy, dataset?: string) =>
  (error: unknown): never => {
    const result = stoppedBy(error, dataset)
    throw result ? new Stop(result) : error
  }

export const erasureWork = (order: ErasureOrder): Work => ({
  order,
  datasets: order.groups.map(({ dataset }) => dataset),
  apply: (conversation, structure, ...rest) => applyGroups(conversation, structure, order.groups, ...rest),
  rows: rowCounts(order.groups).map(({ dataset, deleted, cleared }) => ({ dataset, deleted, changed: cleared })),
})
