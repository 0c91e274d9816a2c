import type { DataMap } from '../data-map/types'
import type { HoldRule } from '../hold-rule'
import { documentOf } from './document-questions'
import { neededFields } from './field-needs'
import { type Edge, reachable } from './relations'

/**
 * Where a held document keeps rows: in itself, in its parts, in what lends it a needed field and what links it to that,
 * and in whatever the edges lead to from those. Rows that are merely linked to it are not necessary and go (Art. 17(3)
 * GDPR).
 * @param edges what a row cannot stand or be found again without: foreign keys, ways back
 */
export function heldDatasets(
  map: DataMap,
  edges: readonly Edge[],
  rule: HoldRule,
  document: string,
): ReadonlySet<string> {
  const own = map.datasets.filter((dataset) => (documentOf(dataset) ?? dataset.key) === document)
  const lenders = map.datasets.filter((dataset) => neededFields(map, dataset, rule, document).length > 0)
  const needed = [...own, ...lenders].map(({ key }) => key)
  const held = new Set([...needed, ...between(map, document, needed)])
  for (const key of [...held]) for (const parent of reachable(key, edges)) held.add(parent)
  return held
}

/** Without the rows between nobody could tell whose name it is that the document borrows. */
function between(map: DataMap, document: string, lenders: readonly string[]): string[] {
  const links = map.datasets.flatMap(({ key, links = [] }) => links.map(({ to }) => ({ child: key, parent: to })))
  return [...reachable(document, links)].filter((key) => {
    const further = reachable(key, links)
    return lenders.some((lender) => lender !== document && further.has(lender))
  })
}
