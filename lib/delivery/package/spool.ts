// Rows are read from the company's system once: a page, a table and a JSON file are written one after another into the
// archive, and all three must show the very same rows, whatever changes in the system meanwhile, in constant memory. So each
// row is written in all three forms as it is read, and the texts are kept until their turn comes.
import { cell } from './cell'
import type { PackageDataset } from './package-facts'
import { type DataForms, dataForms, RECORDS_IN_FULL, ROWS_SHOWN, type Row, tableRow } from './row-forms'
import type { Spooled } from './spool-systems'
import { type Allowance, SpooledText } from './spooled-text'

export type Spool = {
  rows: number
  /** The first ones, as values. */
  records: Row[]
  /** The first ones, as rows of the page's table. */
  table: SpooledText
  csv: SpooledText
  /** Members of an array. */
  json: SpooledText
}
export type SpooledDataset = Spooled<PackageDataset, Spool>

const ROWS_A_CHUNK = 200

/** @throws whatever `source` or the store throws; nothing is left behind then. */
export async function spoolRows(
  source: AsyncIterable<Record<string, unknown>>,
  fields: readonly string[],
  allowance: Allowance,
): Promise<Spool> {
  const [table, csv, json] = [new SpooledText(allowance), new SpooledText(allowance), new SpooledText(allowance)]
  const spool: Spool = { rows: 0, records: [], table, csv, json }
  const write = dataForms(fields)
  try {
    let rows: Row[] = []
    for await (const row of source) {
      rows.push(fields.map((field) => cell(row[field])))
      if (rows.length < ROWS_A_CHUNK) continue
      await addRows(spool, rows, write)
      rows = []
    }
    if (rows.length > 0) await addRows(spool, rows, write)
    for (const text of [table, csv, json]) await text.finish()
    return spool
  } catch (error) {
    await endSpool(spool)
    throw error
  }
}

async function addRows(spool: Spool, rows: Row[], write: (rows: Row[]) => DataForms): Promise<void> {
  const before = spool.rows
  spool.rows += rows.length
  spool.records.push(...rows.slice(0, Math.max(0, RECORDS_IN_FULL - before)))
  const shown = rows.slice(0, Math.max(0, ROWS_SHOWN - before))
  if (shown.length > 0) await spool.table.add(shown.map(tableRow).join(''))
  const { csv, json } = write(rows)
  await spool.csv.add(csv)
  await spool.json.add(`${before > 0 ? ',' : ''}\n${json}`)
}

export async function endSpool({ table, csv, json }: Spool): Promise<void> {
  for (const text of [table, csv, json]) await text.discard()
}
