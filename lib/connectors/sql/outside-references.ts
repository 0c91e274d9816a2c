// Tables whose rows would still point at a row after this person's erasure: then the database refuses its deletion, or
// they could not be found again without it.
import { sql } from 'kysely'
import type { ForeignKey } from '../../domain/catalogue'
import type { MapDataset } from '../../domain/data-map/types'
import { isRemembered } from '../../domain/plan/relations'
import { chained } from './chains'
import { linksAlong, ownKeys } from './document-routes'
import { inScope, joined } from './scope'
import { allOf, anyOf, type Sql } from './statement'
import type { Rows, Structure } from './structure'

type Reference = { table: string; exists: (rows: Rows) => Sql }

/** Rows that stay by the map: it clears them but keeps the reference, or they are held for somebody else as processor. */
const staysByMap = (dataset: MapDataset, key: ForeignKey) =>
  dataset.role === 'processor' ||
  (dataset.erasure === 'clear' && !key.columns.some((column) => dataset.fields[column]?.onErasure === 'clear'))

/** A row of `table` that points at the given row by this key, and of which `more` is true. */
const pointedAt =
  (structure: Structure, table: string, key: ForeignKey, more: (referring: Rows) => Sql[]) => (rows: Rows) => {
    const referring = structure.rows(table)
    const where = allOf([
      joined(structure, rows, key.referencedColumns, referring, key.columns, 'foreign-key'),
      ...more(referring),
    ])
    return sql`exists (select 1 from ${structure.from(referring)} where ${where})`
  }

function throughKey(
  structure: Structure,
  parent: MapDataset,
  table: string,
  key: ForeignKey,
  visited: readonly string[],
): Reference[] {
  const datasets = structure.map.datasets.filter((dataset) => dataset.table === table)
  if (datasets.length === 0 || datasets.some((dataset) => staysByMap(dataset, key)))
    return [{ table, exists: pointedAt(structure, table, key, () => []) }]
  const stranger = (rows: Rows) => datasets.map((dataset) => sql`(${inScope(structure, dataset, rows)}) is not true`)
  // Along a link of the map every row that points here is the person's.
  const linked = datasets.some((dataset) => linksAlong(dataset, parent.key, key))
  const near = linked ? [] : [{ table, exists: pointedAt(structure, table, key, stranger) }]
  // A row of the person that must stay itself keeps what it points at.
  const far = datasets
    .filter((dataset) => !visited.includes(dataset.key))
    .flatMap((dataset) => referencesTo(structure, dataset, visited))
    .map((r) => ({ table: r.table, exists: pointedAt(structure, table, key, (rows) => [r.exists(rows)]) }))
  return [...near, ...far]
}

function referencesTo(structure: Structure, dataset: MapDataset, visited: readonly string[]): Reference[] {
  const seen = [...visited, dataset.key]
  const pointing = structure.catalogue.tables.flatMap((table) =>
    table.foreignKeys.filter((key) => key.references === dataset.table).map((key) => ({ table: table.name, key })),
  )
  const found = [...pointing, ...waysThrough(structure, dataset)].flatMap(({ table, key }) =>
    throughKey(structure, dataset, table, key, seen),
  )
  return [...found, ...alongChain(structure, dataset, found)]
}

/** Rows of the same table that must stay themselves. */
function alongChain(structure: Structure, dataset: MapDataset, found: readonly Reference[]): Reference[] {
  const ways = ownKeys(structure, dataset)
  if (ways.length === 0) return []
  return byTable(found).map(([table, references]) => ({
    table,
    exists: (rows) => {
      const staying = structure.rows(dataset.table)
      const { from, where } = chained(structure, dataset, ways, rows, staying)
      return sql`exists (select 1 from ${from} where ${where} and ${anyOf(references.map((r) => r.exists(staying)))})`
    },
  }))
}

const byTable = (found: readonly Reference[]) => [...Map.groupBy(found, (reference) => reference.table)]

/** Links over this dataset that no foreign key secures, as if one did: for rows that stay it is the only way to them. */
function waysThrough(structure: Structure, dataset: MapDataset): { table: string; key: ForeignKey }[] {
  const node = { dataset, table: structure.table(dataset.table) }
  // What is held for somebody else is not ours to find.
  const own = structure.map.datasets.filter(({ role }) => role !== 'processor')
  return own.flatMap((other) => {
    const keys = structure.table(other.table).foreignKeys.filter((key) => key.references === dataset.table)
    return (other.links ?? [])
      .filter(({ to, toFields }) => to === dataset.key && to !== other.key && !isRemembered(node, toFields))
      .filter((link) => !keys.some((key) => linksAlong({ ...other, links: [link] }, dataset.key, key)))
      .map(({ fields: columns, toFields: referencedColumns }) => ({
        table: other.table,
        key: { name: '', columns, references: dataset.table, referencedColumns, onDelete: 'no action' as const },
      }))
  })
}

/** One entry a table, in order of name. */
export function outsideReferences(
  structure: Structure,
  dataset: MapDataset,
  rows: Rows,
): { table: string; exists: Sql }[] {
  return byTable(referencesTo(structure, dataset, []))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([table, references]) => ({ table, exists: anyOf(references.map((reference) => reference.exists(rows))) }))
}
