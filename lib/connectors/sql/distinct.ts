// The different values of some fields over a person's rows: what leads on to other systems, and whose the rows are.
import { sql } from 'kysely'
import type { DistinctValues } from '../connector'
import type { Conversation } from './conversation'
import { inScope } from './scope'
import { NotInCatalogue, type Structure } from './structure'

/** Told apart by their bytes: a collation would take `José` and `jose` for one. */
export async function distinctIn(
  conversation: Conversation,
  structure: Structure,
  key: string,
  fields: readonly string[],
  most: number,
): Promise<DistinctValues> {
  const dataset = structure.dataset(key)
  const unmapped = fields.filter((field) => !Object.hasOwn(dataset.fields, field))
  if (unmapped.length) throw new NotInCatalogue(`fields of ${key} outside the map: ${unmapped.join(', ')}`)
  const { dialect } = structure
  const rows = structure.rows(dataset.table)
  const texts = dialect.shown(dialect.array(fields.map((field) => structure.text(rows, field))))
  const found = await conversation.rows<{ found: string; count: string }>(
    sql`select min(texts) as found, ${dialect.shown(sql`count(*)`)} as count
      from (select ${texts} as texts from ${structure.from(rows)} where ${inScope(structure, dataset, rows)}) as s
      group by md5(texts) order by 1 limit ${sql.raw(String(most + 1))}`,
  )
  return {
    rows: found.slice(0, most).map((row) => ({ values: JSON.parse(row.found), count: Number(row.count) })),
    more: found.length > most,
  }
}
