// A lost reply to COMMIT is resolved by asking the server, never guessed (R20).
import { sql } from 'kysely'
import { sqlStateOf } from './failure'
import type { Session } from './session'
import { rowsOf } from './statement'

const answers: Record<string, 'committed' | 'aborted' | 'in-progress'> = {
  committed: 'committed',
  aborted: 'aborted',
  'in progress': 'in-progress',
}

/** `unknown`: the server no longer remembers so old a transaction, or never had one of this number. */
export async function transactionOutcome(session: Session, transactionId: string) {
  if (!/^\d{1,19}$/.test(transactionId)) return 'unknown'
  try {
    return await session.snapshot(async (client) => {
      const [row] = await rowsOf<{ number: string }>(
        client,
        sql`select current_setting('server_version_num') as number`,
      )
      const asked =
        Number(row?.number) >= 130_000
          ? sql`pg_xact_status(${transactionId}::xid8)`
          : sql`txid_status(${transactionId}::int8)`
      const [found] = await rowsOf<{ status: string | null }>(client, sql`select ${asked} as status`)
      return answers[found?.status ?? ''] ?? 'unknown'
    })
  } catch (error) {
    if (sqlStateOf(error)?.startsWith('22')) return 'unknown' // a number that lies in the server's future
    throw error
  }
}
