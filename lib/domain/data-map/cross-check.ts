// What a schema cannot see: that everything named exists, and that everything can be found and decided.
import { checkController } from './check-controller'
import { checkDataset } from './check-dataset'
import { checkSystem, notATableSystem } from './check-system'
import { type Entry, type MapMistake, type MapParts, unknownKey } from './map-mistake'
import type { MapDataset } from './types'

export function crossCheck(parts: MapParts): MapMistake[] {
  const { defaultController, controllers, datasets } = parts
  const lists = ['controllers', 'identifiers', 'data', 'recipients', 'systems', 'datasets'] as const
  return [
    ...lists.flatMap((list) => doubleKeys(list, parts[list])),
    ...(defaultController === null
      ? []
      : unknownKey(['organisation', 'defaultController'], defaultController, controllers, 'controller')),
    ...controllers.flatMap(({ value }, i) => (value ? checkController(value, ['controllers', i]) : [])),
    ...parts.systems.flatMap(({ value }, i) => (value ? checkSystem(value, parts, ['systems', i]) : [])),
    ...datasets.flatMap(({ value }, i) => (value ? checkDataset(value, parts, ['datasets', i]) : [])),
    ...doubleTables(parts),
    ...parts.exempt.flatMap((one, i) => (one ? notATableSystem(['exempt', i, 'system'], one.system, parts) : [])),
    ...unreachable(datasets),
  ]
}

function doubleKeys(list: string, entries: Entry<unknown>[]): MapMistake[] {
  return entries.flatMap(({ key }, i) => {
    if (key === null || entries.findIndex((other) => other.key === key) === i) return []
    return [
      { path: [list, i, 'key'], message: `The key “${key}” stands here twice.`, instead: 'Give this one another key.' },
    ]
  })
}

/** A table is one dataset, or exempt: rows that two datasets claim would be decided twice. */
function doubleTables({ datasets, exempt }: MapParts): MapMistake[] {
  const seen = new Set<string>()
  const places = [
    ...datasets.map(({ value }, i) => ({ place: value, path: ['datasets', i, 'table'] })),
    ...exempt.map((place, i) => ({ place, path: ['exempt', i, 'table'] })),
  ]
  return places.flatMap(({ place, path }) => {
    if (!place) return []
    const table = `${place.system} ${place.table}`
    if (!seen.has(table)) {
      seen.add(table)
      return []
    }
    return [{ path, message: `The table ${place.table} stands in the map twice.`, instead: 'Keep it in one place.' }]
  })
}

/** Datasets that no identifier leads to, over however many links. */
function unreachable(entries: Entry<MapDataset>[]): MapMistake[] {
  const found = new Set(entries.flatMap(({ key, value }) => (key && (!value || value.identifiedBy) ? [key] : [])))
  for (let grown = true; grown; ) {
    const next = entries.filter((e) => e.key && !found.has(e.key) && e.value?.links?.some((link) => found.has(link.to)))
    for (const { key } of next) if (key) found.add(key)
    grown = next.length > 0
  }
  return entries.flatMap(({ key }, i) => {
    if (key === null || found.has(key)) return []
    const message = 'Nothing leads from a person to this dataset.'
    return [{ path: ['datasets', i], message, instead: 'Add identifiedBy, or links to a dataset that has it.' }]
  })
}
