// What people approved was computed for one structure; another structure means another plan.
import { createHash } from 'node:crypto'
import type { Catalogue, CatalogueTable } from '../domain/catalogue'

const by =
  <T>(key: (item: T) => string) =>
  (a: T, b: T) =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0
const foreignKeys = (table: CatalogueTable) =>
  table.foreignKeys
    .map((key) => [table.name, key.columns, key.references, key.referencedColumns, key.onDelete])
    .sort(by((key) => JSON.stringify(key)))

/**
 * SHA-256 (hex) of the structure of these tables: columns, keys, checks, triggers, and every foreign key that leads to
 * them from anywhere, since a new ON DELETE CASCADE elsewhere would take rows that nobody approved. Sizes, indexes and
 * rights may change freely. A table that is missing counts as missing.
 */
export function catalogueHash(catalogue: Catalogue, tables: readonly string[]): string {
  const wanted = new Set(tables)
  const structure = [...wanted].sort().map((name) => {
    const table = catalogue.tables.find((candidate) => candidate.name === name)
    if (!table) return [name, null]
    return [
      name,
      table.kind,
      table.columns.map((c) => [c.name, c.type, c.nullable, c.hasDefault, c.generated]).sort(by((c) => String(c[0]))),
      table.primaryKey,
      [...table.unique].sort(by((columns) => JSON.stringify(columns))),
      foreignKeys(table),
      table.checks.map((check) => [check.name, check.expression]).sort(by((check) => JSON.stringify(check))),
      [...table.triggers].sort(),
    ]
  })
  const incoming = [...catalogue.tables]
    .sort(by((table) => table.name))
    .flatMap((table) => foreignKeys(table).filter((key) => wanted.has(String(key[2]))))
  return createHash('sha256')
    .update(JSON.stringify(['habeas-catalogue/1', structure, incoming]))
    .digest('hex')
}
