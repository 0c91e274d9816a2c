// Where a datum stands: the values of the person's own rows in every system, told apart by what keeps them as they are.

import type { SystemReader } from '../connectors/connector'
import type { MapDataset } from '../domain/data-map/types'
import type { PersonKeys, SystemFinding } from '../domain/findings'
import { BlockList } from '../domain/plan/planning'
import type { PlaceGroup } from '../domain/rectification/correction-facts'
import { PlaceGroups } from '../domain/rectification/place-groups'
import type { PlanMaterial } from './draw-plan'
import { openSystem } from './open-system'
import { systemShare } from './system-share'

export type FoundPlace = {
  datum: string
  system: string
  dataset: string
  field: string
  value: string | null
  rows: number
  groups: PlaceGroup[]
}

/** More different values of one field than this on one person's rows: the plan then asks for a new search, never guesses. */
const MOST_VALUES = 200
const anyRow = { heldBy: [], notHeldBy: [], referenced: null }

/**
 * One snapshot a system, of the system itself: a replica may lag. A system that the search did not reach has no places;
 * its finding stops the plan. @throws ConnectorUnavailable, SystemRefused
 */
export async function findPlaces(
  material: PlanMaterial,
  person: PersonKeys,
  { data, ownMatters }: { data: readonly string[]; ownMatters: readonly string[] },
): Promise<FoundPlace[]> {
  const matters = material.matters.filter(({ id }) => !ownMatters.includes(id))
  const groups = new PlaceGroups({ ...material, matters }, new BlockList())
  const found = await Promise.all(
    material.findings.map((finding) => inSystem({ material, person, data, groups }, finding)),
  )
  return found.flat()
}

type Seeking = { material: PlanMaterial; person: PersonKeys; data: readonly string[]; groups: PlaceGroups }
type Field = { dataset: MapDataset; field: string; datum: string }

async function inSystem(seeking: Seeking, finding: SystemFinding): Promise<FoundPlace[]> {
  const fields = fieldsOf(seeking, finding)
  if (finding.status !== 'searched' || fields.length === 0) return []
  const connector = await openSystem(finding.system)
  return connector.inSnapshot(async (reader) => {
    const places: FoundPlace[] = []
    for (const field of fields) places.push(...(await valuesOf(seeking, reader, field)))
    return places
  })
}

function fieldsOf({ material, data }: Seeking, { system, datasets }: SystemFinding): Field[] {
  const found = new Set(datasets.filter(({ count }) => count > 0).map(({ dataset }) => dataset))
  return material.map.datasets
    .filter((dataset) => dataset.system === system && found.has(dataset.key))
    .flatMap((dataset) =>
      Object.entries(dataset.fields).flatMap(([field, { datum }]) =>
        datum !== undefined && data.includes(datum) ? [{ dataset, field, datum }] : [],
      ),
    )
}

async function valuesOf({ material, person, groups }: Seeking, reader: SystemReader, { dataset, field, datum }: Field) {
  const { system, key } = dataset
  const share = systemShare(material.map, system, material.rules)
  // What is held for a client is told apart by nothing: it is the client's to decide.
  const asked = dataset.role === 'controller' ? groups.of(dataset, field).map(({ where }) => where) : [anyRow]
  const places = new Map<string | null, FoundPlace>()
  for (const where of asked) {
    const { rows } = await reader.distinct(share, person, key, [field], MOST_VALUES, where)
    for (const { values, count } of rows) {
      const value = values[0] ?? null
      const place = places.get(value) ?? { datum, system, dataset: key, field, value, rows: 0, groups: [] }
      place.rows += count
      place.groups.push({ where, rows: count })
      places.set(value, place)
    }
  }
  return [...places.values()]
}
