// The different values of some fields over a person's rows: what leads on to other systems, and whose the rows are.
import { sql } from 'kysely'
import type { GroupCondition } from '../../domain/plan/types'
import type { DistinctValues } from '../connector'
import type { Conversation } from './conversation'
import { groupCondition } from './group-condition'
import { inScope } from './scope'
import { allOf } from './statement'
import { NotInCatalogue, type Structure } from './structure'

/** Told apart by their bytes: a collation would take `José` and `jose` for one. */
export async function distinctIn(
  conversation: Conversation,
  structure: Structure,
  key: string,
  fields: readonly string[],
  most: number,
  where?: GroupCondition,
): Promise<DistinctValues> {
  const dataset = structure.dataset(key)
  const unmapped = fields.filter((field) => !Object.hasOwn(dataset.fields, field))
  if (unmapped.length) throw new NotInCatalogue(`fields of ${key} outside the map: ${unmapped.join(', ')}`)
  const { dialect } = structure
  const rows = structure.rows(dataset.table)
  const texts = dialect.shown(dialect.array(fields.map((field) => structure.text(rows, field))))
  const group = where ? groupCondition(structure, dataset, rows, where) : null
  const asked = allOf([inScope(structure, dataset, rows), ...(group ? [group] : [])])
  const found = await conversation.rows<{ found: string; count: string }>(
    sql`select min(texts) as found, ${dialect.shown(sql`count(*)`)} as count
      from (select ${texts} as texts from ${structure.from(rows)} where ${asked}) as s
      group by md5(texts) order by 1 limit ${sql.raw(String(most + 1))}`,
  )
  return {
    rows: found.slice(0, most).map((row) => ({ values: JSON.parse(row.found), count: Number(row.count) })),
    more: found.length > most,
  }
}
