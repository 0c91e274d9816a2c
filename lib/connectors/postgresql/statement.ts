// SQL is composed with Kysely's `sql`: values become numbered parameters, names are quoted by its compiler.
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely'
import type pg from 'pg'

export type Sql = RawBuilder<unknown>

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

export const never: Sql = sql`false`
export const always: Sql = sql`true`

export const anyOf = (parts: Sql[]): Sql =>
  parts.length === 0 ? never : parts.length === 1 ? (parts[0] as Sql) : sql`(${sql.join(parts, sql` or `)})`

export const allOf = (parts: Sql[]): Sql =>
  parts.length === 0 ? always : parts.length === 1 ? (parts[0] as Sql) : sql`(${sql.join(parts, sql` and `)})`

export const list = (parts: Sql[]): Sql => sql.join(parts, sql`, `)
