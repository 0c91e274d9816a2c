// Statements for PostgreSQL, with numbered parameters, over one of its connections.
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type pg from 'pg'
import type { Sql } from '../sql/statement'

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

export type Statement = { text: string; values: unknown[] }

export function statement(fragment: Sql): Statement {
  const { sql: text, parameters } = fragment.compile(compiler)
  return { text, values: [...parameters] }
}

/** Every type arrives as the server's text: nothing is rounded, shifted or reinterpreted on the way. */
const asText: pg.CustomTypesConfig = { getTypeParser: () => (value: unknown) => value }

/** Rows as text. `Row` states the columns that the statement selects. */
export async function rowsOf<Row extends Record<string, string | null>>(
  client: pg.ClientBase,
  fragment: Sql,
): Promise<Row[]> {
  const result = await client.query<Row>({ ...statement(fragment), types: asText })
  return result.rows
}

/** How many rows a DELETE or UPDATE touched. */
export async function affectedBy(client: pg.ClientBase, fragment: Sql): Promise<number> {
  const result = await client.query(statement(fragment))
  return result.rowCount ?? 0
}
