// One transaction a system: freeze the structure, recount what was approved, act in sets, store the transaction's
// number, commit. Anything unexpected and nothing at all has happened.
import { sql } from 'kysely'
import type pg from 'pg'
import type { CatalogueTable } from '../../domain/catalogue'
import type { PlanGroup } from '../../domain/plan/types'
import type { ErasureOrder, ErasureResult } from '../connector'
import { refused, Stop, stoppedBy } from './erasure-stop'
import { isConnectionLoss } from './failure'
import { assignment } from './field-change'
import { freeze } from './freeze'
import { dependsOnEarlier, groupWhere, pinGroup, recount, stale } from './group-rows'
import type { Session } from './session'
import { affectedBy, allOf, rowsOf, type Sql } from './statement'
import type { Rows, Structure } from './structure'

type Applied = Extract<ErasureResult, { status: 'applied' }>

/**
 * Every dataset is recounted, also those where nothing was found: a row that came since belongs to no approved group.
 * How many rows each group's changes have to write.
 */
async function recheck(client: pg.ClientBase, structure: Structure, groups: readonly PlanGroup[]) {
  const processed = structure.map.datasets.filter(({ role }) => role === 'processor')
  const named = processed.find(({ key }) => groups.some((group) => group.dataset === key))
  if (named) throw new Error(`an erasure order names ${named.key}, which is held as processor (Art. 28(3))`)
  const own = structure.map.datasets.filter((dataset) => !processed.includes(dataset))
  const found = await recount(client, structure, own, groups)
  if ('changed' in found) throw new Stop(refused('rows-changed', found.changed))
  return found.due
}

/** `due`: rows to write; null where what happens before can change that number, so that it is counted then. */
type Ready = { group: PlanGroup; where: (rows: Rows) => Sql; due: number | null }

async function prepare(
  client: pg.ClientBase,
  structure: Structure,
  groups: readonly PlanGroup[],
  due: ReadonlyMap<PlanGroup, number>,
): Promise<Ready[]> {
  const ready: Ready[] = []
  for (const [index, group] of groups.entries()) {
    const earlier = groups.slice(0, index)
    const alone = groups.every((other) => other === group || other.dataset !== group.dataset)
    const depends = dependsOnEarlier(structure, group, alone, earlier)
    const where = depends
      ? await pinGroup(client, structure, group, alone)
      : (rows: Rows) => groupWhere(structure, group, alone, rows)
    const counted = depends || earlier.some((before) => mayTouch(structure, before, group)) ? null : due.get(group)
    ready.push({ group, where, due: counted ?? null })
  }
  return ready
}

const tableOf = (structure: Structure, group: PlanGroup) => structure.table(structure.dataset(group.dataset).table)

/** Whether an earlier group may write to this group's rows: through the company's own code, or as another dataset. */
const mayTouch = (structure: Structure, earlier: PlanGroup, group: PlanGroup) =>
  runsTheirCode(structure, tableOf(structure, earlier)) ||
  (earlier.dataset !== group.dataset && tableOf(structure, earlier) === tableOf(structure, group))

/** The company's own trigger functions may name tables without a schema: they run on the path that they know. */
const runsTheirCode = (structure: Structure, table: CatalogueTable) =>
  table.triggers.length > 0 ||
  structure.catalogue.tables.some((other) =>
    other.foreignKeys.some(
      (k) => k.references === table.name && k.onDelete !== 'no action' && k.onDelete !== 'restrict',
    ),
  )

async function write(client: pg.ClientBase, structure: Structure, table: CatalogueTable, act: Sql): Promise<number> {
  if (!runsTheirCode(structure, table)) return affectedBy(client, act)
  await client.query('set local search_path to default')
  const affected = await affectedBy(client, act)
  await client.query('set local search_path to pg_catalog')
  return affected
}

