// Statements for PostgreSQL, with numbered parameters, over one of its connections.
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type pg from 'pg'
import type { Sql } from '../sql/statement'
import { ask, asText, type Statement } from './ask'

const compiler = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

export function statement(fragment: Sql): Statement {
  const { sql: text, parameters } = fragment.compile(compiler)
  return { text, values: [...parameters] }
}

/** Rows as text. `Row` states the columns that the statement selects. */
export async function rowsOf<Row extends Record<string, string | null>>(
  client: pg.ClientBase,
  fragment: Sql,
): Promise<Row[]> {
  const [rows] = await rowsOfEach<Row>(client, [fragment])
  return rows ?? []
}

/** The same of several statements, sent together. */
export async function rowsOfEach<Row extends Record<string, string | null>>(
  client: pg.ClientBase,
  fragments: readonly Sql[],
): Promise<Row[][]> {
  const parts = fragments.map((fragment) => ({ statement: statement(fragment), types: asText }))
  return (await ask(client, parts)).map(({ rows }) => rows as Row[])
}

/** How many rows a DELETE or UPDATE touched. */
export async function affectedBy(client: pg.ClientBase, fragment: Sql): Promise<number> {
  const [answer] = await ask(client, [{ statement: statement(fragment), types: asText }])
  return answer?.count ?? 0
}
