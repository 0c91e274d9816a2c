// The same rows for machines: one table a dataset, and one JSON file with everything that the page says as well.
import { csvCell } from './cell'
import type { PackageFacts } from './package-facts'
import type { SpooledDataset } from './spool'

/** With a byte order mark, without which spreadsheets misread every accent. */
export async function* csvFile({ dataset, spool }: SpooledDataset): AsyncGenerator<string | Buffer> {
  yield `\ufeff${dataset.fields.map(({ label }) => csvCell(label)).join(',')}\r\n`
  yield* spool.csv.read()
}

/** Values as they are, unlike in the tables; labels beside the names of the fields. */
export async function* jsonFile(facts: PackageFacts, datasets: SpooledDataset[]): AsyncGenerator<string | Buffer> {
  const { locale, reference, receivedOn, builtAt, controller, authority, leftOut, forwarded, byHand } = facts
  const head = { format: 'habeas-access-package/1', locale, reference, receivedOn, builtAt, controller, authority }
  yield `${JSON.stringify({ ...head, leftOut, forwarded, ...(byHand.length > 0 && { byHand }) }).slice(0, -1)},\n"datasets":[`
  for (const [index, { dataset, spool, readAt }] of datasets.entries()) {
    const { file, plannedRows, ...described } = dataset
    const about = { ...described, csv: `csv/${file}`, rowsPlanned: plannedRows, rowCount: spool.rows, readAt }
    yield `${index > 0 ? ',' : ''}\n${JSON.stringify(about).slice(0, -1)},"rows":[`
    yield* spool.json.read()
    yield ']}'
  }
  yield ']}\n'
}
