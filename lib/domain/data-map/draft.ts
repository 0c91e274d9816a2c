// A text to start from: the map as it stands, with a draft for what a system's structure shows and the map does not name.
import type { Catalogue } from '../catalogue'
import { suggestDatasets } from './suggest'
import { markTables } from './table-marks'
import type { DataMap, MapDatabase, MapDataset } from './types'

export type Draft = { map: DataMap; drafted: number }
type SystemToDraft = { key: string; name: string; catalogue: Catalogue }

/** Names to be replaced; valid, so that the first mistakes told are the writer's own. */
export function emptyMap(system: MapDatabase): DataMap {
  const email = {
    key: 'email',
    label: { en: 'E-mail address', fr: 'Adresse électronique' },
    normalise: 'email' as const,
    asked: true,
  }
  const office = { country: 'FR', timeZone: 'Europe/Paris', calendar: 'FR', dpo: { email: 'dpo@example.com' } }
  return {
    format: 'habeas-data-map/1',
    organisation: { name: 'Our company', defaultController: 'our-company' },
    controllers: [{ key: 'our-company', name: 'Our company', relation: 'own', ...office }],
    identifiers: [email],
    systems: [{ key: system.key, name: system.name, kind: system.kind }],
    datasets: [],
    exempt: [],
  }
}

/** Adds drafts for the system's tables that are neither mapped nor exempt; what stands in the map is not touched. */
export function draftFor(standing: DataMap | null, system: SystemToDraft): Draft {
  const database = { key: system.key, name: system.name, kind: system.catalogue.engine }
  const map = standing ?? emptyMap(database)
  const known = standing?.systems.some(({ key }) => key === system.key) ?? false
  const listed = map.systems.some(({ key }) => key === system.key)
  const marks = markTables(system.catalogue, map, system.key)
  const named = new Set(marks.filter(({ mark }) => mark === 'mapped' || mark === 'exempt').map((m) => m.table.name))
  const overlooked = new Set(marks.filter(({ mark }) => mark === 'overlooked').map((m) => m.table.name))
  const suggested = suggestDatasets({ ...officeOf(map), system: system.key, catalogue: system.catalogue })
  const keys = finalKeys(map, system.key, suggested.datasets)
  const datasets = suggested.datasets.filter(({ table }) => !named.has(table)).map((one) => renamed(one, keys))
  // Of a system that is known already, silence about a harmless table is fine.
  const exempt = suggested.exempt.filter(({ table }) => !named.has(table) && (!known || overlooked.has(table)))
  return {
    drafted: datasets.length,
    map: {
      ...map,
      systems: listed ? map.systems : [...map.systems, database],
      datasets: [...map.datasets, ...datasets],
      exempt: [...map.exempt, ...exempt],
    },
  }
}

function officeOf(map: DataMap) {
  const own = map.controllers.find(({ key }) => key === map.organisation.defaultController)
  const email = map.identifiers.find(({ normalise }) => normalise === 'email')
  const key = map.organisation.defaultController
  return { controller: { key, country: own?.country ?? '' }, emailIdentifier: email?.key ?? null }
}

/** Suggested key → the key that the table has or will have. */
function finalKeys(map: DataMap, system: string, suggested: MapDataset[]): Map<string, string> {
  const mapped = new Map(map.datasets.filter((one) => one.system === system).map(({ table, key }) => [table, key]))
  const taken = new Set(map.datasets.map(({ key }) => key))
  return new Map(
    suggested.map(({ table, key }) => {
      const standing = mapped.get(table)
      if (standing) return [key, standing]
      let free = key
      for (let number = 2; taken.has(free); number++) free = `${key}-${number}`
      taken.add(free)
      return [key, free]
    }),
  )
}

function renamed(dataset: MapDataset, keys: ReadonlyMap<string, string>): MapDataset {
  const final = (key: string) => keys.get(key) ?? key
  const { links, document } = dataset
  return {
    ...dataset,
    key: final(dataset.key),
    ...(links ? { links: links.map((link) => ({ ...link, to: final(link.to) })) } : {}),
    ...(document && 'partOf' in document ? { document: { partOf: final(document.partOf) } } : {}),
  }
}
