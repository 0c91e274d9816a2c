// Whether a key found on the person's records may be followed. Pure, and the same whatever the order of keys and rows.
import type { MapIdentifier } from '../data-map/types'
import type { Identifier } from '../findings'
import { type InferredKey, identifierName, isFollowed, type KeyDoubt, type KeySource, keyDoubts } from './inferred-key'

/** Read from a row; not judged yet. */
export type FoundKey = Identifier & {
  from: (KeySource & { infers: 'follow' | 'ask' })[]
  /** The field holds more different values than one person's would. */
  crowded: boolean
}

/** What one key leads to in one dataset. */
export type KeyReach = {
  system: string
  dataset: string
  rows: number
  /** Rows that were not the person's before. */
  adds: boolean
  /** Where the rows are people: their names (`rowName`). */
  people: readonly string[]
  /** Linked to records that are neither the person's nor reached by the key itself. */
  strangers: boolean
  namesOther: boolean
  /** More than could be looked through. */
  cut: boolean
}

export type KeysToJudge = {
  keys: readonly FoundKey[]
  /** Judged before: followed or decided on. They are judged again, and never dropped. */
  earlier: readonly InferredKey[]
  /** By `identifierName`. */
  reach: ReadonlyMap<string, readonly KeyReach[]>
  identifiers: readonly MapIdentifier[]
  /** People's records that are the person's, by system. */
  known: ReadonlyMap<string, ReadonlySet<string>>
  /** The last station: what is found here is shown and not followed. */
  last: boolean
}

/** Keys that lead to nothing new are left out: there is nothing to ask. */
export function judgeKeys(facts: KeysToJudge): InferredKey[] {
  const judged = facts.keys.flatMap((key) => judgeKey(facts, key))
  const contested = contestedSystems(facts, judged)
  return judged.map((key) => {
    const torn = isFollowed(key) && peopleOf(facts, key).some(({ system }) => contested.has(system))
    return torn ? { ...key, doubts: [...key.doubts, 'several-people'] } : key
  })
}

function judgeKey(facts: KeysToJudge, found: FoundKey): InferredKey[] {
  const { kind, value, from } = found
  const name = identifierName(found)
  const before = facts.earlier.find((one) => identifierName(one) === name)
  const reach = facts.reach.get(name) ?? []
  if (!before && !reach.some(({ adds }) => adds)) return []
  return [
    {
      ...{ kind, value, decision: before?.decision ?? null },
      from: sourcesOf([...from, ...(before?.from ?? [])]),
      reach: reach.map(({ system, dataset, rows }) => ({ system, dataset, rows })).sort(byPlace),
      people: new Set(reach.flatMap(({ people }) => people)).size,
      doubts: doubtsOf(facts, found, reach, before),
    },
  ]
}

function doubtsOf(
  facts: KeysToJudge,
  { kind, from, crowded }: FoundKey,
  reach: readonly KeyReach[],
  before: InferredKey | undefined,
): KeyDoubt[] {
  const systems = [...Map.groupBy(reach, ({ system }) => system)].map(([system, places]) => ({
    known: facts.known.get(system) ?? new Set<string>(),
    people: new Set(places.flatMap(({ people }) => people)),
  }))
  const applies: Record<KeyDoubt, boolean> = {
    // One that no longer stands anywhere keeps what was known of it.
    'self-declared':
      from.length > 0
        ? from.every(({ infers }) => infers === 'ask')
        : (before?.doubts.includes('self-declared') ?? true),
    'shared-kind': isShared(facts.identifiers.find(({ key }) => key === kind)),
    'second-person':
      reach.some(({ strangers }) => strangers) ||
      systems.some(({ known, people }) => known.size > 0 && [...people].some((row) => !known.has(row))),
    'several-people': systems.some(({ known, people }) => known.size === 0 && people.size > 1),
    'names-other': reach.some(({ namesOther }) => namesOther),
    'too-many': crowded || reach.some(({ cut }) => cut),
    'too-far': facts.last && !before,
  }
  return keyDoubts.filter((doubt) => applies[doubt])
}

const isShared = (kind: MapIdentifier | undefined): boolean =>
  kind?.strength === 'weak' ||
  (kind?.strength !== 'strong' && (kind?.normalise === 'email' || kind?.normalise === 'phone'))

const peopleOf = ({ reach }: KeysToJudge, key: Identifier) =>
  (reach.get(identifierName(key)) ?? []).filter(({ people }) => people.length > 0)

/** New systems in which two keys, each by itself beyond doubt, lead to different people. */
function contestedSystems(facts: KeysToJudge, judged: readonly InferredKey[]): Set<string> {
  const places = judged.filter(isFollowed).flatMap((key) => peopleOf(facts, key))
  const bySystem = Map.groupBy(places, ({ system }) => system)
  return new Set(
    [...bySystem]
      .filter(([system]) => (facts.known.get(system)?.size ?? 0) === 0)
      .filter(([, found]) => new Set(found.flatMap(({ people }) => people)).size > 1)
      .map(([system]) => system),
  )
}

function sourcesOf(from: readonly KeySource[]): KeySource[] {
  const places = Map.groupBy(from, ({ system, dataset, field }) => JSON.stringify([system, dataset, field]))
  return [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...more]]) => {
      if (!first) return []
      const { system, dataset, field } = first
      const by = new Set([first, ...more].flatMap((one) => one.by))
      return [{ system, dataset, field, by: [...by].sort() }]
    })
}

const byPlace = (a: { system: string; dataset: string }, b: { system: string; dataset: string }) =>
  `${a.system} ${a.dataset}` < `${b.system} ${b.dataset}` ? -1 : 1
