// The rows themselves, in a cursor.
import type pg from 'pg'
import { mostRowsAtOnce } from '../connector'
import type { Sql } from '../sql/statement'
import { type Answer, ask } from './ask'
import { statement } from './statement'

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

const part = (fragment: Sql | null) => ({
  ...{ statement: fragment && statement(fragment), types: lossless, most: mostRowsAtOnce },
})

async function portion(client: pg.ClientBase, fragment: Sql | null): Promise<Answer | null> {
  const [answer] = await ask(client, [part(fragment)])
  return answer ?? null
}

/** What goes on after a first portion is asked for anew: it would have to be kept open meanwhile. */
export async function fewRowsOfEach(
  client: pg.ClientBase,
  fragments: readonly Sql[],
): Promise<(Record<string, unknown>[] | null)[]> {
  const answers = await ask(client, fragments.map(part))
  return answers.map(({ rows, more }) => (more ? null : rows))
}

/** In portions within the client's transaction. Who stops early gives the connection up: the next portion is on its way. */
export async function* streamed(client: pg.ClientBase, fragment: Sql): AsyncGenerator<Record<string, unknown>> {
  for (let next: Promise<Answer | null> | null = portion(client, fragment); next; ) {
    const found: Answer | null = await next
    // The server looks for the next rows while these are written.
    next = found?.more ? portion(client, null) : null
    next?.catch(() => {}) // told to whoever waits for it; nobody does who stops early
    for (const row of found?.rows ?? []) yield row // yield* would wait twice for each row
  }
}
