// A value given as text, as a column of MariaDB or MySQL holds it and takes it.
import { sql } from 'kysely'
import type { CatalogueColumn } from '../../domain/catalogue'
import { never, type Sql } from '../sql/statement'
import { bytesOf, familyOf, textOf } from './column-type'

/** Bytes, documents and shapes are not written as the text of a value. */
export const takesValue = (column: CatalogueColumn): boolean =>
  !['binary', 'geometry'].includes(familyOf(column)) && column.type !== 'json'

const moment = /^\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d(\.\d{1,6})?)?)?$/
const decimal = /^-?\d{1,35}(\.\d{1,30})?$/

/** In every byte, whatever the column's collation would take for the same; of a number or time the same value. */
export function holdsValue(column: CatalogueColumn, reference: Sql, value: string): Sql {
  const typed = (form: RegExp, type: Sql) =>
    form.test(value) ? sql`coalesce(${reference} = cast(${value} as ${type}), false)` : never
  switch (familyOf(column)) {
    case 'numeric':
      return typed(decimal, sql`decimal(65, 30)`)
    case 'datetime':
      return typed(moment, sql`datetime(6)`)
    default:
      return sql`coalesce(${bytesOf(textOf(column, reference))} = ${bytesOf(sql`${value}`)}, false)`
  }
}

/** The session is strict: what does not fit is refused and not cut. A bit field would take digits for letters. */
export const assignedValue = (column: CatalogueColumn, target: Sql, value: string): Sql =>
  familyOf(column) === 'bit' ? sql`${target} = cast(${value} as unsigned)` : sql`${target} = ${value}`
