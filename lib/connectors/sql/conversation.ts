import type { Sql } from './statement'

/** One connection to a company's server, within a transaction. */
export interface Conversation {
  /** What is asked before an answer came is done in its order, and nothing of it after a failure. */
  readonly queues: boolean
  /** Rows as text: nothing is rounded, shifted or reinterpreted on the way. `Row` states the columns selected. */
  rows<Row extends Record<string, string | null>>(fragment: Sql): Promise<Row[]>
  /** The same of several statements, one after the other: sent together where the server can be spoken with so. */
  rowsOfEach<Row extends Record<string, string | null>>(fragments: readonly Sql[]): Promise<Row[][]>
  /** Rows in a cursor. Whole numbers that fit and booleans become themselves; all else stays the server's text. */
  stream(fragment: Sql): AsyncIterable<Record<string, unknown>>
  /** All that `stream` would give, of each statement; null where these are more than a few. */
  fewRowsOfEach(fragments: readonly Sql[]): Promise<(Record<string, unknown>[] | null)[]>
  /** How many rows a DELETE or UPDATE touched. */
  affected(fragment: Sql): Promise<number>
}
