// An e-mail in one system gives a customer number, which gives rows in another: identifiers on the person's own records
// are followed from system to system until nothing new comes. Each station searches for what is new only. Which of them
// are followed unasked, `domain/inference` decides; the others wait for the data protection officer.
import { ConnectorUnavailable, type SystemMap, type SystemReader, SystemRefused } from '../connectors/connector'
import { isReplaced } from '../domain/data-map/replaced-value'
import { databasesOf } from '../domain/data-map/system-kinds'
import type { DataMap } from '../domain/data-map/types'
import type { Identifier, PersonKeys } from '../domain/findings'
import { rowName } from '../domain/identity'
import { type Inference, type InferredKey, identifierName, isFollowed } from '../domain/inference/inferred-key'
import { type FoundKey, judgeKeys, type KeyReach } from '../domain/inference/judge-keys'
import { readLead } from '../domain/inference/read-lead'
import { holdsPeople } from '../domain/person-groups'
import { mostValues, reachOf } from './key-reach'
import { openSystem } from './open-system'
import { mergeAnchors } from './search-systems'
import { systemShare } from './system-share'

type Anchors = PersonKeys['anchors']
/** `person`: the proven identifiers and those that were followed, with all that they lead to. */
export type Followed = { person: PersonKeys; inference: Inference }

/** Stations from the proven identifiers; at the last one nothing is followed unasked. */
const MOST_STATIONS = 6

export const leadsOn = (map: DataMap): boolean =>
  map.datasets.some((dataset) => dataset.identifiedBy?.some(({ infers }) => infers))

export type Before = {
  /** Records pinned before, by the proven identifiers; after an erasure began, by all of them. */
  known: Anchors
  earlier: Inference | null
  /** What led to a key may be erased already. */
  begun: boolean
}

export async function followKeys(
  map: DataMap,
  proven: Identifier[],
  { known, earlier, begun }: Before,
  mostUnindexed: number | null,
): Promise<Followed> {
  const all = databasesOf(map).map(({ key }) => systemShare(map, key))
  const quick = await Promise.all(all.map((share) => isQuick(share, mostUnindexed)))
  const shares = all.filter((_, place) => quick[place])
  const search = new Search(map, shares, earlier?.keys ?? [], begun)
  let leads = await search.station(proven, known)
  const byProven = { identifiers: proven, anchors: mergeAnchors(earlier?.proven.anchors ?? known, search.pinned) }
  for (let station = 1; station <= MOST_STATIONS; station += 1) {
    const fresh = await search.judge(leads, station === MOST_STATIONS)
    if (fresh.length === 0) break
    leads = await search.station(fresh, [])
  }
  const { anchors, identifiers } = search
  return { person: { identifiers, anchors }, inference: { proven: byProven, keys: search.all() } }
}

/** What is known so far, and what was judged. */
class Search {
  anchors: Anchors = []
  identifiers: Identifier[] = []
  keys: InferredKey[] = []
  /** By the last station. */
  pinned: Anchors = []
  readonly #judged = new Set<string>()

  constructor(
    private readonly map: DataMap,
    private readonly shares: readonly SystemMap[],
    private readonly earlier: readonly InferredKey[],
    private readonly begun: boolean,
  ) {}

  /** Pins what these identifiers lead to, and reads what stands there. */
  async station(fresh: Identifier[], known: Anchors): Promise<FoundKey[]> {
    const found = await Promise.all(this.shares.map((share) => lookInto(share, fresh, known)))
    this.identifiers = [...this.identifiers, ...fresh]
    for (const one of fresh) this.#judged.add(identifierName(one))
    this.pinned = found.flatMap(({ anchors }) => anchors)
    this.anchors = mergeAnchors(mergeAnchors(this.anchors, known), this.pinned)
    return mergedKeys(found.flatMap(({ leads }) => leads))
  }

