// Rows that other people's rows point at too: an address that a household shares. What one of them has corrected changes
// for all.
import type { DataMap } from '../data-map/types'
import type { SystemFinding } from '../findings'

/** By dataset, how many. A table that is cleared or held for a client keeps its own rows: it tells nothing of others. */
export function sharedRows(map: DataMap, findings: readonly SystemFinding[]): ReadonlyMap<string, number> {
  const shared = new Map<string, number>()
  for (const { system, datasets } of findings) {
    const strangers = (table: string) => {
      const own = map.datasets.filter((dataset) => dataset.system === system && dataset.table === table)
      return own.length > 0 && own.every(({ role, erasure }) => role === 'controller' && erasure !== 'clear')
    }
    for (const { dataset, strata } of datasets)
      for (const { referencedBy, count } of strata)
        if (referencedBy.some(strangers)) shared.set(dataset, (shared.get(dataset) ?? 0) + count)
  }
  return shared
}
