// Phone numbers are compared in their international spelling: “06 12 34 56 78” is somebody in France and somebody else in
// Italy, so it is matched with nobody. A column that holds such numbers is said when the map is checked.
import { sql } from 'kysely'
import type pg from 'pg'
import type { FindingProblem } from '../../domain/findings'
import type { SystemMap } from '../connector'
import type { Introspection } from './introspect'
import { rowsOf } from './statement'
import { Structure } from './structure'

/** Enough to see how a company writes its numbers, few enough to read in passing. */
const SAMPLE = 1_000

export async function nationalPhones(
  client: pg.ClientBase,
  introspection: Introspection,
  map: SystemMap,
): Promise<FindingProblem[]> {
  const structure = new Structure(introspection, map, { identifiers: [], anchors: [] })
  const phones = new Set(map.identifiers.filter(({ normalise }) => normalise === 'phone').map(({ key }) => key))
  const found: FindingProblem[] = []
  for (const dataset of map.datasets) {
    const rows = structure.rows(dataset.table)
    if (!rows.table.rights.select) continue
    for (const { field } of (dataset.identifiedBy ?? []).filter((by) => phones.has(by.identifier))) {
      const text = sql`${structure.column(rows, field)}::text`
      const [seen] = await rowsOf<{ national: string }>(
        client,
        sql`select exists (select from (select ${text} as number from ${structure.from(rows)}
          where ${text} ~ '[0-9]' limit ${SAMPLE}::int8) s where number !~ '^[^0-9+]*([+]|00)')::text as national`,
      )
      if (seen?.national === 'true') found.push({ code: 'national-phone', dataset: dataset.key, column: field })
    }
  }
  return found
}
