// A small pool of connections to one company's server. Everything runs in a transaction with the settings below.
import pg from 'pg'
import type { PostgresConnection } from '../connection'
import { type SessionLimits, usualLimits } from '../sql/session-limits'
import { neverOpened, openWith } from './ask'
import { unavailable, withoutValues } from './failure'

type Purpose = 'read' | 'erase'

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

  private settings(purpose: Purpose): [name: string, value: string][] {
    const { statementTimeoutMs, erasureTimeoutMs, lockTimeoutMs } = this.limits
    return Object.entries({
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
    })
  }

  /**
   * For an erasure: one text, one round trip, and no snapshot yet: table locks can still come before it. `further`
   * statements without parameters go along; answers the rows of the last.
   */
  async beginErasure(client: pg.ClientBase, further: string[] = []): Promise<Record<string, unknown>[]> {
    const sets = this.settings('erase').map(([name, value]) => `set local ${name} = '${value}'`)
    const text = ['begin isolation level repeatable read read write', ...sets, ...further].join('; ')
    // Several statements in one text have several results, which the driver's types do not say.
    const results = (await client.query(text)) as unknown as pg.QueryResult<Record<string, unknown>>[]
    return results.at(-1)?.rows ?? []
  }

  /** For reading: with the first question. */
  private beginReading(client: pg.ClientBase): void {
    const sets = this.settings('read').map(([name, value]) => `pg_catalog.set_config('${name}', '${value}', true)`)
    openWith(client, [
      { text: 'begin isolation level repeatable read read only', values: [] },
      { text: `select ${sets.join(', ')}`, values: [] },
    ])
  }

  private async endReading(client: pg.ClientBase): Promise<void> {
    if (!neverOpened(client)) await client.query('commit')
  }

  /** One REPEATABLE READ READ ONLY snapshot, whatever `work` asks. */
  async snapshot<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    const { client, release } = await this.open()
    try {
      this.beginReading(client)
      const result = await work(client)
      await this.endReading(client)
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
      this.beginReading(client)
      yield* rows(client)
      await this.endReading(client)
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
