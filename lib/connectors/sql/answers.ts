// Many small questions put in one statement: the way to the server is longer than most of the work there.
import { sql } from 'kysely'
import type { CatalogueTable } from '../../domain/catalogue'
import type { Conversation } from './conversation'
import type { Sql } from './statement'

/** A SELECT of exactly one row with text columns, over rows of this table. */
export type Question = { of: CatalogueTable; select: Sql }

/** So many that the server still plans them quickly. */
const together = 40
/** A table of so many rows is asked alone: a statement's time limit is meant for one such table. */
const large = 1_000_000

function inStatements(questions: readonly Question[]): Question[][] {
  const statements: Question[][] = []
  let open: Question[] | null = null
  for (const question of questions)
    if (question.of.rowEstimate >= large) statements.push([question])
    else if (open && open.length < together) open.push(question)
    else {
      open = [question]
      statements.push(open)
    }
  return statements
}

/** One answer a question. All questions select the same columns. */
export async function answersOf<Row extends Record<string, string | null>>(
  conversation: Conversation,
  questions: readonly Question[],
): Promise<Map<Question, Row>> {
  const answers = new Map<Question, Row>()
  for (const asked of inStatements(questions)) {
    const selects = asked.map(
      ({ select }, place) => sql`select ${sql.raw(`'${place}'`)} as place, q.* from (${select}) q`,
    )
    const rows = await conversation.rows<Row & { place: string }>(sql.join(selects, sql` union all `))
    for (const row of rows) {
      const question = asked[Number(row.place)]
      if (question) answers.set(question, row)
    }
  }
  if (answers.size !== questions.length) throw new Error('a question was not answered')
  return answers
}
