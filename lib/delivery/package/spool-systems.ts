// Rows of several systems are kept until their turn in the archive comes: all systems at once, the datasets of each one
// after the other from one snapshot.
import type { Allowance } from './spooled-text'

/** Of one package's texts: a file costs more than most people's rows, and many packages are built at the same time. */
const IN_MEMORY = 8 * 1024 * 1024

export type ReadRows<D> = (dataset: D) => AsyncIterable<Record<string, unknown>>

export type SpoolOrder<D> = {
  datasets: readonly D[]
  /** One snapshot of a system, which `work` reads from. */
  inSystem: (system: string, work: (read: ReadRows<D>) => Promise<void>) => Promise<void>
  /** ISO instant: when the snapshot was asked for. */
  clock: () => string
}
export type Spooled<D, S> = { dataset: D; spool: S; readAt: string }

/**
 * Into `spooled`, in the order of the datasets. What was spooled before a failure is there for the caller to end.
 * @throws what reading or `spool` throws
 */
export async function spoolSystems<D extends { system: string }, S>(
  { datasets, inSystem, clock }: SpoolOrder<D>,
  spool: (rows: AsyncIterable<Record<string, unknown>>, dataset: D, allowance: Allowance) => Promise<S>,
  spooled: Spooled<D, S>[],
): Promise<void> {
  const allowance = { bytes: IN_MEMORY }
  const bySystem = Map.groupBy(datasets.entries(), ([, { system }]) => system)
  let failed = false
  const spoolSystem = async ([system, own]: [string, [number, D][]]) => {
    const readAt = clock()
    await inSystem(system, async (read) => {
      for (const [index, dataset] of own) {
        if (failed) return
        spooled[index] = { dataset, readAt, spool: await spool(read(dataset), dataset, allowance) }
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
