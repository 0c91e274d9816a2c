// Many small questions put in one statement: the way to the server is longer than most of the work there.
import { sql } from 'kysely'
import type pg from 'pg'
import { rowsOf, type Sql } from './statement'

/** So many that the server still plans it quickly. */
const together = 40

/** One answer a question, in the order of the questions. Each is a SELECT of exactly one row with the same text columns. */
export async function answersOf<Row extends Record<string, string | null>>(
  client: pg.ClientBase,
  questions: readonly Sql[],
): Promise<Row[]> {
  const answers: Row[] = []
  for (let start = 0; start < questions.length; start += together) {
    const asked = questions.slice(start, start + together)
    const selects = asked.map(
      (question, place) => sql`select ${sql.raw(`'${place}'`)} as place, q.* from (${question}) q`,
    )
    for (const { place, ...answer } of await rowsOf<Row & { place: string }>(
      client,
      sql.join(selects, sql` union all `),
    ))
      answers[start + Number(place)] = answer as unknown as Row
  }
  return answers
}
