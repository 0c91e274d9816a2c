// The rows that go into a copy, from one snapshot of a system: most people have few, and those come together.
import { mostRowsAtOnce, type ReadRow, type SystemMap, type SystemReader } from '../connectors/connector'
import type { PersonKeys } from '../domain/findings'

type Rows = AsyncIterable<ReadRow>
/** Of a copy or of a transfer. */
type Wanted = { key: string; plannedRows: number; fields: readonly { name: string }[] }

export async function rowsForCopy(
  reader: SystemReader,
  share: SystemMap,
  person: PersonKeys,
  datasets: readonly Wanted[],
): Promise<(dataset: Wanted) => Rows> {
  const wanted = fewTogether(datasets.filter(({ fields }) => fields.length > 0))
  const found = await reader.readFew(share, person, wanted.map(wantedOf))
  const few = new Map(wanted.map(({ key }, index) => [key, found[index] ?? null]))
  return (dataset) => {
    const rows = dataset.fields.length > 0 ? few.get(dataset.key) : []
    return rows ? oneByOne(rows) : reader.read(share, person, dataset.key, wantedOf(dataset).fields)
  }
}

const wantedOf = ({ key, fields }: Wanted) => ({ dataset: key, fields: fields.map(({ name }) => name) })

/** As many datasets as were counted to have no more rows in all than are handed over at once: they are held in memory. */
function fewTogether(datasets: readonly Wanted[]): Wanted[] {
  let rows = 0
  return datasets
    .toSorted((a, b) => a.plannedRows - b.plannedRows)
    .filter(({ plannedRows }) => {
      rows += plannedRows
      return rows <= mostRowsAtOnce
    })
}

async function* oneByOne(rows: ReadRow[]): Rows {
  for (const row of rows) yield row
}
