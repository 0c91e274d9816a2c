// Rows of one table that point at each other, however far: a credit note at the invoice that it corrects, an answer at a
// message. What stays at the end of such a chain keeps all of it.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import type { OwnWay } from './document-routes'
import { inScope, joined } from './scope'
import { allOf, anyOf, list, type Sql } from './statement'
import type { Rows, Structure } from './structure'

/**
 * FROM and WHERE of the person's rows `end` that point at the row `start` of the same table, directly or through others
 * of the person's. The pairs are found once a statement, since they look at no row outside.
 */
export function chained(
  structure: Structure,
  dataset: MapDataset,
  ways: readonly OwnWay[],
  start: Rows,
  end: Rows,
): { from: Sql; where: Sql } {
  const key = end.table.primaryKey
  const [above, below] = [structure.rows(dataset.table), structure.rows(dataset.table)]
  const name = (kind: string) => sql.id(`${above.alias}_${kind}`)
  const [step, chain] = [name('step'), name('chain')]
  const at = (kind: string) => key.map((_, place) => sql.id(`${kind}${place}`))
  const of = (rows: string, kind: string) => key.map((_, place) => sql.id(`${above.alias}_${rows}`, `${kind}${place}`))
  const columns = list([...at('f'), ...at('t')])
  const points = ways.map((way) => joined(structure, above, way.toFields, below, way.fromFields, way.along))
  const pairs = list([...structure.columns(above, key), ...structure.columns(below, key)])
  const further = allOf(of('step', 'f').map((from, place) => sql`${from} = ${of('chain', 't')[place]}`))
  const from = sql`(with recursive
      ${step} (${columns}) as (select ${pairs} from ${structure.from(above)}, ${structure.from(below)}
        where ${anyOf(points)} and ${inScope(structure, dataset, below)}),
      ${chain} (${columns}) as (select ${columns} from ${step}
        union select ${list([...of('chain', 'f'), ...of('step', 't')])} from ${chain} join ${step} on ${further})
    select ${columns} from ${chain}) as ${name('pair')}, ${structure.from(end)}`
  const equal = (rows: Rows, kind: string) =>
    structure.columns(rows, key).map((column, place) => sql`${of('pair', kind)[place]} = ${column}`)
  return { from, where: allOf([...equal(start, 'f'), ...equal(end, 't')]) }
}
