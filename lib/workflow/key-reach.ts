// What one key leads to in one system, before it is followed: counts and record keys for `domain/inference` to judge by.
import type { SystemMap, SystemReader } from '../connectors/connector'
import type { MapDataset } from '../domain/data-map/types'
import type { Identifier, PersonKeys } from '../domain/findings'
import { rowName } from '../domain/identity'
import type { KeyReach } from '../domain/inference/judge-keys'
import { readLead } from '../domain/inference/read-lead'
import { holdsPeople, linksAway } from '../domain/person-groups'

/** More different values than one person's records have. */
export const mostValues = 100

type Anchors = PersonKeys['anchors']
export type KnownSoFar = { anchors: Anchors; emails: ReadonlySet<string> }
type Matched = { dataset: MapDataset; rows: number; keys: string[][]; whole: boolean }

export async function reachOf(
  reader: SystemReader,
  share: SystemMap,
  key: Identifier,
  known: KnownSoFar,
): Promise<KeyReach[]> {
  const matched = await matchedBy(reader, share, key)
  const people = matched.filter(({ dataset }) => holdsPeople(share.datasets, dataset))
  const reached = people.map(({ dataset, keys }) => ({ dataset: dataset.key, keys }))
  const found: KeyReach[] = []
  for (const match of matched) {
    const { dataset, rows } = match
    const isPeople = people.includes(match)
    const news = await newRows(reader, share, key, match, { before: known.anchors, reached })
    const name = (row: string[]) => rowName({ system: share.system, dataset: dataset.key }, row)
    found.push({
      ...{ system: share.system, dataset: dataset.key, rows, adds: news.adds, strangers: news.strangers },
      people: isPeople ? match.keys.map(name) : [],
      namesOther: news.adds && (await namesOther(reader, share, key, dataset, known.emails)),
      cut: news.cut || (isPeople && !match.whole),
    })
  }
  return found
}

/** By dataset; a row that two fields lead to counts twice where not all rows could be told apart. */
async function matchedBy(reader: SystemReader, share: SystemMap, key: Identifier): Promise<Matched[]> {
  const matches = Map.groupBy(await reader.identify(share, [key]), ({ dataset }) => dataset)
  return share.datasets.flatMap((dataset) => {
    const own = matches.get(dataset.key) ?? []
    if (own.length === 0) return []
    const keys = [...new Map(own.flatMap((match) => match.keys).map((row) => [JSON.stringify(row), row])).values()]
    const whole = own.every((match) => match.count <= match.keys.length)
    return [{ dataset, keys, whole, rows: whole ? keys.length : own.reduce((sum, { count }) => sum + count, 0) }]
  })
}

type News = { adds: boolean; strangers: boolean; cut: boolean }
const nothingNew: News = { adds: false, strangers: false, cut: false }

async function newRows(
  reader: SystemReader,
  share: SystemMap,
  key: Identifier,
  { dataset, keys, whole }: Matched,
  { before, reached }: { before: Anchors; reached: Anchors },
): Promise<News> {
  const pinned = before.filter((anchor) => anchor.dataset === dataset.key).flatMap((anchor) => anchor.keys)
  const known = new Set(pinned.map((row) => JSON.stringify(row)))
  if (whole && keys.every((row) => known.has(JSON.stringify(row)))) return nothingNew
  const fields = [...new Set(linksAway(dataset).flatMap((link) => link.fields))]
  if (fields.length === 0) return { ...nothingNew, adds: true }
  // Its own pinned rows are left out: whoever shares a record's parent with the person is not the person.
  const above = [...before, ...reached].filter((anchor) => anchor.dataset !== dataset.key)
  const theirs = await reader.distinct(share, { identifiers: [key], anchors: [] }, dataset.key, fields, mostValues)
  const mine = await reader.distinct(share, { identifiers: [], anchors: above }, dataset.key, fields, mostValues)
  const own = new Set(mine.rows.map(({ values }) => JSON.stringify(values)))
  const fresh = theirs.rows.filter(({ values }) => !own.has(JSON.stringify(values)))
  const linked = fresh.some(({ values }) => values.some((value) => value !== null))
  return { adds: fresh.length > 0 || theirs.more, strangers: linked, cut: theirs.more || mine.more }
}

/** Rows that name themselves by an e-mail address, and by none that is known to be the person's. */
async function namesOther(
  reader: SystemReader,
  share: SystemMap,
  key: Identifier,
  dataset: MapDataset,
  emails: ReadonlySet<string>,
): Promise<boolean> {
  const kinds = new Set(share.identifiers.filter(({ normalise }) => normalise === 'email').map((kind) => kind.key))
  const fields = (dataset.identifiedBy ?? []).filter((by) => kinds.has(by.identifier) && !by.form)
  if (fields.length === 0) return false
  const names = fields.map(({ field }) => field)
  const { rows } = await reader.distinct(share, { identifiers: [key], anchors: [] }, dataset.key, names, mostValues)
  return rows.some(({ values }) => {
    const read = values.flatMap((value) => (value === null ? [] : (readLead('email', value) ?? [])))
    return read.length > 0 && !read.some((email) => emails.has(email) || email === key.value)
  })
}
