import { db } from '../platform/db/client'
import { setting } from '../platform/settings'

/** The largest table that is searched for this request where no index helps; null: any, as the DPO said. */
export const mostUnindexed = async (request: { searchAnyway: boolean }): Promise<number | null> =>
  request.searchAnyway ? null : setting(db, 'unindexed-rows')
