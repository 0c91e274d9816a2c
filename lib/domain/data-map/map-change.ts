// Whether a change of the map lets go what rules held before. Rules speak of documents and of their fields' terms, so a map
// that says otherwise about these weakens every one of them, and waits as long as a weaker rule (hold-rules/rule-change.ts).
import { canonicalJson } from '../evidence/canonical-json'
import type { DataMap, MapDataset, MapDocument } from './types'

export type MapWeakening = {
  dataset: string
  what: 'no-longer-document' | 'other-documents' | 'other-year-close' | 'link-lost' | 'term-lost'
}

/** Of these systems' documents. A dataset that was renamed is known by its table. */
export function mapWeakenings(before: DataMap, after: DataMap, systems: readonly string[]): MapWeakening[] {
  return before.datasets
    .filter(({ system, document }) => document !== undefined && systems.includes(system))
    .flatMap((dataset) => {
      const now = after.datasets.find(({ system, table }) => system === dataset.system && table === dataset.table)
      return weakened(before, after, dataset, now).map((what) => ({ dataset: dataset.key, what }))
    })
}

function weakened(before: DataMap, after: DataMap, then: MapDataset, now?: MapDataset): MapWeakening['what'][] {
  if (!then.document) return []
  if (!now?.document) return ['no-longer-document']
  const links = (now.links ?? []).map((link) => linkOf(after, link))
  const asks: [MapWeakening['what'], boolean][] = [
    ['other-documents', !holdsAsMany(byTable(before, then.document), byTable(after, now.document))],
    ['other-year-close', yearClose(before, then) !== yearClose(after, now)],
    ['link-lost', (then.links ?? []).some((link) => !links.includes(linkOf(before, link)))],
    ['term-lost', termsOf(then).some((term) => !termsOf(now).includes(term))],
  ]
  return asks.flatMap(([what, weaker]) => (weaker ? [what] : []))
}

/** The same documents, or more of them: what another type, place or date means for a hold cannot be told. */
function holdsAsMany(then: MapDocument, now: MapDocument): boolean {
  if ('partOf' in then || 'partOf' in now) return canonicalJson(then) === canonicalJson(now)
  const { issued: wasIssued, ...was } = then
  const { issued, ...is } = now
  if (canonicalJson(was) !== canonicalJson(is)) return false
  if (!issued) return true
  return wasIssued?.field === issued.field && wasIssued.in.every((value) => issued.in.includes(value))
}

const yearClose = ({ controllers }: DataMap, { controller }: MapDataset): string =>
  controllers.find(({ key }) => key === controller)?.financialYearClose ?? '--12-31'

const tableOf = ({ datasets }: DataMap, key: string): string =>
  datasets.find((dataset) => dataset.key === key)?.table ?? key

const byTable = (map: DataMap, document: MapDocument): MapDocument =>
  'partOf' in document ? { ...document, partOf: tableOf(map, document.partOf) } : document

const linkOf = (map: DataMap, { to, fields, toFields }: NonNullable<MapDataset['links']>[number]): string =>
  JSON.stringify([tableOf(map, to), fields, toFields])

const termsOf = ({ fields }: MapDataset): string[] =>
  Object.entries(fields).flatMap(([field, { term, paths }]) => [
    ...(term ? [JSON.stringify([field, term])] : []),
    ...Object.entries(paths ?? {}).flatMap(([path, part]) =>
      part.term ? [JSON.stringify([field, path, part.term])] : [],
    ),
  ])
