// A row in each of the forms a package gives it, all written the moment it is read.
import { type Cell, csvCell, htmlValue } from './cell'

export type Row = Cell[]

/** Larger collections are shown in part: a browser has to open the page. Every row stands in the CSV, and the page says so. */
export const ROWS_SHOWN = 500
/** Up to here each record is set out line by line, which prints on any paper; above it becomes a table. */
export const RECORDS_IN_FULL = 4

/** RFC 4180. */
export const csvLine = (row: Row): string => `${row.map(csvCell).join(',')}\r\n`

export const tableRow = (row: Row): string => `<tr>${row.map((value) => `<td>${htmlValue(value)}</td>`).join('')}</tr>`

/** Writes rows as objects of these names, in their order. */
export function jsonObjects(names: readonly string[]): (rows: readonly Row[]) => string {
  const heads = names.map((name, column) => `${column > 0 ? ',' : ''}${JSON.stringify(name)}:`)
  const object = (row: Row) => `{${row.map((value, column) => heads[column] + JSON.stringify(value)).join('')}}`
  return (rows) => rows.map(object).join(',\n')
}
