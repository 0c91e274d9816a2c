// A value given as text, as a column of PostgreSQL holds it and takes it.
import { sql } from 'kysely'
import type { CatalogueColumn } from '../../domain/catalogue'
import type { Sql } from '../sql/statement'
import { castType, familyOf } from './column-type'

const isText = (column: CatalogueColumn) => ['text', 'bpchar', 'citext'].includes(familyOf(column))

/** Bytes and documents are not written as the text of a value. */
export const takesValue = ({ type }: CatalogueColumn): boolean => !/^(bytea|jsonb?|xml)$|\[\]$/.test(type)

/** In every byte, whatever the column's collation or citext would take for the same; of other types the same value. */
export function holdsValue(column: CatalogueColumn, reference: Sql, value: string): Sql {
  const stored = sql`(${reference}::text collate pg_catalog."C")`
  if (isText(column)) return sql`coalesce(${stored} = ${value}::text, false)`
  const given = sql`(${value}::text)::${castType(column)}`
  if (familyOf(column) === 'numeric') return sql`coalesce(${reference} = ${given}, false)`
  return sql`coalesce(${stored} = (${given})::text, false)`
}

/** Without the type's length, so that what is too long is refused and not cut. */
export const assignedValue = (column: CatalogueColumn, value: string): Sql =>
  sql`${sql.id(column.name)} = ${value}::text::${castType(column)}`
