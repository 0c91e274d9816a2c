// The package: rows spooled, archived, hashed, encrypted, stored; in constant memory, and nothing left behind on failure.
import { createHash } from 'node:crypto'
import { pipeline, Transform } from 'node:stream'
import type { Place } from '../../platform/crypto/place'
import type { NamedKey } from '../../platform/crypto/sealed-text'
import { encryptStream } from '../../platform/crypto/stream-encryption'
import { store } from '../../platform/storage'
import { csvFile, jsonFile } from './data-files'
import type { PackageDataset, PackageFacts } from './package-facts'
import { pageFile } from './page'
import { endSpool, type SpooledDataset, spoolRows } from './spool'
import { type ArchiveFile, type FileSum, zip } from './zip'

/** Of one package's texts: a file costs more than most people's rows, and many packages are built at the same time. */
const IN_MEMORY = 8 * 1024 * 1024

export type WrittenPackage = { storageName: string; sha256: string; bytes: number; rows: number }

/** Rows of one dataset as objects of the fields asked for. */
type ReadDataset = (dataset: PackageDataset) => AsyncIterable<Record<string, unknown>>

export type PackageOrder = {
  facts: PackageFacts
  /** One snapshot of a system, which `work` reads from. */
  inSystem: (system: string, work: (read: ReadDataset) => Promise<void>) => Promise<void>
  /** ISO instant: when the snapshot was asked for. */
  clock: () => string
  /** Files of the `byHand` parts, each read when its turn comes. */
  attachments: PackageAttachment[]
  key: NamedKey
  place: Place
}
export type PackageAttachment = { name: string; read: () => Promise<Buffer> }

/** @throws what reading or writing throws; the archive's own SHA-256 and size are of the clear file. */
export async function writePackage(order: PackageOrder): Promise<WrittenPackage> {
  const spooled: SpooledDataset[] = []
  try {
    await spoolAll(order, spooled)
    return await archive(order, spooled)
  } finally {
    for (const one of spooled) if (one) await endSpool(one.spool)
  }
}

/**
 * In the order of the facts: all systems at once, the datasets of each one after the other. What was spooled before a
 * failure is there for the caller to end.
 */
async function spoolAll({ facts, inSystem, clock }: PackageOrder, spooled: SpooledDataset[]): Promise<void> {
  const allowance = { bytes: IN_MEMORY }
  const bySystem = Map.groupBy(facts.datasets.entries(), ([, { system }]) => system)
  let failed = false
  const spoolSystem = async ([system, datasets]: [string, [number, PackageDataset][]]) => {
    const readAt = clock()
    await inSystem(system, async (read) => {
      for (const [index, dataset] of datasets) {
        if (failed) return
        const names = dataset.fields.map(({ name }) => name)
        spooled[index] = { dataset, readAt, spool: await spoolRows(read(dataset), names, allowance) }
      }
    }).catch((error: unknown) => {
      failed = true
      throw error
    })
  }
  const ends = await Promise.allSettled([...bySystem].map(spoolSystem))
  const broken = ends.find((end) => end.status === 'rejected')
  if (broken) throw broken.reason
}

async function archive(
  { facts, attachments, key, place }: PackageOrder,
  spooled: SpooledDataset[],
): Promise<WrittenPackage> {
  const files: ArchiveFile[] = [
    { name: 'index.html', content: () => pageFile(facts, spooled) },
    ...spooled.map((one) => ({ name: `csv/${one.dataset.file}`, content: () => csvFile(one) })),
    ...attachments.map(({ name, read }) => ({ name, content: () => whole(read) })),
    { name: 'data.json', content: () => jsonFile(facts, spooled) },
  ]
  const manifest = { name: 'manifest.json', content: (sums: FileSum[]) => manifestText(facts, spooled, sums) }
  const { meter, total } = summed()
  const encrypted = encryptStream(key, place)
  pipeline(zip(files, manifest, new Date(facts.builtAt)), meter, encrypted, () => {})
  const storageName = await store(encrypted)
  return { storageName, ...total(), rows: spooled.reduce((sum, { spool }) => sum + spool.rows, 0) }
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

function summed() {
  const hash = createHash('sha256')
  let bytes = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  return { meter, total: () => ({ sha256: hash.digest('hex'), bytes }) }
}
