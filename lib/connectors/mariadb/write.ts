// One transaction a system: hold the structure, recount what was approved under locks, act in sets, commit.
import { sql } from 'kysely'
import { catalogueHash } from '../catalogue-hash'
import type { ErasureResult } from '../connector'
import { mappedTables } from '../sql/discover'
import { refused, Stop, type Stopped } from '../sql/erasure-stop'
import { Structure } from '../sql/structure'
import type { BeforeCommit, Work } from '../sql/written-work'
import { isConnectionLoss } from './failure'
import { introspect } from './introspect'
import type { Client, Session } from './session'
import { stoppedBy } from './stopped-by'
import { connectionIdOf } from './transaction-outcome'

/**
 * A statement about a table holds its definition until the end of the transaction: no ALTER, trigger or foreign key can
 * come in between. So each is touched first, and what is introspected after that stays so.
 */
async function freeze(client: Client, order: Work['order']): Promise<Structure> {
  const before = await introspect(client)
  const touched = new Structure(before, order.map, order.person)
  for (const name of new Set(mappedTables(order.map)))
    await client.rows(sql`select 1 from ${touched.name(touched.table(name))} where false`)
  const structure = new Structure(await introspect(client), order.map, order.person)
  if (catalogueHash(structure.catalogue, mappedTables(order.map)) !== order.catalogueHash)
    throw new Stop(refused('schema-changed'))
  return structure
}

/** `lasting`: a write has begun that no ROLLBACK takes back, so nobody can say any more that nothing was done. */
type Attempt = { transactionId: string; lasting: boolean }

const orUnclear = (result: Stopped, { transactionId, lasting }: Attempt): Stopped =>
  lasting ? { status: 'ambiguous', transactionId } : result

/**
 * All but COMMIT. What the server knows this connection by is told to `beforeCommit` before the first write that nothing
 * takes back: MyISAM has no COMMIT, and a matter placed a moment ago must find the rows there.
 */
async function applyAll(client: Client, work: Work, beforeCommit: BeforeCommit): Promise<Attempt> {
  const attempt: Attempt = { transactionId: '', lasting: false }
  try {
    const structure = await freeze(client, work.order)
    attempt.transactionId = await connectionIdOf(client)
    let told: Promise<void> | null = null
    const tell = () => (told ??= beforeCommit(attempt.transactionId))
    await work.apply(client, structure, stoppedBy, async () => {
      await tell()
      attempt.lasting = true
    })
    await tell()
    return attempt
  } catch (error) {
    const result = stoppedBy(error)
    throw result ? new Stop(orUnclear(result, attempt)) : error
  }
}

async function commit(session: Session, client: Client, attempt: Attempt, rows: Work['rows']): Promise<ErasureResult> {
  const { transactionId } = attempt
  try {
    await client.connection.query({ sql: 'commit', timeout: session.limits.commitReplyMs })
    return { status: 'applied', transactionId, rows }
  } catch (error) {
    const result = isConnectionLoss(error) ? null : stoppedBy(error)
    return result ? orUnclear(result, attempt) : { status: 'ambiguous', transactionId }
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
    await session.begin(client, 'erase')
    const attempt = await applyAll(client, work, beforeCommit)
    const result = await commit(session, client, attempt, work.rows)
    release(result.status !== 'applied')
    return result
  } catch (error) {
    // Before the connection goes, so that its locks go with it and not whenever the server notices.
    await client.connection.query({ sql: 'rollback', timeout: 1_000 }).catch(() => undefined)
    release(true)
    if (error instanceof Stop) return error.result
    const result = stoppedBy(error)
    if (result) return result
    throw error
  }
}
