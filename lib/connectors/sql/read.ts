// The person's rows themselves, for the access package and for looking at a few of them at the desk.
import { sql } from 'kysely'
import type { Conversation } from './conversation'
import { inScope } from './scope'
import { list, type Sql } from './statement'
import { NotInCatalogue, type Structure } from './structure'

/** Columns outside the map's fields are not read. */
export function rowsQuery(structure: Structure, key: string, fields: readonly string[]): Sql {
  const dataset = structure.dataset(key)
  const unmapped = fields.filter((field) => !Object.hasOwn(dataset.fields, field))
  if (unmapped.length) throw new NotInCatalogue(`fields of ${key} outside the map: ${unmapped.join(', ')}`)
  const rows = structure.rows(dataset.table)
  const order = structure.columns(rows, rows.table.primaryKey)
  return sql`select ${list(structure.columns(rows, fields))} from ${structure.from(rows)}
    where ${inScope(structure, dataset, rows)} ${order.length ? sql`order by ${list(order)}` : sql``}`
}

/** E-mail addresses on file. Personal data: for proof and for asking there, nothing else. */
export async function contactPointsOf(conversation: Conversation, structure: Structure) {
  const places = structure.map.datasets.flatMap((dataset) =>
    (dataset.contactPoints ?? []).map((field) => ({ dataset, field })),
  )
  const questions = places.map(({ dataset, field }) => {
    const rows = structure.rows(dataset.table)
    const value = sql`trim(${structure.text(rows, field)})`
    return sql`select distinct ${value} as address from ${structure.from(rows)}
      where ${inScope(structure, dataset, rows)} and ${value} like '%_@_%' order by 1 limit 100`
  })
  const found = await conversation.rowsOfEach<{ address: string }>(questions)
  return places.flatMap(({ dataset, field }, index) =>
    (found[index] ?? []).map(({ address }) => ({ dataset: dataset.key, field, value: address })),
  )
}
