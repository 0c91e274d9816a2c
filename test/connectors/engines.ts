// The servers that one contract holds for. A case gives its tables in each server's own words, with `{crm}` for the
// quoted name of a schema; in MariaDB, where schemas are databases, each test has names of its own.
import { randomBytes } from 'node:crypto'
import mysql from 'mysql2/promise'
import pg from 'pg'
import type { SystemConnection } from '@/lib/connectors/connection'
import { parseMariadbUrl, parsePostgresUrl } from '@/lib/connectors/connection'
import { mariadbUrl } from '../support/mariadb-server'

export type TestDatabase = {
  connection: SystemConnection
  /** As the map names a table: `crm.customer`. */
  table: (schema: string, table: string) => string
  /** Runs a script as an account that may do everything. */
  run: (script: string) => Promise<void>
  /** Every row of every table as text, by `schema.table`, for comparing before and after. */
  dump: () => Promise<Record<string, string[]>>
  drop: () => Promise<void>
}

export type Script = Record<'postgresql' | 'mariadb', string>
export type Engine = {
  kind: 'postgresql' | 'mariadb'
  name: string
  create: (schemas: string[], script: string) => Promise<TestDatabase>
}

const random = () => randomBytes(5).toString('hex')
const filled = (script: string, quoted: (schema: string) => string) =>
  script.replaceAll(/\{([a-z][\w ]*)\}/gi, (_, schema) => quoted(schema))

async function postgresDatabase(schemas: string[], script: string): Promise<TestDatabase> {
  const parsed = parsePostgresUrl(process.env.TEST_PG_URL ?? '')
  if (!parsed.ok) throw new Error('TEST_PG_URL must name a PostgreSQL server for tests')
  const database = `test_contract_${random()}`
  const admin = new pg.Client({ ...parsed.connection, ssl: false })
  await admin.connect()
  await admin.query(`create database ${database}`)
  const connection = { ...parsed.connection, database }
  const client = new pg.Client({ ...connection, ssl: false })
  await client.connect()
  const quoted = (schema: string) => `"${schema}"`
  const run = async (text: string) => void (await client.query(filled(text, quoted)))
  await run(schemas.map((schema) => `create schema ${quoted(schema)};`).join(''))
  await run(script)
  const listed = `select format('%I.%I', n.nspname, c.relname) as quoted, n.nspname || '.' || c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = any($1) order by 2`
  return {
    ...{ connection, run, table: (schema, table) => `${schema}.${table}` },
    dump: async () => {
      const all: Record<string, string[]> = {}
      for (const { quoted: from, name } of (await client.query(listed, [schemas])).rows)
        all[name] = (await client.query(`select t::text as row from ${from} t order by 1`)).rows.map((r) => r.row)
      return all
    },
    drop: async () => {
      await client.end()
      await admin.query(`drop database ${database} with (force)`)
      await admin.end()
    },
  }
}

/** The account of the connector has what an operator would grant, and sees no other test's databases. */
export const usualGrants = 'select, update, delete, trigger'

async function mariadbDatabase(schemas: string[], script: string): Promise<TestDatabase> {
  const parsed = parseMariadbUrl(`${await mariadbUrl()}mysql`)
  if (!parsed.ok) throw new Error('TEST_MARIADB_URL must name a MariaDB server for tests')
  const { host, port, user, password } = parsed.connection
  const prefix = `t${random()}_`
  const name = (schema: string) => `${prefix}${schema}`
  const quoted = (schema: string) => `\`${name(schema)}\``
  const admin = await mysql.createConnection({
    ...{ host, port, user, password, multipleStatements: true, charset: 'UTF8MB4_GENERAL_CI', timezone: 'Z' },
    ...{ dateStrings: true, supportBigNumbers: true, bigNumberStrings: true, jsonStrings: true },
  })
  const run = async (text: string) => void (await admin.query(filled(text, quoted)))
  const account = `'${prefix}reader'@'127.0.0.1'`
  await run(`set time_zone = '+00:00'; create user ${account} identified by '${prefix}';
    grant process on *.* to ${account};`)
  for (const schema of schemas)
    await run(`create database ${quoted(schema)} character set utf8mb4 collate utf8mb4_general_ci;
      grant ${usualGrants} on ${quoted(schema)}.* to ${account};`)
  await run(`use ${quoted(schemas[0] ?? '')}; ${script}`)
  const connection = {
    ...{ kind: 'mariadb' as const, host, port, database: name(schemas[0] ?? ''), user: `${prefix}reader` },
    ...{ password: prefix, tls: { mode: 'disable' as const } },
  }
  return {
    ...{ connection, run, table: (schema, table) => `${name(schema)}.${table}` },
    dump: async () => {
      const all: Record<string, string[]> = {}
      const [tables] = await admin.query(
        "select table_schema as s, table_name as t from information_schema.tables where table_type <> 'VIEW' and table_schema in (?) order by 1, 2",
        [schemas.map(name)],
      )
      for (const { s, t } of tables as { s: string; t: string }[]) {
        const [rows] = await admin.query({ sql: `select * from \`${s}\`.\`${t}\``, rowsAsArray: true })
        all[`${s.slice(prefix.length)}.${t}`] = (rows as unknown[][]).map((row) => JSON.stringify(row)).sort()
      }
      return all
    },
    drop: async () => {
      await run('set foreign_key_checks = 0')
      for (const schema of schemas) await run(`drop database ${quoted(schema)}`)
      await run(`drop user ${account}`)
      await admin.end()
    },
  }
}

const postgresql: Engine = { kind: 'postgresql', name: 'PostgreSQL', create: postgresDatabase }
export const mariadb: Engine = { kind: 'mariadb', name: 'MariaDB', create: mariadbDatabase }
export const engines: Engine[] = [postgresql, mariadb]
