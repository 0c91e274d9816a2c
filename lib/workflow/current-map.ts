import type { DataMap } from '../domain/data-map/types'
import type { Transaction } from '../platform/db/client'

export type CurrentMap = { version: number; map: DataMap }

/** Nothing can be found or promised without a map: said to the office in these words. */
export class NoDataMap extends Error {
  constructor() {
    super('there is no data map yet: import one at the desk or with `habeas map import`')
  }
}

/** The newest version of the data map. @throws NoDataMap */
export async function currentMap(from: Pick<Transaction, 'dataMapVersion'>): Promise<CurrentMap> {
  const row = await from.dataMapVersion.findFirst({ orderBy: { version: 'desc' } })
  if (!row) throw new NoDataMap()
  return { version: row.version, map: row.document as DataMap }
}

/** A version that a plan names. */
export async function mapVersion(from: Pick<Transaction, 'dataMapVersion'>, version: number): Promise<CurrentMap> {
  const row = await from.dataMapVersion.findUniqueOrThrow({ where: { version } })
  return { version: row.version, map: row.document as DataMap }
}
