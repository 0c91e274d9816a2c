// A person with rows in tables of a case's own, found and about to be erased.
import { afterEach, expect } from 'vitest'
import { connect } from '@/lib/connectors/connect'
import type { Connector, ErasureOrder, SystemMap } from '@/lib/connectors/connector'
import { dataset, josé, systemMap } from '@/lib/connectors/fixture-shop-map'
import { all, group } from '@/lib/connectors/postgresql/fixture-order'
import type { MapDataset } from '@/lib/domain/data-map/types'
import type { FieldChange, PlanGroup } from '@/lib/domain/plan/types'
import type { Engine, Script, TestDatabase } from './engines'

let database: TestDatabase | undefined
let system: Connector | undefined

/** One at a time; closed after each test of the file that imports this. */
afterEach(async () => {
  await system?.close()
  await database?.drop()
  system = database = undefined
})

const reference = { category: 'reference' } as const
export const fields = (...names: string[]) => Object.fromEntries(names.map((name) => [name, reference]))
export const note = async () => undefined

export type Place = (table: string) => string
type Opened = {
  database: TestDatabase
  system: Connector
  map: SystemMap
  order: ErasureOrder
  before: Record<string, string[]>
}

export const person = (at: Place, more: Partial<MapDataset> = {}) =>
  dataset('person', at('person'), {
    identifiedBy: [{ identifier: 'email', field: 'email' }],
    fields: fields('id', 'email'),
    ...more,
  })

export const linked = (at: Place, key: string, names: string[], more: Partial<MapDataset> = {}) =>
  dataset(key, at(key), {
    links: [{ to: 'person', fields: ['owner'], toFields: ['id'] }],
    fields: fields(...names),
    ...more,
  })

const people = `create table {s}.person (id integer primary key, email varchar(100) not null);
  insert into {s}.person values (1, 'josé@x.fr'), (2, 'jose@x.fr');`

/** `groups`: datasets in the order of deletion, or whole groups. */
export async function opened(
  { kind, create }: Engine,
  script: string | Script,
  datasets: (at: Place) => MapDataset[],
  groups: (string | Pick<PlanGroup, 'dataset' | 'fate' | 'changes'>)[],
  exempt: string[] = [],
): Promise<Opened> {
  const made = await create(['s'], people + (typeof script === 'string' ? script : script[kind]))
  database = made
  const connector = connect(kind, made.connection, { lockTimeoutMs: 200 })
  system = connector
  const at: Place = (table) => made.table('s', table)
  const map = systemMap(datasets(at), exempt.map(at))
  const pinned = await connector.pin(map, josé)
  const { datasets: found, catalogueHash } = await connector.discover(map, pinned)
  const planned = groups.map((one) =>
    typeof one === 'string' ? group(found, one, 'delete', all) : group(found, one.dataset, one.fate, all, one.changes),
  )
  const order = { stepId: 'step', map, catalogueHash, person: pinned, groups: planned.filter(({ rows }) => rows > 0) }
  return { database: made, system: connector, map, order, before: await made.dump() }
}

export const clear = (of: string, ...changes: FieldChange[]) => ({ dataset: of, fate: 'clear' as const, changes })

/** Carried out and seen; `gone` rows of each table are no longer there, and nobody else's changed. */
export async function expectErased(
  { database: of, system: connector, order, before }: Opened,
  gone: Record<string, number>,
) {
  expect(await connector.erase(order, note)).toMatchObject({ status: 'applied' })
  expect((await connector.verify(order)).complete).toBe(true)
  const after = await of.dump()
  for (const [table, rows] of Object.entries(before)) {
    expect(after[table], table).toHaveLength(rows.length - (gone[table] ?? 0))
    expect(rows, table).toEqual(expect.arrayContaining(after[table] ?? []))
  }
}

export async function expectRefused({ database: of, system: connector, order, before }: Opened, problem: string) {
  expect(await connector.erase(order, note)).toMatchObject({ status: 'refused', problem })
  expect(await of.dump()).toEqual(before)
}
