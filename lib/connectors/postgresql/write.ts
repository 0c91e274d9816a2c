// One transaction a system: freeze the structure, recount what was approved, act in sets, store the transaction's
// number, commit. Anything unexpected and nothing at all has happened.
import type pg from 'pg'
import type { ErasureResult } from '../connector'
import { refused, Stop } from '../sql/erasure-stop'
import type { BeforeCommit, Work } from '../sql/written-work'
import { conversation } from './conversation'
import { isConnectionLoss } from './failure'
import { freeze } from './freeze'
import type { Session } from './session'
import { stoppedBy } from './stopped-by'

/** What is checked at COMMIT otherwise must fail here, where the answer is still certain. The transaction's number. */
async function settle(client: pg.ClientBase, version: number): Promise<string> {
  const number = version >= 13 ? 'pg_current_xact_id' : 'txid_current'
  const text = `set local search_path to default; set constraints all immediate; select pg_catalog.${number}()::text as id`
  // Several statements in one text have several results, which the driver's types do not say.
  const results = (await client.query(text)) as unknown as pg.QueryResult<{ id: string }>[]
  return results.at(-1)?.rows[0]?.id ?? ''
}

/** All but COMMIT. Returns the transaction's number. */
async function applyAll(session: Session, client: pg.ClientBase, work: Work): Promise<string> {
  try {
    const { structure, version } = await freeze(session, client, work)
    await work.apply(conversation(client), structure, stoppedBy)
    return await settle(client, version)
  } catch (error) {
    const result = stoppedBy(error)
    throw result ? new Stop(result) : error
  }
}

async function commit(
  session: Session,
  client: pg.ClientBase,
  transactionId: string,
  rows: Work['rows'],
): Promise<ErasureResult> {
  try {
    const reply = await client.query(Object.assign({ text: 'commit' }, { query_timeout: session.limits.commitReplyMs }))
    // A transaction that cannot commit answers COMMIT with ROLLBACK, and no error.
    return reply.command === 'COMMIT' ? { status: 'applied', transactionId, rows } : refused('rows-changed')
  } catch (error) {
    const result = isConnectionLoss(error) ? null : stoppedBy(error)
    return result ?? { status: 'ambiguous', transactionId }
  }
}

export async function writeIn(session: Session, work: Work, beforeCommit: BeforeCommit): Promise<ErasureResult> {
  let opened: Awaited<ReturnType<Session['open']>>
  try {
    opened = await session.open()
  } catch (error) {
    const result = stoppedBy(error)
    if (result) return result
    throw error
  }
  const { client, release } = opened
  try {
    const transactionId = await applyAll(session, client, work)
    await beforeCommit(transactionId)
    const result = await commit(session, client, transactionId, work.rows)
    release(result.status !== 'applied')
    return result
  } catch (error) {
    // Closing the connection is the surest ROLLBACK.
    release(true)
    if (error instanceof Stop) return error.result
    throw error
  }
}
