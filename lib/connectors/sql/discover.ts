// Everything that one system knows about a person, counted in one snapshot: no two datasets from different moments.
import { sql } from 'kysely'
import type { MapDataset } from '../../domain/data-map/types'
import type { FindingProblem, PersonKeys, SystemFinding } from '../../domain/findings'
import { holdsDocuments } from '../../domain/plan/path-fate'
import { catalogueHash } from '../catalogue-hash'
import type { SystemMap } from '../connector'
import { checkMap, preventsSearch } from './check-map'
import type { Conversation } from './conversation'
import { shapeOf } from './json-paths'
import { mostPinnedKeys } from './pin'
import { inScope } from './scope'
import { allOf } from './statement'
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
  for (const found of await findRows(conversation, structure, map.datasets)) {
    const dataset = structure.dataset(found.dataset)
    const unreadable = found.count > 0 ? await unreadableDocuments(conversation, structure, dataset) : []
    finding.datasets.push({ ...found, ...(unreadable.length > 0 && { unreadable }) })
  }
  return finding
}

/** Asked of columns that can hold documents; of others the plan says that their paths cannot be written. */
async function unreadableDocuments(conversation: Conversation, structure: Structure, dataset: MapDataset) {
  const rows = structure.rows(dataset.table)
  const { dialect, catalogue } = structure
  const counted: { field: string; rows: number }[] = []
  for (const [field, known] of Object.entries(dataset.fields)) {
    const column = rows.table.columns.find(({ name }) => name === field)
    if (!known.paths || !column || !holdsDocuments(catalogue.engine, rows.table, column)) continue
    const where = allOf([inScope(structure, dataset, rows), dialect.unreadable(structure, rows, field, shapeOf(known))])
    const [answer] = await conversation.rows<{ number: string }>(
      sql`select ${dialect.shown(sql`count(*)`)} as number from ${structure.from(rows)} where ${where}`,
    )
    if (Number(answer?.number) > 0) counted.push({ field, rows: Number(answer?.number) })
  }
  return counted
}
