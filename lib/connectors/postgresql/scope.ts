// Which rows of a dataset are the person's: those pinned by primary key, those that carry a proven identifier, and those
// linked to rows that are the person's. The union of these branches; composite keys always as a whole (R1).
import { sql } from 'kysely'
import type { MapDataset, MapLink } from '../../domain/data-map/types'
import { comparable, keyComparison, sharesKeys } from './column-type'
import { matches } from './identifier-match'
import { allOf, anyOf, list, never, type Sql } from './statement'
import type { Rows, Structure } from './structure'

type Branch = {
  on: (rows: Rows) => Sql
  /** Without a subselect: such branches can share one WHERE. */
  plain: boolean
  /** For pinned rows: the primary keys themselves. */
  keys?: string[][]
}

/** (columns) IN (keys), each compared in the column's own type. */
export function keysIn(structure: Structure, rows: Rows, columns: readonly string[], keys: readonly string[][]): Sql {
  if (keys.length === 0 || columns.length === 0) return never
  const parts = columns.map((column, index) => {
    const given = keys.map((key) => key[index] ?? null)
    const compared = keyComparison(structure.definition(rows.table, column), structure.column(rows, column))
    const texts = sql`${given}::text[]`
    const array = compared.lower
      ? sql`array(select lower(k) from unnest(${texts}) with ordinality u(k, n) order by n)`
      : sql`${texts}::${compared.type}[]`
    return { left: compared.left, array }
  })
  const [only] = parts
  if (only && parts.length === 1) return sql`${only.left} = any(${only.array})`
  return sql`(${list(parts.map((p) => p.left))}) in (select * from unnest(${list(parts.map((p) => p.array))}))`
}

const linkedTo = (structure: Structure, dataset: MapDataset) =>
  structure.map.datasets.some((other) => other.links?.some((link) => link.to === dataset.key))

/** Datasets whose rows are found by pinned keys alone, and no longer by identifiers: whom they name was decided. */
export const isPinned = (structure: Structure, dataset: MapDataset) =>
  linkedTo(structure, dataset) && structure.person.anchors.some((anchor) => anchor.dataset === dataset.key)

function ownBranches(structure: Structure, dataset: MapDataset): Branch[] {
  const table = structure.table(dataset.table)
  const keys = structure.person.anchors.filter((a) => a.dataset === dataset.key).flatMap((a) => a.keys)
  const pinned: Branch[] = keys.length
    ? [{ plain: true, keys, on: (rows) => keysIn(structure, rows, table.primaryKey, keys) }]
    : []
  if (isPinned(structure, dataset)) return pinned
  const identified = (dataset.identifiedBy ?? []).flatMap(({ identifier: kind, field }) =>
    structure.person.identifiers
      .filter((identifier) => identifier.kind === kind)
      .map((identifier): Branch => ({ plain: true, on: (rows) => matches(structure, rows, field, identifier) })),
  )
  return [...pinned, ...identified]
}

function throughLink(structure: Structure, dataset: MapDataset, link: MapLink, branch: Branch): Branch {
  const source = structure.table(dataset.table)
  const target = structure.table(structure.dataset(link.to).table)
  const positions = link.toFields.map((field) => target.primaryKey.indexOf(field))
  const { keys } = branch
  // The link leads to pinned keys: they are compared directly, which also finds rows whose parent is already gone.
  const direct = link.toFields.every((to, index) =>
    sharesKeys(structure.definition(target, to), structure.definition(source, link.fields[index] ?? '')),
  )
  if (keys && direct && positions.every((position) => position >= 0)) {
    const projected = keys.map((key) => positions.map((position) => key[position] ?? ''))
    return { plain: true, on: (rows) => keysIn(structure, rows, link.fields, projected) }
  }
  const pairs = link.fields.map((field, index) => {
    const to = link.toFields[index] ?? ''
    return { field, to, as: comparable(structure.definition(source, field), structure.definition(target, to)) }
  })
  const on = (rows: Rows) => {
    const to = structure.rows(target.name)
    const left = pairs.map((pair) => pair.as(structure.column(rows, pair.field)))
    const right = pairs.map((pair) => pair.as(structure.column(to, pair.to)))
    return sql`(${list(left)}) in (select ${list(right)} from ${structure.from(to)} where ${branch.on(to)})`
  }
  return { plain: false, on }
}

/** `path`: datasets already on the way; a link back to one of them takes only what is pinned or identified there. */
function branches(structure: Structure, dataset: MapDataset, path: readonly string[]): Branch[] {
  const linked = (dataset.links ?? []).flatMap((link) => {
    const target = structure.dataset(link.to)
    const visited = [...path, dataset.key]
    const found = visited.includes(link.to) ? ownBranches(structure, target) : branches(structure, target, visited)
    return found.map((branch) => throughLink(structure, dataset, link, branch))
  })
  return [...ownBranches(structure, dataset), ...linked]
}

/** The person's rows of a dataset. */
export function inScope(structure: Structure, dataset: MapDataset, rows: Rows): Sql {
  const found = branches(structure, dataset, [])
  const plain = found.filter((branch) => branch.plain)
  const nested = found.filter((branch) => !branch.plain)
  const key = rows.table.primaryKey
  if (nested.length === 0) return anyOf(plain.map((branch) => branch.on(rows)))
  if (nested.length + Math.min(plain.length, 1) === 1 || key.length === 0) return anyOf(found.map((b) => b.on(rows)))
  // OR between subselects makes the server read the whole table; a union of keys lets each branch use its own index.
  const groups = [...(plain.length ? [plain] : []), ...nested.map((branch) => [branch])]
  const selects = groups.map((group) => {
    const inner = structure.rows(rows.table.name)
    const where = anyOf(group.map((branch) => branch.on(inner)))
    return sql`select ${list(structure.columns(inner, key))} from ${structure.from(inner)} where ${where}`
  })
  return sql`(${list(structure.columns(rows, key))}) in (${sql.join(selects, sql` union all `)})`
}

/** `a.x = b.y and …`, for joins along links and foreign keys. */
export function joined(
  structure: Structure,
  from: Rows,
  fromColumns: readonly string[],
  to: Rows,
  toColumns: readonly string[],
): Sql {
  const pairs = fromColumns.map((column, index) => {
    const other = toColumns[index] ?? ''
    const as = comparable(structure.definition(from.table, column), structure.definition(to.table, other))
    return sql`${as(structure.column(from, column))} = ${as(structure.column(to, other))}`
  })
  return allOf(pairs)
}
