// A database of its own for a test, on the real server of TEST_PG_URL.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type PostgresConnection, parsePostgresUrl } from '../connection'

export type FixtureDatabase = {
  connection: PostgresConnection
  /** Runs a script or one statement as superuser; rows of the last one. */
  run: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>
  /** Every row of every table as text, by `schema.table`, for comparing before and after. */
  dump: () => Promise<Record<string, string[]>>
  drop: () => Promise<void>
}

export function serverConnection(): PostgresConnection {
  const parsed = parsePostgresUrl(process.env.TEST_PG_URL ?? '')
  if (!parsed.ok) throw new Error('TEST_PG_URL must name a PostgreSQL server for tests')
  return parsed.connection
}

const tablesQuery = `select format('%I.%I', n.nspname, c.relname) as quoted, n.nspname || '.' || c.relname as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 2`

export async function fixtureDatabase(schema: string): Promise<FixtureDatabase> {
  const server = serverConnection()
  const database = `test_connector_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ ...server, ssl: false })
  await admin.connect()
  await admin.query(`create database ${database}`)
  const connection = { ...server, database }
  const client = new pg.Client({ ...connection, ssl: false })
  await client.connect()
  await client.query(schema)
  const run: FixtureDatabase['run'] = async (text, values) => (await client.query(text, values)).rows
  return {
    connection,
    run,
    dump: async () => {
      const all: Record<string, string[]> = {}
      for (const { quoted, name } of await run(tablesQuery)) {
        const rows = await run(`select t::text as row from ${quoted} t order by 1`)
        all[String(name)] = rows.map((row) => String(row.row))
      }
      return all
    },
    drop: async () => {
      await client.end()
      await admin.query(`drop database ${database} with (force)`)
      await admin.end()
    },
  }
}
