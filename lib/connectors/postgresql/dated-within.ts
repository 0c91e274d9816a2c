// The dates of a matter, in SQL: the same documents that discovery states, and the same comparison of ISO texts.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import type { DateRange } from '../../domain/plan/types'
import { documentsOf } from './document-facts'
import { allOf, type Sql } from './statement'
import type { Rows, Structure } from './structure'

/** Whether a document of the row has a date in the range, or none; also where the row has no document. Never null. */
export function datedWithin(structure: Structure, dataset: MapDataset, rows: Rows, range: DateRange): Sql {
  const documents = documentsOf(structure, dataset, rows)
  if (!documents) return sql`true`
  const date = sql`(f ->> 3) collate "C"`
  const inside = allOf([
    ...(range.from === null ? [] : [sql`${date} >= ${range.from}::text`]),
    ...(range.to === null ? [] : [sql`${date} <= ${range.to}::text`]),
  ])
  return sql`coalesce((select bool_or(f ->> 3 is null or ${inside})
    from jsonb_array_elements(${documents}) as each(f) where f ->> 0 = ${range.document}::text), true)`
}
