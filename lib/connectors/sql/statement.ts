// SQL is composed with Kysely's `sql`: values become parameters, names are quoted by the compiler of each server's dialect.
import { type RawBuilder, sql } from 'kysely'

export type Sql = RawBuilder<unknown>

export const never: Sql = sql`false`
export const always: Sql = sql`true`

export const anyOf = (parts: Sql[]): Sql =>
  parts.length === 0 ? never : parts.length === 1 ? (parts[0] as Sql) : sql`(${sql.join(parts, sql` or `)})`

export const allOf = (parts: Sql[]): Sql =>
  parts.length === 0 ? always : parts.length === 1 ? (parts[0] as Sql) : sql`(${sql.join(parts, sql` and `)})`

export const list = (parts: Sql[]): Sql => sql.join(parts, sql`, `)
