// A small pool of connections to one company's MariaDB or MySQL. Every statement is prepared by the server: values are
// never written into the text, whatever the server's quoting rules are.
import { createHash } from 'node:crypto'
import type { Connection as PlainConnection } from 'mysql2'
import {
  type Connection,
  createPool,
  type Pool,
  type PoolConnection,
  type QueryResult,
  type ResultSetHeader,
} from 'mysql2/promise'
import type { MariadbConnection } from '../connection'
import type { Conversation } from '../sql/conversation'
import { type SessionLimits, usualLimits } from '../sql/session-limits'
import type { Sql } from '../sql/statement'
import { errorNumberOf, isConnectionLoss, unavailable, withoutValues } from './failure'
import { statement } from './statement'
import { isoTimes, withoutBuffers } from './values'

const needsPreparing = 1615

export type Purpose = 'read' | 'erase'

/** One connection, in a transaction. */
export class Client implements Conversation {
  /** After a statement that failed the next one would still be done. */
  readonly queues = false

  constructor(
    readonly connection: PoolConnection,
    readonly isMariadb: boolean,
    /** Of this system's own connection data: keys the digests of rows (dialect.ts). */
    readonly digestKey: string,
  ) {}

  /** Rows as the server's text; null stays null. */
  async rows<Row extends Record<string, string | null>>(fragment: Sql): Promise<Row[]> {
    const found = (await this.executed(fragment)) as Record<string, unknown>[]
    const asText = (value: unknown) => (value === null || value === undefined ? null : String(value))
    return found.map(
      (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asText(value)])) as Row,
    )
  }

  async rowsOfEach<Row extends Record<string, string | null>>(fragments: readonly Sql[]): Promise<Row[][]> {
    const found: Row[][] = []
    for (const fragment of fragments) found.push(await this.rows<Row>(fragment))
    return found
  }

  async *stream(fragment: Sql): AsyncGenerator<Record<string, unknown>> {
    const { text, values } = statement(fragment)
    // Only the connection within the promising one can stream.
    const plain = this.connection.connection as unknown as PlainConnection
    const rows = plain.execute({ sql: text, values, typeCast: isoTimes }).stream({ highWaterMark: 500 })
    for await (const row of rows) yield withoutBuffers(row as Record<string, unknown>)
  }

  /** Its protocol takes one statement at a time: nothing is gained by asking early. */
  async fewRowsOfEach(fragments: readonly Sql[]): Promise<null[]> {
    return fragments.map(() => null)
  }

  /** How many rows a DELETE or UPDATE found. */
  async affected(fragment: Sql): Promise<number> {
    return ((await this.executed(fragment)) as ResultSetHeader).affectedRows
  }

  /** A server with more tables than its cache holds may forget them between preparing and executing: once more, then. */
  private async executed(fragment: Sql, tries = 3): Promise<QueryResult> {
    const { text, values } = statement(fragment)
    try {
      return (await this.connection.execute(text, values))[0]
    } catch (error) {
      if (errorNumberOf(error) !== needsPreparing || tries === 1) throw error
      this.connection.unprepare(text)
      return this.executed(fragment, tries - 1)
    }
  }
}

export class Session {
  readonly limits: SessionLimits
  private readonly pool: Pool
  private readonly digestKey: string
  private readonly database: string
  private closed = false

  constructor(connection: MariadbConnection, limits: Partial<SessionLimits> = {}) {
    this.limits = { ...usualLimits, ...limits }
    this.database = connection.database
    const { host, port, database, user, password, tls } = connection
    // Another password means other digests: what was approved is then searched again, and nothing worse.
    this.digestKey = createHash('sha256')
      .update(JSON.stringify(['habeas-row/1', database, user, password]))
      .digest('hex')
    this.pool = createPool({
      ...{ host, port, database, user, password, ...(tls.mode === 'disable' ? {} : { ssl: tlsOptions(tls) }) },
      ...{ connectionLimit: 4, maxIdle: 0, idleTimeout: 10_000, enableKeepAlive: true },
      connectTimeout: this.limits.connectTimeoutMs,
      // What differs in a byte is another value; the columns' own collations still let their indexes answer.
      charset: 'UTF8MB4_BIN',
      ...{ dateStrings: true, supportBigNumbers: true, bigNumberStrings: true, jsonStrings: true },
      ...{ multipleStatements: false, flags: ['-LOCAL_FILES'], maxPreparedStatements: 50 },
    })
  }