  /** Answers what is to be followed. */
  async judge(leads: readonly FoundKey[], last: boolean): Promise<Identifier[]> {
    const news = leads.filter((lead) => !this.#judged.has(identifierName(lead)))
    // What was followed once and stands nowhere now comes after all that can still be read.
    const keys = news.length > 0 ? news : this.#remembered()
    if (keys.length === 0) return []
    const reach = await this.#reach(keys)
    const { earlier } = this
    const known = this.#people()
    const judged = judgeKeys({ keys, earlier, reach, identifiers: this.map.identifiers, known, last })
    for (const key of keys) this.#judged.add(identifierName(key))
    this.keys.push(...judged)
    const followed = judged.filter(isFollowed).map(({ kind, value }) => ({ kind, value }))
    return followed.length > 0 || news.length === 0 ? followed : this.judge([], last)
  }

  /** Before an erasure, a key that no record of the person holds any more leads nowhere any more either. */
  #remembered(): FoundKey[] {
    if (!this.begun) return []
    return this.earlier
      .filter((key) => isFollowed(key) && !this.#judged.has(identifierName(key)))
      .map(({ kind, value }) => ({ kind, value, from: [], crowded: false }))
  }

  /** A refusal stays known, should the key come back. */
  all(): InferredKey[] {
    const refused = this.earlier.filter(({ decision }) => decision?.accepted === false)
    return [...this.keys, ...refused.filter((key) => !this.#judged.has(identifierName(key)))]
  }

  async #reach(keys: readonly FoundKey[]): Promise<Map<string, KeyReach[]>> {
    const emailKinds = new Set(this.map.identifiers.filter((i) => i.normalise === 'email').map(({ key }) => key))
    const emails = new Set(this.identifiers.filter(({ kind }) => emailKinds.has(kind)).map(({ value }) => value))
    const all = new Map<string, KeyReach[]>(keys.map((key) => [identifierName(key), []]))
    const known = { anchors: this.anchors, emails }
    const asked = keys.slice(0, mostValues)
    await Promise.all(
      this.shares.map((share) =>
        answered(share.system, async (reader) => {
          for (const key of asked)
            all.get(identifierName(key))?.push(...(await reachOf(reader, share, key, ownIn(share, known))))
        }),
      ),
    )
    return all
  }

  #people(): Map<string, Set<string>> {
    const { datasets } = this.map
    const people = new Map<string, Set<string>>()
    for (const { dataset: key, keys } of this.anchors) {
      const dataset = datasets.find((one) => one.key === key)
      if (!dataset || !holdsPeople(datasets, dataset)) continue
      const rows = people.get(dataset.system) ?? new Set<string>()
      for (const row of keys) rows.add(rowName({ system: dataset.system, dataset: key }, row))
      people.set(dataset.system, rows)
    }
    return people
  }
}

const ownIn = (share: SystemMap, known: { anchors: Anchors; emails: Set<string> }) => ({
  ...known,
  anchors: known.anchors.filter(({ dataset }) => share.datasets.some(({ key }) => key === dataset)),
})

/** A system that is away or refuses brings nothing: the search that follows says so, and blocks the plan. */
async function answered(system: string, work: (reader: SystemReader) => Promise<void>): Promise<void> {
  try {
    const connector = await openSystem(system)
    await connector.inSnapshot(work)
  } catch (error) {
    if (!(error instanceof ConnectorUnavailable || error instanceof SystemRefused)) throw error
  }
}

/** What would be slow is not searched either: the search that follows says so, and blocks the plan. */
async function isQuick(share: SystemMap, mostUnindexed: number | null): Promise<boolean> {
  if (mostUnindexed === null) return true
  let quick = true
  await answered(share.system, async (reader) => {
    quick = (await reader.slowLookups(share, mostUnindexed)).length === 0
  })
  return quick
}

async function lookInto(
  share: SystemMap,
  fresh: Identifier[],
  known: Anchors,
): Promise<{ anchors: Anchors; leads: FoundKey[] }> {
  const before = ownIn(share, { anchors: known, emails: new Set() }).anchors
  let found: { anchors: Anchors; leads: FoundKey[] } = { anchors: [], leads: [] }
  await answered(share.system, async (reader) => {
    const { anchors } = await reader.pin(share, fresh)
    const person = { identifiers: fresh, anchors: mergeAnchors(before, anchors) }
    found = { anchors, leads: await readLeads(reader, share, person) }
  })
  return found
}

async function readLeads(reader: SystemReader, share: SystemMap, person: PersonKeys): Promise<FoundKey[]> {
  const by = [...new Set(person.identifiers.map(({ kind }) => kind))].sort()
  const leads: FoundKey[] = []
  for (const dataset of share.datasets)
    for (const { identifier: kind, field, infers } of dataset.identifiedBy ?? []) {
      const how = share.identifiers.find(({ key }) => key === kind)?.normalise
      if (!infers || !how) continue
      const { rows, more } = await reader.distinct(share, person, dataset.key, [field], mostValues)
      const from = [{ system: share.system, dataset: dataset.key, field, by, infers }]
      for (const { values } of rows) {
        const [text] = values
        const value = text && !isReplaced(dataset, field, text) ? readLead(how, text) : null
        if (value !== null) leads.push({ kind, value, from, crowded: more })
      }
    }
  return leads
}

/** The same value read in several places is one key. */
function mergedKeys(leads: readonly FoundKey[]): FoundKey[] {
  const byName = Map.groupBy(leads, identifierName)
  const merged = [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...more]]) =>
      first
        ? [
            {
              ...first,
              from: [first, ...more].flatMap((lead) => lead.from),
              crowded: [first, ...more].some((lead) => lead.crowded),
            },
          ]
        : [],
    )
  return merged.map((key) => (merged.length > mostValues ? { ...key, crowded: true } : key))
}
