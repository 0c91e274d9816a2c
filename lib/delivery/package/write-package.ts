// The package: rows spooled, archived, hashed, encrypted, stored; in constant memory, and nothing left behind on failure.
import type { Place } from '../../platform/crypto/place'
import type { NamedKey } from '../../platform/crypto/sealed-text'
import { csvFile, jsonFile } from './data-files'
import type { PackageDataset, PackageFacts } from './package-facts'
import { pageFile } from './page'
import { endSpool, type SpooledDataset, spoolRows } from './spool'
import { type SpoolOrder, spoolSystems } from './spool-systems'
import { storeArchive, type WrittenPackage } from './store-archive'
import type { ArchiveFile, FileSum } from './zip'

export type PackageOrder = Omit<SpoolOrder<PackageDataset>, 'datasets'> & {
  facts: PackageFacts
  /** Files of the `byHand` parts, each read when its turn comes. */
  attachments: PackageAttachment[]
  key: NamedKey
  place: Place
}
export type PackageAttachment = { name: string; read: () => Promise<Buffer> }

/** @throws whatever reading or writing throws; the archive's own SHA-256 and size are of the clear file. */
export async function writePackage(order: PackageOrder): Promise<WrittenPackage> {
  const { facts, attachments, inSystem, clock, key, place } = order
  const spooled: SpooledDataset[] = []
  try {
    const names = ({ fields }: PackageDataset) => fields.map(({ name }) => name)
    await spoolSystems(
      { datasets: facts.datasets, inSystem, clock },
      (rows, dataset, allowance) => spoolRows(rows, names(dataset), allowance),
      spooled,
    )
    const files: ArchiveFile[] = [
      { name: 'index.html', content: () => pageFile(facts, spooled) },
      ...spooled.map((one) => ({ name: `csv/${one.dataset.file}`, content: () => csvFile(one) })),
      ...attachments.map(({ name, read }) => ({ name, content: () => whole(read) })),
      { name: 'data.json', content: () => jsonFile(facts, spooled) },
    ]
    const manifest = (sums: FileSum[]) => manifestText(facts, spooled, sums)
    const stored = await storeArchive({ files, manifest, builtAt: facts.builtAt, key, place })
    return { ...stored, rows: spooled.reduce((sum, { spool }) => sum + spool.rows, 0) }
  } finally {
    for (const one of spooled) if (one) await endSpool(one.spool)
  }
}

async function* whole(read: () => Promise<Buffer>): AsyncGenerator<Buffer> {
  yield await read()
}

/** A CSV states its rows; JSON and page hold all datasets. */
function manifestText({ reference, builtAt }: PackageFacts, spooled: SpooledDataset[], sums: FileSum[]): string {
  const rowsOf = (name: string) => spooled.find(({ dataset }) => `csv/${dataset.file}` === name)
  const files = sums.map((sum) => {
    const one = rowsOf(sum.name)
    return one ? { ...sum, rows: one.spool.rows, rowsPlanned: one.dataset.plannedRows, readAt: one.readAt } : sum
  })
  return `${JSON.stringify({ format: 'habeas-package-manifest/1', reference, builtAt, files }, null, 2)}\n`
}
