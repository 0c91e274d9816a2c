// The whole search for a person: from the proven identifiers to the keys on their records, and then everything that all of
// these lead to. A key that waits for a decision stops the plans, with a line in the finding of the system it was read in.
import type { DataMap } from '../domain/data-map/types'
import type { FindingProblem, PersonKeys, SystemFinding } from '../domain/findings'
import type { HoldRule } from '../domain/hold-rule'
import { type Inference, type InferredKey, strengthOf, waitsForDecision } from '../domain/inference/inferred-key'
import { holdsPeople } from '../domain/person-groups'
import { followKeys, leadsOn } from './follow-keys'
import { openForReading, openSystem } from './open-system'
import { type Search, searchSystems } from './search-systems'

export type SearchFor = {
  proven: PersonKeys['identifiers']
  /** As the newest search left it; null before the first. */
  known: PersonKeys | null
  earlier: Inference | null
  /** Something may be erased already: what was pinned once is found by its keys alone. */
  begun: boolean
  /** Larger tables are not searched where no index helps; null: all of them are. */
  mostUnindexed: number | null
}
/** `inference` null where no field of the map leads on. */
export type PersonSearch = Search & { inference: Inference | null }

/** How often records that came during a search are looked into before it is given up. */
const MOST_TRIES = 3

/** Thrown so that the queue searches again: people's records came while it ran. */
export class SearchOutrun extends Error {}

/** @throws SearchOutrun */
export async function searchPerson(
  map: DataMap,
  rules: readonly HoldRule[],
  { proven, known, earlier, begun, mostUnindexed }: SearchFor,
): Promise<PersonSearch> {
  // After an erasure began, a replica that lags would show what is gone already.
  const how = { open: begun ? openSystem : openForReading, mostUnindexed }
  const pinned = (begun ? known : (earlier?.proven ?? known))?.anchors ?? []
  if (!leadsOn(map)) {
    const found = await searchSystems(map, rules, proven, { identifiers: proven, anchors: pinned }, how)
    return { ...found, inference: null }
  }
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { person, inference } = await followKeys(map, proven, { known: pinned, earlier, begun }, mostUnindexed)
    const found = await searchSystems(map, rules, person.identifiers, person, how)
    if (!morePeople(map, person, found.person))
      return { ...found, findings: withOpenKeys(found.findings, inference.keys), inference }
  }
  throw new SearchOutrun()
}

/** What was judged is what is planned: a person's record that was pinned since was not. */
function morePeople({ datasets }: DataMap, before: PersonKeys, after: PersonKeys): boolean {
  const people = new Set(datasets.filter((dataset) => holdsPeople(datasets, dataset)).map(({ key }) => key))
  const recordsOf = ({ anchors }: PersonKeys) =>
    anchors
      .filter(({ dataset }) => people.has(dataset))
      .flatMap(({ dataset, keys }) => keys.map((key) => JSON.stringify([dataset, key])))
  const known = new Set(recordsOf(before))
  return recordsOf(after).some((record) => !known.has(record))
}

function withOpenKeys(findings: SystemFinding[], keys: readonly InferredKey[]): SystemFinding[] {
  const open = keys.filter(waitsForDecision)
  return findings.map((finding) => {
    const problems = open.flatMap((key) => lineOf(key, finding.system))
    return problems.length > 0 ? { ...finding, problems: [...finding.problems, ...problems] } : finding
  })
}

function lineOf(key: InferredKey, system: string): FindingProblem[] {
  const [first] = key.from
  if (first?.system !== system) return []
  const { dataset, field: column } = first
  const strength = strengthOf(key) === 'weak' ? 'weak' : 'ambiguous'
  return [{ code: 'ambiguous-key', dataset, column, identifier: key.kind, strength }]
}
