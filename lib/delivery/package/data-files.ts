// The same rows for machines: one table a dataset, and one JSON file with everything that the page says as well.
import { csvCell } from './cell'
import type { PackageDataset, PackageFacts } from './package-facts'
import type { Spool } from './spool'

export type SpooledDataset = { dataset: PackageDataset; spool: Spool; readAt: string }

const ROWS_A_CHUNK = 100

/** RFC 4180 with a byte order mark, without which spreadsheets misread every accent. */
export async function* csvFile({ dataset, spool }: SpooledDataset): AsyncGenerator<string> {
  yield `\ufeff${dataset.fields.map(({ label }) => csvCell(label)).join(',')}\r\n`
  yield* inChunks(spool.read(), (row) => `${row.map(csvCell).join(',')}\r\n`)
}

/** Values as they are, unlike in the tables; labels beside the names of the fields. */
export async function* jsonFile(facts: PackageFacts, datasets: SpooledDataset[]): AsyncGenerator<string> {
  const { locale, reference, receivedOn, builtAt, controller, authority, leftOut, forwarded } = facts
  const head = { format: 'habeas-access-package/1', locale, reference, receivedOn, builtAt, controller, authority }
  yield `${JSON.stringify({ ...head, leftOut, forwarded }).slice(0, -1)},\n"datasets":[`
  for (const [index, { dataset, spool, readAt }] of datasets.entries()) {
    const { file, plannedRows, ...described } = dataset
    const about = { ...described, csv: `csv/${file}`, rowsPlanned: plannedRows, rowCount: spool.rows, readAt }
    yield `${index > 0 ? ',' : ''}\n${JSON.stringify(about).slice(0, -1)},"rows":[`
    const names = dataset.fields.map(({ name }) => JSON.stringify(name))
    let first = true
    yield* inChunks(spool.read(), (row) => {
      const members = row.map((value, column) => `${names[column]}:${JSON.stringify(value)}`)
      const text = `${first ? '' : ','}\n{${members.join(',')}}`
      first = false
      return text
    })
    yield ']}'
  }
  yield ']}\n'
}

/** Few large writes instead of many small ones. */
export async function* inChunks<T>(source: AsyncIterable<T>, write: (item: T) => string): AsyncGenerator<string> {
  let texts: string[] = []
  for await (const item of source) {
    texts.push(write(item))
    if (texts.length < ROWS_A_CHUNK) continue
    yield texts.join('')
    texts = []
  }
  yield texts.join('')
}
