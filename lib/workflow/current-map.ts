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
// Nobody writes to a map in memory. Plans of an older version are carried out beside those of the newest.
const kept = new Map<string, DataMap>()
const MOST_KEPT = 4

/** The checksum is read each time: after a restore the same number may stand for another map. */
export async function namedMap(from: Reader, { version, checksum }: Named): Promise<CurrentMap> {
  const name = `${version} ${checksum}`
  const known = kept.get(name)
  if (known) return { version, map: known }
  const { document } = await from.dataMapVersion.findUniqueOrThrow({ where: { version }, select: { document: true } })
  const [oldest] = kept.keys()
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  kept.set(name, document as DataMap)
  return { version, map: document as DataMap }
}

const named = { version: true, checksum: true } as const

/** The newest version of the data map. @throws NoDataMap */
export async function currentMap(from: Reader): Promise<CurrentMap> {
  const newest = await from.dataMapVersion.findFirst({ orderBy: { version: 'desc' }, select: named })
  if (!newest) throw new NoDataMap()
  return namedMap(from, newest)
}

/** Where there may be none yet, and that stops nothing. */
export async function mapIfAny(from: Reader): Promise<DataMap | null> {
  try {
    return (await currentMap(from)).map
  } catch (error) {
    if (error instanceof NoDataMap) return null
    throw error
  }
}

/** A version that a plan names. */
export async function mapVersion(from: Reader, version: number): Promise<CurrentMap> {
  return namedMap(from, await from.dataMapVersion.findUniqueOrThrow({ where: { version }, select: named }))
}
