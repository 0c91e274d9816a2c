// Phone numbers are compared in their international spelling: “06 12 34 56 78” is somebody in France and somebody else in
// Italy, so it is matched with nobody. A column that holds such numbers is said when the map is checked.
import { sql } from 'kysely'
import type { FindingProblem } from '../../domain/findings'
import type { SystemMap } from '../connector'
import type { Conversation } from './conversation'
import { type Introspection, Structure } from './structure'

/** Enough to see how a company writes its numbers, few enough to read in passing. */
const SAMPLE = 1_000

export async function nationalPhones(
  conversation: Conversation,
  introspection: Introspection,
  map: SystemMap,
): Promise<FindingProblem[]> {
  const structure = new Structure(introspection, map, { identifiers: [], anchors: [] })
  const phones = new Set(map.identifiers.filter(({ normalise }) => normalise === 'phone').map(({ key }) => key))
  const found: FindingProblem[] = []
  for (const dataset of map.datasets) {
    const rows = structure.rows(dataset.table)
    if (!rows.table.rights.select) continue
    for (const { field } of (dataset.identifiedBy ?? []).filter((by) => phones.has(by.identifier) && !by.form)) {
      const { dialect } = structure
      const text = structure.text(rows, field)
      const international = dialect.fits(sql`number`, '^[^0-9+]*([+]|00)')
      const [seen] = await conversation.rows<{ national: string }>(
        sql`select case when exists (select 1 from (select ${text} as number from ${structure.from(rows)}
          where ${dialect.fits(text, '[0-9]')} limit ${sql.raw(String(SAMPLE))}) s where not (${international}))
          then 'true' else 'false' end as national`,
      )
      if (seen?.national === 'true') found.push({ code: 'national-phone', dataset: dataset.key, column: field })
    }
  }
  return found
}
