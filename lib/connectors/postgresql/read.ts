// The rows themselves, in a cursor.
import type pg from 'pg'
import Cursor from 'pg-cursor'
import type { Sql } from '../sql/statement'
import { statement } from './statement'

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
export async function* streamed(client: pg.ClientBase, fragment: Sql): AsyncGenerator<Record<string, unknown>> {
  const { text, values } = statement(fragment)
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
