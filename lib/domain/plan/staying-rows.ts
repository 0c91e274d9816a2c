// Rows that cannot be deleted because rows of the same person that stay reference them.
import type { MapDataset } from '../data-map/types'
import { changeOf } from './field-fate'
import type { DatasetDraft } from './planning'
import { type DatasetKey, datasetKeys } from './relations'

/**
 * Tables, by dataset, whose staying rows reference it. Where the references are a held document's, findings already say
 * which rows it needs; elsewhere nothing says which, so every row of the parent stays, without anything personal.
 */
export function stayingReferences(drafts: readonly DatasetDraft[], forwarded: readonly DatasetDraft[]) {
  const stays = new Map<string, Set<string>>()
  const keys = datasetKeys([...drafts, ...forwarded]).filter((edge) => edge.linked)
  const all = new Map([...drafts, ...forwarded].map((draft) => [draft.dataset.key, draft]))
  const executed = new Set(drafts.map((draft) => draft.dataset.key))
  let grown = true
  while (grown) {
    grown = false
    for (const edge of keys) {
      const child = all.get(edge.child)
      if (!child || !executed.has(edge.parent) || !pins(child, edge, stays, executed)) continue
      const tables = stays.get(edge.parent) ?? new Set()
      if (tables.has(child.dataset.table)) continue
      stays.set(edge.parent, tables.add(child.dataset.table))
      grown = true
    }
  }
  return stays
}

function pins(
  child: DatasetDraft,
  edge: DatasetKey,
  stays: ReadonlyMap<string, ReadonlySet<string>>,
  executed: ReadonlySet<string>,
): boolean {
  if (!executed.has(child.dataset.key)) return child.finding.count > 0
  const known = child.strata.filter((judged) => !judged.unknown)
  if (followsOther(child.dataset, edge.parent) && known.some((judged) => judged.held.length > 0)) return true
  if (cutsReference(child.dataset, edge)) return false
  const everyRow = child.dataset.erasure === 'clear' || (stays.get(child.dataset.key)?.size ?? 0) > 0
  return known.some((j) => j.held.length === 0 && (everyRow || j.stratum.referencedBy.length > 0))
}

/** A part of a document may reference something that the document does not. */
const followsOther = (dataset: MapDataset, parent: string) =>
  dataset.document !== undefined && 'partOf' in dataset.document && dataset.document.partOf !== parent

/** The map says to empty the reference itself; one empty column is enough (MATCH SIMPLE). */
const cutsReference = (dataset: MapDataset, edge: DatasetKey) =>
  edge.key.columns.some((column) => {
    const field = dataset.fields[column]
    return field !== undefined && changeOf(field) === 'clear'
  })
