// Which rows of a dataset are the person's: those pinned by primary key, those that carry a proven identifier, and those
// linked to rows that are the person's. The union of these branches; composite keys always as a whole (R1).
import { sql } from 'kysely'
import type { IdentifyingField, MapDataset, MapLink } from '../../domain/data-map/types'
import type { Identifier } from '../../domain/findings'
import { alongOf } from './document-routes'
import { digestOf } from './pseudonym'
import { allOf, anyOf, list, never, type Sql } from './statement'
import type { Along, Rows, Structure } from './structure'

type By = Pick<IdentifyingField, 'field' | 'form'>

type Branch = {
  on: (rows: Rows) => Sql
  /** Without a subselect: such branches can share one WHERE. */
  plain: boolean
  /** For pinned rows: the primary keys themselves. */
  keys?: string[][]
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
    ? [{ plain: true, keys, on: (rows) => structure.dialect.keysIn(structure, rows, table.primaryKey, keys) }]
    : []
  if (isPinned(structure, dataset)) return pinned
  const identified = (dataset.identifiedBy ?? []).flatMap((by) =>
    structure.person.identifiers
      .filter(({ kind }) => kind === by.identifier)
      .map((identifier): Branch => ({ plain: true, on: (rows) => matches(structure, rows, by, identifier) })),
  )
  return [...pinned, ...identified]
}

function throughLink(structure: Structure, dataset: MapDataset, link: MapLink, branch: Branch): Branch {
  const source = structure.table(dataset.table)
  const target = structure.table(structure.dataset(link.to).table)
  const positions = link.toFields.map((field) => target.primaryKey.indexOf(field))
  const { keys } = branch
  const along = alongOf(structure, dataset, link)
  // The link leads to pinned keys: they are compared directly, which also finds rows whose parent is already gone.
  const direct = link.toFields.every((to, index) =>
    structure.dialect.sharesKeys(
      structure.definition(target, to),
      structure.definition(source, link.fields[index] ?? ''),
    ),
  )
  if (keys && direct && positions.every((position) => position >= 0)) {
    const projected = keys.map((key) => positions.map((position) => key[position] ?? ''))
    return { plain: true, on: (rows) => structure.dialect.keysIn(structure, rows, link.fields, projected, along) }
  }
  const on = (rows: Rows) => {
    const to = structure.rows(target.name)
    const pairs = comparisons(structure, rows, link.fields, to, link.toFields, along)
    const [left, right] = [pairs.map((pair) => pair.left), pairs.map((pair) => pair.right)]
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
  const apart = structure.dialect.unionOf === 'all' ? found : found.filter((branch) => !branch.plain)
  const together = found.filter((branch) => !apart.includes(branch))
  const key = rows.table.primaryKey
  const alone = apart.length + Math.min(together.length, 1) <= 1
  if (apart.length === 0 || alone || key.length === 0) return anyOf(found.map((branch) => branch.on(rows)))
  // OR between subselects makes the server read the whole table; a union of keys lets each branch use its own index.
  const groups = [...(together.length ? [together] : []), ...apart.map((branch) => [branch])]
  const selects = groups.map((group) => {
    const inner = structure.rows(rows.table.name)
    const where = anyOf(group.map((branch) => branch.on(inner)))
    return sql`select ${list(structure.columns(inner, key))} from ${structure.from(inner)} where ${where}`
  })
  return structure.dialect.inUnion(structure.columns(rows, key), selects)
}

function comparisons(
  structure: Structure,
  from: Rows,
  fromColumns: readonly string[],
  to: Rows,
  toColumns: readonly string[],
  along: Along,
) {
  return fromColumns.flatMap((column, index) =>
    structure.dialect.compared(structure, [from, column], [to, toColumns[index] ?? ''], along),
  )
}

/** `a.x = b.y and …`, for joins along links and foreign keys. */
export function joined(
  structure: Structure,
  from: Rows,
  fromColumns: readonly string[],
  to: Rows,
  toColumns: readonly string[],
  along: Along = 'link',
): Sql {
  const pairs = comparisons(structure, from, fromColumns, to, toColumns, along)
  return allOf(pairs.map(({ left, right }) => sql`${left} = ${right}`))
}

/** Never true for an identifier that the map does not know. */
export function matches(structure: Structure, rows: Rows, { field, form }: By, identifier: Identifier): Sql {
  const known = structure.map.identifiers.find((candidate) => candidate.key === identifier.kind)
  if (!known) return never
  if (!form) return structure.dialect.matches(structure, rows, field, known.normalise, identifier)
  const digest = digestOf(form, known.normalise, identifier.value, structure.map.pseudonymKeys ?? {})
  return digest ? structure.dialect.keysIn(structure, rows, [field], writtenAs(structure, rows, field, digest)) : never
}

/** Hexadecimal in small or capital letters, or bytes, which this connector writes as the server does. */
function writtenAs(structure: Structure, rows: Rows, field: string, digest: string): string[][] {
  if (structure.definition(rows.table, field).type === 'bytea') return [[`\\x${digest}`]]
  return [[digest], [digest.toUpperCase()]]
}
