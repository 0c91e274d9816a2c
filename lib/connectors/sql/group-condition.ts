import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import type { GroupCondition } from '../../domain/plan/types'
import { heldUnder } from './document-facts'
import { outsideReferences } from './outside-references'
import { allOf, anyOf, never, type Sql } from './statement'
import type { Rows, Structure } from './structure'

const not = (condition: Sql): Sql[] => (condition === never ? [] : [sql`not ${condition}`])

/** Which of the person's rows form the group; null: all of them. Never null in SQL. */
export function groupCondition(
  structure: Structure,
  dataset: MapDataset,
  rows: Rows,
  where: GroupCondition,
): Sql | null {
  const referenced = () => anyOf(outsideReferences(structure, dataset, rows).map((reference) => reference.exists))
  const parts = [
    ...where.heldBy.map((condition) => heldUnder(structure, dataset, rows, condition)),
    ...where.notHeldBy.flatMap((condition) => not(heldUnder(structure, dataset, rows, condition))),
    ...(where.endedUnder ?? []).map((condition) => heldUnder(structure, dataset, rows, condition)),
    ...(where.notEndedUnder ?? []).flatMap((condition) => not(heldUnder(structure, dataset, rows, condition))),
    ...(where.dated ?? []).map(({ within, ...range }) => {
      const dated = structure.dialect.datedWithin(structure, dataset, rows, range)
      return within ? dated : sql`not ${dated}`
    }),
    ...(where.referenced === null ? [] : where.referenced ? [referenced()] : not(referenced())),
  ]
  return parts.length ? allOf(parts) : null
}
