// A map held against the structure of the systems: what would stop or weaken a request is said when the map is imported.
import type { Catalogue, CatalogueTable } from '../catalogue'
import { blockImpossible, fieldFates, undecidedColumns } from '../plan/field-fate'
import { holdsDocuments } from '../plan/path-fate'
import { BlockList, compareText } from '../plan/planning'
import type { PlanBlock } from '../plan/types'
import { seemsToHoldPerson } from './person-signs'
import { databasesOf } from './system-kinds'
import type { DataMap, MapDataset } from './types'

export type MapFindingCode =
  | 'system-missing'
  | 'table-missing'
  | 'column-missing'
  | 'table-unmapped'
  | 'column-unmapped'
  | 'no-primary-key'
  | 'link-type'
  | 'date-type'
  | 'check-constraint'
  | Extract<
      PlanBlock['code'],
      'not-nullable' | 'not-writable' | 'unique-replacement' | 'replacement-too-long' | 'path-not-writable'
    >

export type MapFinding = {
  /** `blocks`: a request would stop here; `warns`: worth a look. */
  severity: 'blocks' | 'warns'
  code: MapFindingCode
  system: string
  dataset?: string
  table?: string
  column?: string
}

/** In the map's order, tables without a place in it last. A system without a catalogue was never inspected. */
export function checkMap(map: DataMap, catalogues: Readonly<Record<string, Catalogue>>): MapFinding[] {
  return databasesOf(map).flatMap(({ key: system }) => {
    const catalogue = catalogues[system]
    if (!catalogue) return [{ severity: 'blocks', code: 'system-missing', system }]
    const datasets = map.datasets.filter((dataset) => dataset.system === system)
    return [
      ...datasets.flatMap((dataset) => checkDataset(map, catalogue, dataset)),
      ...unmappedTables(map, catalogue, system),
    ]
  })
}

function checkDataset(map: DataMap, catalogue: Catalogue, dataset: MapDataset): MapFinding[] {
  const place = { system: dataset.system, dataset: dataset.key, table: dataset.table }
  const table = tableNamed(catalogue, dataset.table)
  if (!table) return [{ severity: 'blocks', code: 'table-missing', ...place }]
  const missing = Object.keys(dataset.fields).filter((name) => !columnOf(table, name))
  return [
    ...missing.map((column): MapFinding => ({ severity: 'blocks', code: 'column-missing', ...place, column })),
    ...(table.primaryKey.length > 0 ? [] : [{ severity: 'blocks', code: 'no-primary-key', ...place } as const]),
    ...unmappedColumns(catalogue, dataset, table).map((finding) => ({ ...finding, ...place })),
    ...linkTypes(map, catalogue, dataset, table).map(
      (column): MapFinding => ({ severity: 'blocks', code: 'link-type', ...place, column }),
    ),
    ...pathColumns(catalogue, dataset, table).map((finding) => ({ ...finding, ...place })),
    ...dateType(dataset, table).map((finding) => ({ ...finding, ...place })),
    ...impossibleChanges(map, catalogue, dataset, table).map((finding) => ({ ...finding, ...place })),
  ]
}

type Part = Pick<MapFinding, 'severity' | 'code' | 'column'>

const tableNamed = (catalogue: Catalogue, name: string) => catalogue.tables.find((table) => table.name === name)
const columnOf = (table: CatalogueTable, name: string) => table.columns.find((column) => column.name === name)

function unmappedTables({ datasets, exempt }: DataMap, catalogue: Catalogue, system: string): MapFinding[] {
  const known = new Set([...datasets, ...exempt].filter((p) => p.system === system).map(({ table }) => table))
  const mapped = new Set(datasets.filter((d) => d.system === system).map(({ table }) => table))
  return catalogue.tables
    .filter((table) => !known.has(table.name))
    .filter((table) => seemsToHoldPerson(table) || table.foreignKeys.some((key) => mapped.has(key.references)))
    .map(({ name }) => ({ severity: 'blocks', code: 'table-unmapped', system, table: name }))
}

