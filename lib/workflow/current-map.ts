import type { DataMap } from '../domain/data-map/types'
import type { Transaction } from '../platform/db/client'

export type CurrentMap = { version: number; map: DataMap }

/** Nothing can be found or promised without a map: said to the office in these words. */
export class NoDataMap extends Error {
  constructor() {
    super('there is no data map yet: import one at the desk or with `habeas map import`')
  }
}

type Reader = Pick<Transaction, 'dataMapVersion'>
type Named = { version: number; checksum: string }

// A version never changes once it is written, and its document is large: it is read once, not three times a request.
// Nobody writes to a map in memory.
let kept: (Named & CurrentMap) | null = null

async function documentOf(from: Reader, { version, checksum }: Named): Promise<CurrentMap> {
  if (kept?.version !== version || kept.checksum !== checksum) {
    const { document } = await from.dataMapVersion.findUniqueOrThrow({ where: { version }, select: { document: true } })
    kept = { version, checksum, map: document as DataMap }
  }
  return { version, map: kept.map }
}

const named = { version: true, checksum: true } as const

/** The newest version of the data map. @throws NoDataMap */
export async function currentMap(from: Reader): Promise<CurrentMap> {
  const newest = await from.dataMapVersion.findFirst({ orderBy: { version: 'desc' }, select: named })
  if (!newest) throw new NoDataMap()
  return documentOf(from, newest)
}

/** A version that a plan names. */
export async function mapVersion(from: Reader, version: number): Promise<CurrentMap> {
  return documentOf(from, await from.dataMapVersion.findUniqueOrThrow({ where: { version }, select: named }))
}
