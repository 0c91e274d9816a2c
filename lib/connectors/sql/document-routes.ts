// Which documents concern a row: itself, the one it is part of, or those that reference it through other rows.
import type { ForeignKey } from '../../domain/catalogue'
import type { MapDataset, MapDocument, MapLink } from '../../domain/data-map/types'
import type { Along, Structure } from './structure'

export type OwnDocument = Exclude<MapDocument, { partOf: string }>

/** By which a row points at another of its own dataset. */
export type OwnWay = { fromFields: string[]; toFields: string[]; along: Along }
/**
 * From a row to rows of `to`. `onlyPersons`: the way is a foreign key alone, on which strangers' rows may stand too.
 * `chain`: to the person's rows of the same dataset that point at it by these, however far.
 */
export type Step = {
  to: MapDataset
  fromFields: string[]
  toFields: string[]
  onlyPersons: boolean
  along: Along
  chain?: OwnWay[]
}
export type Route = { steps: Step[]; dataset: MapDataset; document: OwnDocument }

/** Up: from a part to its document. */
function routesUp(structure: Structure, dataset: MapDataset, visited: readonly string[]): Route[] {
  const { document } = dataset
  if (!document) return []
  if (!('partOf' in document)) return [{ steps: [], dataset, document }]
  if (visited.includes(document.partOf)) return []
  const parent = structure.dataset(document.partOf)
  const links = (dataset.links ?? []).filter((link) => link.to === parent.key)
  return links.flatMap((link) => {
    const along = alongOf(structure, dataset, link)
    const step: Step = { to: parent, fromFields: link.fields, toFields: link.toFields, onlyPersons: false, along }
    return routesUp(structure, parent, [...visited, dataset.key]).map((r) => ({ ...r, steps: [step, ...r.steps] }))
  })
}

const pairs = (columns: readonly string[], others: readonly string[]) =>
  JSON.stringify(columns.map((column, index) => [column, others[index]]).sort())

export const linksAlong = (dataset: MapDataset, parent: string, key: ForeignKey) =>
  (dataset.links ?? []).some(
    (link) => link.to === parent && pairs(link.fields, link.toFields) === pairs(key.columns, key.referencedColumns),
  )

/** Whether the server itself keeps a key where the map's link goes. */
export const alongOf = (structure: Structure, dataset: MapDataset, link: MapLink): Along =>
  structure
    .table(dataset.table)
    .foreignKeys.some(
      (key) =>
        key.references === structure.dataset(link.to).table &&
        pairs(link.fields, link.toFields) === pairs(key.columns, key.referencedColumns),
    )
    ? 'foreign-key'
    : 'link'

/**
 * Down: to the rows that reference this one, by the map's links and by foreign keys that no link follows. Over a part of a
 * document too: another document may reference that part, and so need both.
 */
function stepsDown(structure: Structure, dataset: MapDataset): Step[] {
  const others = structure.map.datasets.filter((other) => other.role !== 'processor')
  return others.flatMap((to) => {
    const links = (to.links ?? []).filter((link: MapLink) => link.to === dataset.key)
    const keys = structure
      .table(to.table)
      .foreignKeys.filter((key) => key.references === dataset.table && !linksAlong(to, dataset.key, key))
    return [
      ...links.map(
        (l): Step => ({
          ...{ to, fromFields: l.toFields, toFields: l.fields },
          ...{ onlyPersons: false, along: alongOf(structure, to, l) },
        }),
      ),
      ...keys.map(
        (k): Step => ({
          ...{ to, fromFields: k.referencedColumns, toFields: k.columns },
          ...{ onlyPersons: true, along: 'foreign-key' },
        }),
      ),
    ]
  })
}

/** By foreign key; none where no primary key tells the rows of the table apart. */
export function ownKeys(structure: Structure, { table: name }: MapDataset): OwnWay[] {
  const table = structure.table(name)
  if (table.primaryKey.length === 0) return []
  return table.foreignKeys
    .filter((key) => key.references === name)
    .map((key) => ({ fromFields: key.columns, toFields: key.referencedColumns, along: 'foreign-key' }))
}

/** And by the map's links. */
function ownWays(structure: Structure, dataset: MapDataset): OwnWay[] {
  if (structure.table(dataset.table).primaryKey.length === 0) return []
  const links = (dataset.links ?? [])
    .filter((link) => link.to === dataset.key && alongOf(structure, dataset, link) === 'link')
    .map((link): OwnWay => ({ fromFields: link.fields, toFields: link.toFields, along: 'link' }))
  return [...ownKeys(structure, dataset), ...links]
}

/** Through other rows of its own dataset: whatever concerns one that points here, concerns this one. */
function alongChain(structure: Structure, dataset: MapDataset, routes: () => readonly Route[]): Route[] {
  const chain = ownWays(structure, dataset)
  if (chain.length === 0) return []
  const { primaryKey } = structure.table(dataset.table)
  const step: Step = {
    ...{ to: dataset, fromFields: primaryKey, toFields: primaryKey },
    ...{ onlyPersons: false, along: 'foreign-key', chain },
  }
  return routes().map((route) => ({ ...route, steps: [step, ...route.steps] }))
}

/** `above`: of which the row before on the way is known to be part, so that going up leads nowhere new. */
export function documentRoutes(
  structure: Structure,
  dataset: MapDataset,
  visited: readonly string[] = [],
  above: readonly string[] = visited,
): Route[] {
  const seen = [...visited, dataset.key]
  const steps = stepsDown(structure, dataset).filter((step) => !seen.includes(step.to.key))
  const from = (over: readonly string[]) => {
    const down = steps.flatMap((step) =>
      documentRoutes(structure, step.to, seen, [...over, dataset.key]).map((route) => ({
        ...route,
        steps: [step, ...route.steps],
      })),
    )
    return [...routesUp(structure, dataset, over), ...down]
  }
  // Another row of the chain may be part of another document.
  return [...from(above), ...alongChain(structure, dataset, () => from([]))]
}
