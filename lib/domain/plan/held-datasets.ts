import type { DataMap } from '../data-map/types'
import type { HoldRule } from '../hold-rule'
import { neededFields } from './field-needs'
import type { DatasetKey } from './relations'

/**
 * Where a held document keeps rows: in itself, in its parts, in what lends it a needed field, and in whatever a foreign
 * key of those requires. Rows that are merely linked to it are not necessary and go (Art. 17(3) GDPR).
 */
export function heldDatasets(
  map: DataMap,
  keys: readonly DatasetKey[],
  rule: HoldRule,
  document: string,
): ReadonlySet<string> {
  const held = new Set(
    map.datasets
      .filter((dataset) => {
        const part = dataset.document && 'partOf' in dataset.document ? dataset.document.partOf : dataset.key
        return part === document || neededFields(map, dataset, rule, document).length > 0
      })
      .map((dataset) => dataset.key),
  )
  const next = [...held]
  for (let child = next.pop(); child !== undefined; child = next.pop()) {
    for (const edge of keys) {
      if (edge.child !== child || held.has(edge.parent)) continue
      held.add(edge.parent)
      next.push(edge.parent)
    }
  }
  return held
}
