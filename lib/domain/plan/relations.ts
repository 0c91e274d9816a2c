// Which dataset's rows point at which: by the map's links and by the foreign keys of the database.
import type { CatalogueTable, ForeignKey } from '../catalogue'
import type { MapDataset } from '../data-map/types'
import { compareText } from './planning'

type Node = { dataset: MapDataset; table: CatalogueTable }

export type Edge = { child: string; parent: string }

/** A foreign key from a dataset's table to the table of a dataset of the same system. */
export type DatasetKey = { child: string; parent: string; key: ForeignKey }

export function datasetKeys(nodes: readonly Node[]): DatasetKey[] {
  return nodes.flatMap(({ dataset, table }) =>
    table.foreignKeys.flatMap((key) =>
      nodes
        .filter((other) => other.dataset.system === dataset.system && other.dataset.table === key.references)
        .map((other) => ({
          child: dataset.key,
          parent: other.dataset.key,
          key,
        })),
    ),
  )
}

/**
 * Whether a link leads to keys that are remembered: to the primary key of rows that are found by an identifier and in no
 * other way. Along any other link a row is found again only while the row between it and the person stands.
 */
export function isRemembered({ dataset, table }: Node, fields: readonly string[]): boolean {
  const { identifiedBy = [], links = [] } = dataset
  return identifiedBy.length > 0 && links.length === 0 && fields.every((field) => table.primaryKey.includes(field))
}

/** By what a held row is found again. */
export function waysBack(nodes: readonly Node[]): Edge[] {
  return nodes.flatMap(({ dataset }) =>
    (dataset.links ?? [])
      .filter(({ to, toFields }) => !nodes.some((node) => node.dataset.key === to && isRemembered(node, toFields)))
      .map(({ to }) => ({ child: dataset.key, parent: to })),
  )
}

/** Children first. `cycles`: datasets that point at each other by foreign keys, so that no order of deletion exists. */
export function executionOrder(nodes: readonly Node[]): { order: string[]; cycles: string[][] } {
  const names = nodes.map((node) => node.dataset.key).sort(compareText)
  const foreign = datasetKeys(nodes)
  const links = nodes.flatMap(({ dataset }) => (dataset.links ?? []).map((l) => ({ child: dataset.key, parent: l.to })))
  const all = childrenFirst(names, [...foreign, ...links])
  if (all.rest.length === 0) return { order: all.order, cycles: [] }
  // Links only say where to look; what the database enforces is the foreign keys.
  const enforced = childrenFirst(names, foreign)
  return { order: [...enforced.order, ...enforced.rest], cycles: cyclesAmong(enforced.rest, foreign) }
}

function childrenFirst(names: readonly string[], edges: readonly Edge[]): { order: string[]; rest: string[] } {
  const order: string[] = []
  let rest = [...names]
  while (rest.length > 0) {
    // Points at itself: one statement deletes them together, the database checks at its end.
    const next = rest.find((n) => !edges.some((e) => e.parent === n && e.child !== n && rest.includes(e.child)))
    if (next === undefined) break
    order.push(next)
    rest = rest.filter((name) => name !== next)
  }
  return { order, rest }
}

function cyclesAmong(names: readonly string[], edges: readonly Edge[]): string[][] {
  const reach = new Map(names.map((name) => [name, reachable(name, edges)]))
  const cycles = new Map<string, string[]>()
  for (const name of names) {
    const cycle = names.filter((n) => reach.get(name)?.has(n) && reach.get(n)?.has(name))
    if (cycle.length > 1) cycles.set(cycle.join(), cycle)
  }
  return [...cycles.values()]
}

/** Whatever is pointed at from there, however far; the place itself where a way leads back. */
export function reachable(from: string, edges: readonly Edge[]): Set<string> {
  const seen = new Set<string>()
  const next = [from]
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    for (const edge of edges) {
      if (edge.child !== name || seen.has(edge.parent)) continue
      seen.add(edge.parent)
      next.push(edge.parent)
    }
  }
  return seen
}
