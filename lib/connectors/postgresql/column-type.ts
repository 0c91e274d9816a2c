// How columns of different types are compared without the server quietly converting one into the other (R18).
import { sql } from 'kysely'
import type { CatalogueColumn } from '../../domain/catalogue'
import type { Sql } from '../sql/statement'

export type TypeFamily =
  | 'text'
  | 'bpchar'
  | 'citext'
  | 'integer'
  | 'numeric'
  | 'uuid'
  | 'date'
  | 'timestamp'
  | 'inet'
  | 'other'

const families: [RegExp, TypeFamily][] = [
  [/^(text|character varying(\(\d+\))?)$/, 'text'],
  [/^character\(\d+\)$/, 'bpchar'],
  [/^citext$/, 'citext'],
  [/^(smallint|integer|bigint)$/, 'integer'],
  [/^numeric(\(\d+,-?\d+\))?$/, 'numeric'],
  [/^uuid$/, 'uuid'],
  [/^date$/, 'date'],
  [/^timestamp(\(\d\))? with(out)? time zone$/, 'timestamp'],
  [/^(inet|cidr)$/, 'inet'],
]

export const familyOf = (column: CatalogueColumn): TypeFamily =>
  families.find(([pattern]) => pattern.test(column.type))?.[1] ?? 'other'

/** A point in time, whose calendar day depends on the place. */
export const isMoment = (column: CatalogueColumn): boolean => /^timestamp.* with time zone$/.test(column.type)

/** Longest text that the column takes; null for no limit. */
export const maximumLength = (column: CatalogueColumn): number | null => {
  const length = /^(?:character varying|character)\((\d+)\)$/.exec(column.type)?.[1]
  return length ? Number(length) : null
}

/** A type name for casts: the server's own spelling (quoted by the server where needed), without its length. */
export function castType(column: CatalogueColumn): Sql {
  if (column.type === 'citext') return sql`text` // assigned to the column, where the server converts it
  if (familyOf(column) === 'bpchar') return sql`bpchar`
  return sql.raw(column.type.replace(/\(\d+(,-?\d+)?\)/, ''))
}

/** A column beside an array of keys that are given as text: the array's type, and the column as compared with it. */
export function keyComparison(column: CatalogueColumn, reference: Sql): { left: Sql; type: Sql; lower: boolean } {
  switch (familyOf(column)) {
    case 'text':
      return { left: exactly(column, reference), type: sql`text`, lower: false }
    case 'bpchar':
      return { left: exactly(column, reference), type: sql`bpchar`, lower: false }
    case 'citext': // its own operator stands in a schema that is never on our path; this is what it does
      return { left: sql`lower(${reference}::text)`, type: sql`text`, lower: true }
    case 'integer':
    case 'numeric':
    case 'uuid':
    case 'date':
    case 'timestamp':
      return { left: reference, type: castType(column), lower: false }
    default:
      return { left: sql`${reference}::text`, type: sql`text`, lower: false }
  }
}

const isNumber = (family: TypeFamily) => family === 'integer' || family === 'numeric'

/**
 * Under a non-deterministic collation `ABC` equals `abc`: another person's row. Elsewhere equal is equal in bytes, and
 * the column's own collation lets its index answer.
 */
const exactly = (column: CatalogueColumn, reference: Sql): Sql =>
  column.looseCollation ? sql`${reference} collate "C"` : reference

/** Whether a key read from `a` as text can be compared with `b` in the type of `b`. */
export const sharesKeys = (a: CatalogueColumn, b: CatalogueColumn) => {
  const [one, other] = [familyOf(a), familyOf(b)]
  return one === other || ((one === 'text' || one === 'bpchar') && (other === 'text' || other === 'bpchar'))
}

/**
 * Two linked columns as compared: by their own operator where the types agree, else as text, never by conversion. As the
 * server does, letters' case is ignored only where both columns ignore it.
 */
export function comparable(a: CatalogueColumn, b: CatalogueColumn): (reference: Sql) => Sql {
  const [one, other] = [familyOf(a), familyOf(b)]
  if (one === 'citext' && other === 'citext') return (reference) => sql`lower(${reference}::text)`
  if (a.looseCollation || b.looseCollation) return (reference) => sql`(${reference}::text collate "C")`
  const numbers = isNumber(one) && isNumber(other)
  const alike = a.type === b.type || numbers || (one === other && (one === 'text' || one === 'bpchar'))
  return alike ? (reference) => reference : (reference) => sql`${reference}::text`
}
