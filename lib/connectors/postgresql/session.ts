// A small pool of connections to one company's server. Everything runs in a transaction with the settings below.
import pg from 'pg'
import type { PostgresConnection } from '../connection'
import { type SessionLimits, usualLimits } from '../sql/session-limits'
import { unavailable, withoutValues } from './failure'

export type Purpose = 'read' | 'erase'

const ignore = () => undefined

export class Session {
  readonly limits: SessionLimits
  private readonly pool: pg.Pool

  constructor(connection: PostgresConnection, limits: Partial<SessionLimits> = {}) {
    this.limits = { ...usualLimits, ...limits }
    const { host, port, database, user, password } = connection
    this.pool = new pg.Pool({
      ...{ host, port, database, user, password, ssl: tlsOptions(connection) },
      ...{ max: 4, idleTimeoutMillis: 10_000, allowExitOnIdle: true, keepAlive: true },
      connectionTimeoutMillis: this.limits.connectTimeoutMs,
      application_name: 'habeas',
    })
    // An idle connection that breaks is replaced at the next question; without a listener it would end the process.
    this.pool.on('error', ignore)
  }

  /** Throws ConnectorUnavailable. Give it back with `release`; `broken` closes it. */
  async open(): Promise<{ client: pg.PoolClient; release: (broken?: boolean) => void }> {
    try {
      const client = await this.pool.connect()
      client.on('error', ignore)
      const release = (broken = false) => {
        client.off('error', ignore)
        client.release(broken)
      }
      return { client, release }
    } catch (error) {
      throw unavailable(error)
    }
  }

  /**
   * One text, one round trip, and no snapshot yet: table locks can still come before it. `further` statements without
   * parameters go along; answers the rows of the last.
   */
  async begin(client: pg.ClientBase, purpose: Purpose, further: string[] = []): Promise<Record<string, unknown>[]> {
    const { statementTimeoutMs, erasureTimeoutMs, lockTimeoutMs } = this.limits
    const settings: Record<string, string> = {
      // Only the server's own functions and operators: nobody's look-alike in another schema is ever called.
      search_path: 'pg_catalog',
      // A policy that hides rows must fail loudly; a search that silently sees less is worse than none.
      row_security: 'off',
      TimeZone: 'UTC',
      DateStyle: 'ISO, YMD',
      IntervalStyle: 'iso_8601',
      extra_float_digits: '1',
      bytea_output: 'hex',
      // Our statements run once and briefly: compiling them costs more than it saves.
      jit: 'off',
      statement_timeout: String(purpose === 'erase' ? erasureTimeoutMs : statementTimeoutMs),
      lock_timeout: String(lockTimeoutMs),
      idle_in_transaction_session_timeout: purpose === 'erase' ? String(this.limits.idleErasureMs) : '0',
    }
    const sets = Object.entries(settings).map(([name, value]) => `set local ${name} = '${value}'`)
    const mode = purpose === 'read' ? 'read only' : 'read write'
    const text = [`begin isolation level repeatable read ${mode}`, ...sets, ...further].join('; ')
    // Several statements in one text have several results, which the driver's types do not say.
    const results = (await client.query(text)) as unknown as pg.QueryResult<Record<string, unknown>>[]
    return results.at(-1)?.rows ?? []
  }

  /** One REPEATABLE READ READ ONLY snapshot, whatever `work` asks. */
  async snapshot<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    const { client, release } = await this.open()
    try {
      await this.begin(client, 'read')
      const result = await work(client)
      await client.query('commit')
      release()
      return result
    } catch (error) {
      release(true)
      throw withoutValues(error)
    }
  }

  /** As `snapshot`, for rows that are handed on one by one. */
  async *reading<Row>(rows: (client: pg.ClientBase) => AsyncIterable<Row>): AsyncGenerator<Row> {
    const { client, release } = await this.open()
    let finished = false
    try {
      await this.begin(client, 'read')
      yield* rows(client)
      await client.query('commit')
      finished = true
    } catch (error) {
      throw withoutValues(error)
    } finally {
      // A reader who stops early leaves a cursor open: that connection is not used again.
      release(!finished)
    }
  }

  async close() {
    if (!this.pool.ended) await this.pool.end()
  }
}

function tlsOptions({ tls }: PostgresConnection): pg.PoolConfig['ssl'] {
  if (tls.mode === 'disable') return false
  return { rejectUnauthorized: tls.mode === 'verify-full', ...(tls.ca ? { ca: tls.ca } : {}) }
}
