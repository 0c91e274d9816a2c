// A value given as text, as a column of PostgreSQL holds it and takes it.
import { sql } from 'kysely'
import type { CatalogueColumn } from '../../domain/catalogue'
import { never, type Sql } from '../sql/statement'
import { castType, familyOf } from './column-type'

/** Bytes and documents are not written as the text of a value. */
export const takesValue = ({ type }: CatalogueColumn): boolean => !/^(bytea|jsonb?|xml)$|\[\]$/.test(type)

/** As the server writes it. Other spellings of a value (`tomorrow`, `042`) are not what was signed. */
function asWritten(column: CatalogueColumn, value: string): string {
  switch (familyOf(column)) {
    case 'uuid':
      return value.toLowerCase()
    case 'timestamp':
      return /^\d{4}-\d\d-\d\d$/.test(value) ? `${value} 00:00:00` : value
    default:
      return value
  }
}

const decimal = /^-?\d{1,60}(\.\d{1,30})?$/

/** In every byte, whatever the column's collation or citext would take for the same; of numbers the same number. */
export function holdsValue(column: CatalogueColumn, reference: Sql, value: string): Sql {
  if (familyOf(column) === 'numeric')
    return decimal.test(value) ? sql`coalesce(${reference} = ${value}::text::numeric, false)` : never
  return sql`coalesce((${reference}::text collate pg_catalog."C") = ${asWritten(column, value)}::text, false)`
}

/** Without the type's length, so that what is too long is refused and not cut. */
export const assignedValue = (column: CatalogueColumn, value: string): Sql =>
  sql`${sql.id(column.name)} = ${value}::text::${castType(column)}`
