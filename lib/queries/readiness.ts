import { db } from '../platform/db/client'
import { verifyKeyCheck } from '../platform/keys'
import { failureOf, log } from '../platform/log'

export type Readiness = { live: true; ready: boolean; database: 'up' | 'down'; keys: 'right' | 'wrong' | 'unknown' }

/** Whether this process can serve: database reachable, migrated, and written with the keys it holds. */
export async function readiness(): Promise<Readiness> {
  try {
    await db.$queryRaw`SELECT 1 FROM ledger_head`
  } catch (error) {
    log.warn('not-ready', { failure: failureOf(error) })
    return { live: true, ready: false, database: 'down', keys: 'unknown' }
  }
  try {
    await verifyKeyCheck()
    return { live: true, ready: true, database: 'up', keys: 'right' }
  } catch {
    return { live: true, ready: false, database: 'up', keys: 'wrong' }
  }
}
