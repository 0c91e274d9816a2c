// DELETE and UPDATE: the rows are found by a derived table of their primary keys, which both servers read once, by index,
// before the first row changes; as a condition of its own it would be asked again for every row of the table. A DELETE whose
// condition asks no other rows needs none: it deletes as it reads.
import { sql } from 'kysely'
import type { CatalogueTable } from '../../domain/catalogue'
import type { Conversation } from '../sql/conversation'
import { allOf, list, type Sql } from '../sql/statement'
import type { Condition, Rows, Structure } from '../sql/structure'
import { statement } from './statement'

/** `table as t1 join (its keys) as k`, with a name for each key column that no column of a table has. */
function foundRows(structure: Structure, rows: Rows, where: Condition): Sql {
  const key = rows.table.primaryKey
  if (key.length === 0) throw new Error(`rows of ${rows.table.name} cannot be named one by one`)
  const inner = structure.rows(rows.table.name)
  const named = key.map((column, place) => sql`${structure.column(inner, column)} as ${sql.id(`habeas_${place}`)}`)
  const equal = key.map((column, place) => sql`${structure.column(rows, column)} = ${sql.id('k', `habeas_${place}`)}`)
  return sql`${structure.from(rows)} join (select distinct ${list(named)} from ${structure.from(inner)}
    where ${where(inner)}) as ${sql.id('k')} on ${allOf(equal)}`
}

/** InnoDB checks a foreign key row by row: rows of one table that point at each other let go of each other first. */
async function loosen(conversation: Conversation, structure: Structure, table: CatalogueTable, where: Condition) {
  for (const key of table.foreignKeys.filter((candidate) => candidate.references === table.name)) {
    const nullable = key.columns.find((name) => structure.definition(table, name).nullable)
    if (!nullable) continue
    const points = (rows: Rows) => allOf([where(rows), sql`${structure.column(rows, nullable)} is not null`])
    const clear = (rows: Rows) => [sql`${sql.id(rows.alias, nullable)} = null`]
    await updateRows(conversation, structure, table, clear, points)
  }
}

/** Values are never in the text; a name that reads so costs no more than the longer way. */
const asksOthers = (condition: Sql): boolean => /\bselect\b/i.test(statement(condition).text)

export async function deleteRows(
  conversation: Conversation,
  structure: Structure,
  table: CatalogueTable,
  where: Condition,
): Promise<number> {
  await loosen(conversation, structure, table, where)
  const rows = structure.rows(table.name)
  const own = where(rows)
  const found = asksOthers(own) ? foundRows(structure, rows, where) : sql`${structure.from(rows)} where ${own}`
  return conversation.affected(sql`delete ${sql.id(rows.alias)} from ${found}`)
}

export function updateRows(
  conversation: Conversation,
  structure: Structure,
  table: CatalogueTable,
  assignments: (rows: Rows) => Sql[],
  where: Condition,
): Promise<number> {
  const rows = structure.rows(table.name)
  return conversation.affected(sql`update ${foundRows(structure, rows, where)} set ${list(assignments(rows))}`)
}