  /** Throws ConnectorUnavailable. Give it back with `release`; `broken` closes it. */
  async open(): Promise<{ client: Client; release: (broken?: boolean) => void }> {
    try {
      const connection = await this.pool.getConnection()
      const release = (broken = false) => (broken ? connection.destroy() : connection.release())
      try {
        return { client: new Client(connection, await isMariadb(connection), this.digestKey), release }
      } catch (error) {
        release(true)
        throw error
      }
    } catch (error) {
      throw unavailable(error)
    }
  }

  /**
   * For reading: one snapshot. For erasing: SERIALIZABLE, where every row read is locked until the end. InnoDB's DELETE
   * acts on what is there now and not on its snapshot, so only what is locked is what was counted.
   */
  async begin({ connection, isMariadb: maria }: Client, purpose: Purpose): Promise<void> {
    const { statementTimeoutMs, erasureTimeoutMs, lockTimeoutMs, idleErasureMs } = this.limits
    const timeout = purpose === 'erase' ? erasureTimeoutMs : statementTimeoutMs
    const lockSeconds = Math.max(1, Math.ceil(lockTimeoutMs / 1000))
    const settings = {
      sql_mode: "'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,NO_BACKSLASH_ESCAPES'",
      time_zone: "'+00:00'",
      ...{ foreign_key_checks: 1, unique_checks: 1, sql_safe_updates: 0, sql_select_limit: 'default' },
      // A copy is written while its rows arrive: the server waits for the slow parts.
      net_write_timeout: 600,
      ...{ group_concat_max_len: 1_073_741_824, innodb_lock_wait_timeout: lockSeconds, lock_wait_timeout: lockSeconds },
      ...(maria ? { max_statement_time: timeout / 1000 } : { max_execution_time: timeout }),
      // Else MariaDB ends a chain of rows (sql/chains) after a thousand and says nothing; the time limit ends a statement.
      [maria ? 'max_recursive_iterations' : 'cte_max_recursion_depth']: 1_000_000,
      ...(maria ? { idle_transaction_timeout: purpose === 'erase' ? Math.ceil(idleErasureMs / 1000) : 0 } : {}),
    }
    const sets = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
    await connection.query(`set session ${sets.join(', ')}`)
    // A session keeps the rights on its database as they were when it chose it: lost and given ones count from here.
    if (purpose === 'erase') await connection.query('use ??', [this.database])
    const level = purpose === 'erase' ? 'serializable' : 'repeatable read'
    await connection.query(`set transaction isolation level ${level}`)
    await connection.query(
      purpose === 'erase' ? 'start transaction' : 'start transaction with consistent snapshot, read only',
    )
  }

  /** One REPEATABLE READ READ ONLY snapshot, whatever `work` asks. */
  async snapshot<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const { client, release } = await this.open()
    try {
      await this.begin(client, 'read')
      const result = await work(client)
      await client.connection.query('commit')
      release()
      return result
    } catch (error) {
      release(true)
      throw withoutValues(error)
    }
  }

  /** As `snapshot`, for rows that are handed on one by one. */
  async *reading<Row>(rows: (client: Client) => AsyncIterable<Row>): AsyncGenerator<Row> {
    const { client, release } = await this.open()
    let finished = false
    try {
      await this.begin(client, 'read')
      for await (const row of rows(client)) yield row
      await client.connection.query('commit')
      finished = true
    } catch (error) {
      throw withoutValues(error)
    } finally {
      // A reader who stops early leaves rows on the way: that connection is not used again.
      release(!finished)
    }
  }

  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    // A connection that broke while nobody used it cannot say goodbye: that is no fault of closing.
    await this.pool.end().catch((error: unknown) => {
      if (!isConnectionLoss(error)) throw error
    })
  }
}

function tlsOptions({ mode, ca }: MariadbConnection['tls']) {
  const proven = mode === 'verify-full'
  return { rejectUnauthorized: proven, verifyIdentity: proven, ...(ca ? { ca } : {}) }
}

async function isMariadb(connection: Connection): Promise<boolean> {
  const [rows] = await connection.query('select version() as version')
  return /mariadb/i.test(String((rows as { version: string }[])[0]?.version))
}