/** A trigger can swallow a row without an error: exactly the rows counted have to be written, or none are. */
async function act(client: pg.ClientBase, structure: Structure, ready: Ready): Promise<void> {
  const { group, where } = ready
  const dataset = structure.dataset(group.dataset)
  if (group.fate === 'clear' && group.changes.length === 0) return
  const rows = structure.rows(dataset.table)
  const from = structure.from(rows)
  if (group.fate === 'delete') {
    const deleted = await write(client, structure, rows.table, sql`delete from ${from} where ${where(rows)}`)
    if (deleted !== group.rows) throw new Stop(refused('rows-changed', dataset.key))
    return
  }
  // A second erasure writes nothing anew; that the group is whole was counted before, under the same snapshot.
  const assignments = group.changes.map((change) => assignment(structure, dataset, rows, change))
  const due = allOf([where(rows), stale(structure, dataset, rows, group.changes)])
  const planned = ready.due ?? (await countOf(client, sql`${from} where ${due}`))
  const update = sql`update ${from} set ${sql.join(assignments)} where ${due}`
  const changed = await write(client, structure, rows.table, update)
  if (changed > group.rows || changed !== planned) throw new Stop(refused('rows-changed', dataset.key))
}

async function countOf(client: pg.ClientBase, from: Sql): Promise<number> {
  const [counted] = await rowsOf<{ rows: string }>(client, sql`select count(*)::text as rows from ${from}`)
  return Number(counted?.rows)
}

function totals(groups: readonly PlanGroup[]): Applied['rows'] {
  return [...Map.groupBy(groups, (group) => group.dataset)].map(([dataset, own]) => {
    const sum = (fate: PlanGroup['fate']) =>
      own.filter((g) => g.fate === fate && (fate === 'delete' || g.changes.length)).reduce((n, g) => n + g.rows, 0)
    return { dataset, deleted: sum('delete'), changed: sum('clear') }
  })
}

/** What is checked at COMMIT otherwise must fail here, where the answer is still certain. The transaction's number. */
async function settle(client: pg.ClientBase, structure: Structure): Promise<string> {
  const number = structure.facts.version >= 13 ? 'pg_current_xact_id' : 'txid_current'
  const text = `set local search_path to default; set constraints all immediate; select pg_catalog.${number}()::text as id`
  // Several statements in one text have several results, which the driver's types do not say.
  const results = (await client.query(text)) as unknown as pg.QueryResult<{ id: string }>[]
  return results.at(-1)?.rows[0]?.id ?? ''
}

/** All but COMMIT. Returns the transaction's number. */
async function applyAll(session: Session, client: pg.ClientBase, order: ErasureOrder): Promise<string> {
  let dataset: string | undefined
  try {
    const structure = await freeze(session, client, order)
    const due = await recheck(client, structure, order.groups)
    for (const ready of await prepare(client, structure, order.groups, due)) {
      dataset = ready.group.dataset
      await act(client, structure, ready)
    }
    dataset = undefined
    return await settle(client, structure)
  } catch (error) {
    const result = stoppedBy(error, dataset)
    throw result ? new Stop(result) : error
  }
}

async function commit(
  session: Session,
  client: pg.ClientBase,
  transactionId: string,
  rows: Applied['rows'],
): Promise<ErasureResult> {
  try {
    const reply = await client.query(Object.assign({ text: 'commit' }, { query_timeout: session.limits.commitReplyMs }))
    // A transaction that cannot commit answers COMMIT with ROLLBACK, and no error.
    return reply.command === 'COMMIT' ? { status: 'applied', transactionId, rows } : refused('rows-changed')
  } catch (error) {
    const result = isConnectionLoss(error) ? null : stoppedBy(error)
    return result ?? { status: 'ambiguous', transactionId }
  }
}

export async function eraseIn(
  session: Session,
  order: ErasureOrder,
  beforeCommit: (transactionId: string) => Promise<void>,
): Promise<ErasureResult> {
  let opened: Awaited<ReturnType<Session['open']>>
  try {
    opened = await session.open()
  } catch (error) {
    const result = stoppedBy(error)
    if (result) return result
    throw error
  }
  const { client, release } = opened
  try {
    const transactionId = await applyAll(session, client, order)
    await beforeCommit(transactionId)
    const result = await commit(session, client, transactionId, totals(order.groups))
    release(result.status !== 'applied')
    return result
  } catch (error) {
    // Closing the connection is the surest ROLLBACK.
    release(true)
    if (error instanceof Stop) return error.result
    throw error
  }
}
