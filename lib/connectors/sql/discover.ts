// Everything that one system knows about a person, counted in one snapshot: no two datasets from different moments.
import type { FindingProblem, PersonKeys, SystemFinding } from '../../domain/findings'
import { catalogueHash } from '../catalogue-hash'
import type { SystemMap } from '../connector'
import { checkMap, preventsSearch } from './check-map'
import type { Conversation } from './conversation'
import { mostPinnedKeys } from './pin'
import { findRows } from './strata'
import { type Introspection, Structure } from './structure'

export const mappedTables = (map: SystemMap) => map.datasets.map((dataset) => dataset.table)

const tooManyPeople = (person: PersonKeys): FindingProblem[] =>
  person.anchors
    .filter((anchor) => anchor.keys.length > mostPinnedKeys)
    .map(({ dataset, keys }) => ({ code: 'too-many-people', dataset, count: keys.length }))

export async function discoverIn(
  conversation: Conversation,
  introspection: Introspection,
  map: SystemMap,
  person: PersonKeys,
): Promise<SystemFinding> {
  const { problems: disagreements, warnings } = await checkMap(conversation, introspection, map)
  const problems = [...disagreements, ...tooManyPeople(person)]
  const finding: SystemFinding = {
    system: map.system,
    status: problems.length ? 'blocked' : 'searched',
    catalogueHash: catalogueHash(introspection.catalogue, mappedTables(map)),
    ...{ problems, warnings },
    datasets: [],
  }
  if (problems.some(preventsSearch)) return finding
  const structure = new Structure(introspection, map, person)
  for (const dataset of map.datasets) finding.datasets.push(await findRows(conversation, structure, dataset))
  return finding
}
