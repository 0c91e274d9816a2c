// What the data map says of each table that a system has: a person's data that nobody mapped is worse than a wrong map.
import type { Catalogue, CatalogueTable } from '../catalogue'
import { seemsToHoldPerson } from './person-signs'
import type { DataMap, MapDataset } from './types'

export type TableRight = 'select' | 'update' | 'delete'
export type TableMark =
  | 'mapped'
  /** Declared to hold nobody, with the reason. */
  | 'exempt'
  /** Seems to hold a person and is neither: blocks every plan of its system. */
  | 'overlooked'
  | 'nobody'

export type MarkedTable = {
  table: CatalogueTable
  mark: TableMark
  dataset: MapDataset | null
  /** Why it is exempt. */
  reason: string | null
  /** Rights that the map's promises need and the connected user has not got. */
  lacking: TableRight[]
}

const rights = ['select', 'update', 'delete'] as const

/** Of a system's tables, the overlooked first. `map` is null before the first import. */
export function markTables(catalogue: Catalogue, map: DataMap | null, system: string): MarkedTable[] {
  const mapped = new Map(ofSystem(map?.datasets, system).map((dataset) => [dataset.table, dataset]))
  const exempt = new Map(ofSystem(map?.exempt, system).map((entry) => [entry.table, entry.reason]))
  const marked = catalogue.tables.map((table): MarkedTable => {
    const dataset = mapped.get(table.name) ?? null
    const reason = exempt.get(table.name) ?? null
    const points = table.foreignKeys.some((key) => mapped.has(key.references))
    const mark = dataset ? 'mapped' : reason !== null ? 'exempt' : undefined
    const guess = points || seemsToHoldPerson(table) ? 'overlooked' : 'nobody'
    return { table, mark: mark ?? guess, dataset, reason, lacking: lacking(table, dataset) }
  })
  const order: TableMark[] = ['overlooked', 'mapped', 'exempt', 'nobody']
  return marked.sort((a, b) => order.indexOf(a.mark) - order.indexOf(b.mark))
}

const ofSystem = <T extends { system: string }>(all: T[] | undefined, system: string): T[] =>
  (all ?? []).filter((one) => one.system === system)

/** Rows that are deleted may also have to stay, held or pointed at, with fields cleared: DELETE and UPDATE. */
function lacking(table: CatalogueTable, dataset: MapDataset | null): TableRight[] {
  if (!dataset) return []
  const needed: Record<TableRight, boolean> = {
    select: true,
    update: dataset.role === 'controller' && table.kind !== 'view',
    delete: dataset.role === 'controller' && dataset.erasure === 'delete',
  }
  return rights.filter((right) => needed[right] && !table.rights[right])
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** The statements that would give the rights, for whoever owns the database. */
export function grantStatements(tables: MarkedTable[], user: string): string[] {
  return tables
    .filter(({ lacking }) => lacking.length > 0)
    .map(({ table, lacking }) => {
      const [schema = '', ...name] = table.name.split('.')
      const words = lacking.map((right) => right.toUpperCase()).join(', ')
      return `GRANT ${words} ON ${quoted(schema)}.${quoted(name.join('.'))} TO ${quoted(user)};`
    })
}