/** A key that is not mapped cannot tell rows apart; any other column is lost on rows that stay. */
function unmappedColumns(catalogue: Catalogue, dataset: MapDataset, table: CatalogueTable): Part[] {
  const undecided = new Set(undecidedColumns(dataset, table, catalogue))
  return table.columns
    .filter(({ name }) => !Object.hasOwn(dataset.fields, name))
    .map(({ name }) => {
      const stops = table.primaryKey.includes(name) || (undecided.has(name) && canStay(dataset))
      return { severity: stops ? 'blocks' : 'warns', code: 'column-unmapped', column: name }
    })
}

const canStay = (dataset: MapDataset) => dataset.erasure === 'clear' || dataset.document !== undefined

function linkTypes(map: DataMap, catalogue: Catalogue, dataset: MapDataset, table: CatalogueTable): string[] {
  return (dataset.links ?? []).flatMap((link) => {
    const target = map.datasets.find(({ key }) => key === link.to)
    const other = target && tableNamed(catalogue, target.table)
    return link.fields.filter((field, i) => {
      const [from, to] = [columnOf(table, field)?.type, other && columnOf(other, link.toFields[i] ?? '')?.type]
      return from !== undefined && to !== undefined && familyOf(from) !== familyOf(to)
    })
  })
}

function familyOf(type: string): string {
  if (/^(smallint|integer|bigint|numeric|decimal)\b/.test(type)) return 'number'
  if (/^(text|citext|name|character varying|varchar|character|char|bpchar)\b/.test(type)) return 'text'
  return type.replace(/\(.*\)/, '')
}

function dateType({ document }: MapDataset, table: CatalogueTable): Part[] {
  if (!document || 'partOf' in document) return []
  const type = columnOf(table, document.date)?.type
  if (type === undefined || /^(date|timestamp)\b/.test(type)) return []
  return [{ severity: familyOf(type) === 'text' ? 'warns' : 'blocks', code: 'date-type', column: document.date }]
}

/** Whatever the rules will say of the paths: their column must hold documents. */
function pathColumns({ engine }: Catalogue, dataset: MapDataset, table: CatalogueTable): Part[] {
  return Object.entries(dataset.fields).flatMap(([name, { paths }]): Part[] => {
    const column = columnOf(table, name)
    if (!paths || !column || holdsDocuments(engine, table, column)) return []
    return [{ severity: 'blocks', code: 'path-not-writable', column: name }]
  })
}

/** As a plan would find it. Fields with a term are left to the rules; rows that only others could pin are a warning. */
function impossibleChanges(map: DataMap, catalogue: Catalogue, dataset: MapDataset, table: CatalogueTable): Part[] {
  if (dataset.role === 'processor') return []
  const { changes } = fieldFates(map, dataset, [], {})
  const decided = changes.filter(
    ({ field }) => columnOf(table, field) && !(dataset.document && dataset.fields[field]?.term),
  )
  const blocks = new BlockList()
  blockImpossible({ dataset, table, catalogue, changes: decided }, blocks)
  const referenced = catalogue.tables.some((t) => t.foreignKeys.some((key) => key.references === table.name))
  if (!canStay(dataset) && !referenced) return []
  const severity = canStay(dataset) ? 'blocks' : 'warns'
  const impossible = blocks
    .list()
    .flatMap((block): Part[] => (saidHere(block) ? [{ severity, code: block.code, column: block.field }] : []))
  return [
    ...impossible,
    ...constrained(
      table,
      decided.map(({ field }) => field),
    ),
  ]
}

/** A check constraint may refuse what is written; what it says is for a person to read. */
function constrained(table: CatalogueTable, fields: string[]): Part[] {
  return fields
    .filter((field) =>
      table.checks.some(({ expression }) =>
        new RegExp(`(^|[^\\w])"?${RegExp.escape(field)}"?([^\\w]|$)`).test(expression),
      ),
    )
    .sort(compareText)
    .map((column) => ({ severity: 'warns', code: 'check-constraint', column }))
}

const fieldCodes = ['not-nullable', 'not-writable', 'unique-replacement', 'replacement-too-long'] as const

/** What blocks a field by the map alone. Of paths it was said before; all else is known of a person's rows alone. */
const saidHere = (block: PlanBlock): block is Extract<PlanBlock, { code: (typeof fieldCodes)[number] }> =>
  (fieldCodes as readonly string[]).includes(block.code)
