// What a matter freezes: rows in its scope stay byte for byte, and so does every row that they point at. A frozen row
// outranks what rules and the map say: nothing is changed in it while the matter lasts.
import type { DataMap, MapDataset } from '../data-map/types'
import type { DocumentFacts, Stratum } from '../findings'
import type { PlanMatter } from '../matter'
import { documentOf } from './document-questions'
import { compareText, type DatasetDraft, type Frozen } from './planning'
import type { DatasetKey } from './relations'
import type { DateRange, GroupCondition, KeptBecause, PlanGroup } from './types'

type Reach = 'all' | 'dated'
type Edge = { child: string; parent: string; fields: string }

/**
 * By dataset. A dataset that a matter names without a date of its own is frozen whole: unknown is the safe side. Where
 * nothing was found nothing is frozen, and nothing is pointed at.
 */
export function frozenDatasets(
  map: DataMap,
  drafts: readonly Pick<DatasetDraft, 'dataset' | 'table' | 'finding'>[],
  keys: readonly DatasetKey[],
  matters: readonly PlanMatter[],
): ReadonlyMap<string, Frozen[]> {
  const found = new Set(drafts.filter(({ finding }) => finding.count > 0).map(({ dataset }) => dataset.key))
  const edges = pointers(map, drafts, keys).filter(({ child, parent }) => found.has(child) && found.has(parent))
  const frozen = new Map<string, Frozen[]>()
  for (const matter of [...matters].sort((a, b) => compareText(a.id, b.id)))
    for (const [key, reach] of reachOf(map, found, edges, matter)) {
      const document = documentOf(map.datasets.find((dataset) => dataset.key === key))
      const within = reach === 'dated' && document ? { document, from: matter.from, to: matter.to } : null
      frozen.set(key, [...(frozen.get(key) ?? []), { matter, within }])
    }
  return frozen
}

/** Whether the place is the matter's at all; what its rows point at comes on top. */
export function inPlaces({ systems, datasets }: PlanMatter, dataset: Pick<MapDataset, 'key' | 'system'>): boolean {
  if (systems.length === 0 && datasets.length === 0) return true
  return systems.includes(dataset.system) || datasets.includes(dataset.key)
}

function reachOf(
  map: DataMap,
  found: ReadonlySet<string>,
  edges: readonly Edge[],
  matter: PlanMatter,
): Map<string, Reach> {
  const dated = matter.from !== null || matter.to !== null
  const scoped = map.datasets.filter((dataset) => found.has(dataset.key) && inPlaces(matter, dataset))
  const reach = new Map(scoped.map((d): [string, Reach] => [d.key, dated && documentOf(d) ? 'dated' : 'all']))
  const next = [...reach.keys()]
  for (let child = next.pop(); child !== undefined; child = next.pop())
    for (const { parent } of edges.filter((edge) => edge.child === child)) {
      const wanted: Reach = reach.get(child) === 'dated' && staysDated(map, edges, child, parent) ? 'dated' : 'all'
      if (reach.get(parent) === 'all' || reach.get(parent) === wanted) continue
      reach.set(parent, wanted)
      next.push(parent)
    }
  return reach
}

/** A part of a document shares its date, as long as one way alone leads from the part to the document. */
function staysDated(map: DataMap, edges: readonly Edge[], child: string, parent: string): boolean {
  if (child === parent || documentOf(map.datasets.find(({ key }) => key === child)) !== parent) return false
  return new Set(edges.filter((e) => e.child === child && e.parent === parent).map((e) => e.fields)).size === 1
}

/** Who points at whom: foreign keys, and the links of the map. A link from a primary key is followed from its other end. */
function pointers(
  map: DataMap,
  drafts: readonly Pick<DatasetDraft, 'dataset' | 'table'>[],
  keys: readonly DatasetKey[],
): Edge[] {
  const primaryKey = new Map(drafts.map(({ dataset, table }) => [dataset.key, table.primaryKey.toSorted().join('\n')]))
  const columns = (names: readonly string[]) => names.toSorted().join('\n')
  const foreign = keys.map(({ child, parent, key }) => ({ child, parent, fields: columns(key.columns) }))
  const links = map.datasets.flatMap((dataset) =>
    (dataset.links ?? []).map((link): Edge => {
      const ownKey = columns(link.fields) === primaryKey.get(dataset.key)
      const theirKey = columns(link.toFields) === primaryKey.get(link.to)
      return ownKey && !theirKey
        ? { child: link.to, parent: dataset.key, fields: columns(link.toFields) }
        : { child: dataset.key, parent: link.to, fields: columns(link.fields) }
    }),
  )
  return [...foreign, ...links]
}

/** Those that hold the rows of this stratum. A row without any dated document is frozen too. */
export function freezing(frozen: readonly Frozen[], stratum: Stratum): Frozen[] {
  return frozen.filter(({ within }) => within === null || isWithin(within, stratum.documents))
}

function isWithin({ document, from, to }: DateRange, documents: readonly DocumentFacts[]): boolean {
  const own = documents.filter(({ dataset }) => dataset === document)
  if (own.length === 0) return true
  // ISO dates compare as text, here and in the connector's SQL.
  return own.some(({ date }) => date === null || ((from === null || date >= from) && (to === null || date <= to)))
}

/** How the rows are told from their siblings; nothing where no date divides the dataset. */
export function datedParts(frozen: readonly Frozen[], applied: readonly Frozen[]): Pick<GroupCondition, 'dated'> {
  const dated = frozen.flatMap((one) => (one.within ? [{ ...one.within, within: applied.includes(one) }] : []))
  return dated.length > 0 ? { dated } : {}
}

/** One line a matter: every field stays. */
export const keptByMatters = (applied: readonly Frozen[], dataset: MapDataset): KeptBecause[] =>
  applied.map(({ matter: { id, reference, kind, told } }) => ({
    ...{ why: 'matter' as const, matter: id, reference, kind, told },
    fields: Object.keys(dataset.fields).sort(compareText),
  }))

export const isFrozen = ({ keeps }: Pick<PlanGroup, 'keeps'>): boolean => keeps.some(({ why }) => why === 'matter')
