// The person's rows themselves, for the access package and for looking at a few of them at the desk.
import { sql } from 'kysely'
import type pg from 'pg'
import Cursor from 'pg-cursor'
import { inScope } from './scope'
import { rowsOf, statement } from './statement'
import { NotInCatalogue, type Structure } from './structure'

const batch = 500

// Type numbers of pg_type that never change.
const parsers: Record<number, (value: string) => unknown> = {
  16: (value) => value === 't', // boolean
  21: Number, // smallint
  23: Number, // integer
  1114: (value) => value.replace(' ', 'T'), // timestamp
  1184: (value) => value.replace(' ', 'T').replace(/\+00$/, 'Z'), // timestamptz, in UTC
}

/** Small numbers and booleans become themselves; all else stays the server's text, so that nothing is lost. */
const lossless = {
  getTypeParser: (type: number) => parsers[type] ?? ((value: string) => value),
} as pg.CustomTypesConfig

/** A cursor within the client's transaction. Who stops early gives the connection up: the cursor stays open. */
export async function* readRows(
  client: pg.ClientBase,
  structureOf: () => Promise<Structure>,
  key: string,
  fields: readonly string[],
): AsyncGenerator<Record<string, unknown>> {
  const structure = await structureOf()
  const dataset = structure.dataset(key)
  const unmapped = fields.filter((field) => !Object.hasOwn(dataset.fields, field))
  if (unmapped.length) throw new NotInCatalogue(`fields of ${key} outside the map: ${unmapped.join(', ')}`)
  const rows = structure.rows(dataset.table)
  const order = rows.table.primaryKey.length
    ? sql`order by ${sql.join(structure.columns(rows, rows.table.primaryKey))}`
    : sql``
  const { text, values } = statement(
    sql`select ${sql.join(structure.columns(rows, fields))} from ${structure.from(rows)}
      where ${inScope(structure, dataset, rows)} ${order}`,
  )
  const cursor = client.query(new Cursor<Record<string, unknown>>(text, values, { types: lossless }))
  // The server looks for the next rows while these are written.
  for (let next = cursor.read(batch); ; ) {
    const found = await next
    if (found.length === 0) break
    next = cursor.read(batch)
    next.catch(() => {}) // told to whoever waits for it; nobody does who stops early
    for (const row of found) yield row // yield* would wait twice for each row
  }
  await cursor.close()
}

/** E-mail addresses on file. Personal data: for proof and for asking there, nothing else. */
export async function contactPointsOf(client: pg.ClientBase, structure: Structure) {
  const found: { dataset: string; field: string; value: string }[] = []
  for (const dataset of structure.map.datasets)
    for (const field of dataset.contactPoints ?? []) {
      const rows = structure.rows(dataset.table)
      const value = sql`btrim(${structure.column(rows, field)}::text)`
      const values = await rowsOf<{ value: string }>(
        client,
        sql`select distinct ${value} as value from ${structure.from(rows)}
          where ${inScope(structure, dataset, rows)} and ${value} like '%_@_%' order by 1 limit 100`,
      )
      found.push(...values.map((row) => ({ dataset: dataset.key, field, value: row.value })))
    }
  return found
}
