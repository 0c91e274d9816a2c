// Rows in each of the forms a package gives them, all written the moment they are read.
import { type Cell, csvCell, htmlValue, isPlain } from './cell'

export type Row = Cell[]

/** Larger collections are shown in part: a browser has to open the page. Every row stands in the CSV, and the page says so. */
export const ROWS_SHOWN = 500
/** Up to here each record is set out line by line, which prints on any paper; above it becomes a table. */
export const RECORDS_IN_FULL = 4

export const tableRow = (row: Row): string => `<tr>${row.map((value) => `<td>${htmlValue(value)}</td>`).join('')}</tr>`

export type DataForms = {
  /** Lines of RFC 4180. */
  csv: string
  /** Objects of these names in their order, with commas between them. */
  json: string
}

/** In one pass: most values need no escaping and are quoted alike in both. */
export function dataForms(names: readonly string[]): (rows: readonly Row[]) => DataForms {
  const heads = names.map((name, column) => `${column > 0 ? ',' : ''}${JSON.stringify(name)}:`)
  const add = (forms: DataForms, row: Row) => {
    let [line, object] = ['', '']
    for (const [column, head] of heads.entries()) {
      const value = row[column] ?? null
      const quoted = typeof value === 'string' && isPlain(value) ? `"${value}"` : null
      line += `${column > 0 ? ',' : ''}${quoted ?? csvCell(value)}`
      object += head + (quoted ?? JSON.stringify(value))
    }
    forms.csv += `${line}\r\n`
    forms.json += `${forms.json === '' ? '' : ',\n'}{${object}}`
  }
  return (rows) => {
    const forms = { csv: '', json: '' }
    for (const row of rows) add(forms, row)
    return forms
  }
}
