import type { DataMap } from '../domain/data-map/types'
import type { Transaction } from '../platform/db/client'

export type CurrentMap = { version: number; map: DataMap }

/** Nothing can be found or promised without a map: said to the office in these words. */
export class NoDataMap extends Error {
  constructor() {
    super('there is no data map yet: import one at the desk or with `habeas map import`')
  }
}

// A version never changes, and the document is large: it is read once a process. Nobody writes to a map in memory.
let known: (CurrentMap & { checksum: string }) | undefined

/** The newest version of the data map. @throws NoDataMap */
export async function currentMap(from: Pick<Transaction, 'dataMapVersion'>): Promise<CurrentMap> {
  const newest = { orderBy: { version: 'desc' } } as const
  const head = await from.dataMapVersion.findFirst({ ...newest, select: { version: true, checksum: true } })
  if (!head) throw new NoDataMap()
  if (known?.version === head.version && known.checksum === head.checksum) return known
  const row = await from.dataMapVersion.findUniqueOrThrow({ where: { version: head.version } })
  known = { version: row.version, map: row.document as DataMap, checksum: row.checksum }
  return known
}

/** A version that a plan names. */
export async function mapVersion(from: Pick<Transaction, 'dataMapVersion'>, version: number): Promise<CurrentMap> {
  const row = await from.dataMapVersion.findUniqueOrThrow({ where: { version } })
  return { version: row.version, map: row.document as DataMap }
}
