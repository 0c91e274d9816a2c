// A draft to read and correct: the map as it stands, with what a system's structure suggests for tables that it leaves out.

import { suggestDatasets } from '@/lib/domain/data-map/suggest'
import type { DataMap, MapDataset } from '@/lib/domain/data-map/types'
import type { SystemSheet } from '@/lib/queries/systems'

type Place = { country: string; timeZone: string }

export function suggestMap(current: DataMap | null, sheet: SystemSheet, place: Place): DataMap {
  const map = current ?? emptyMap(place)
  const controller = map.controllers.find(({ key }) => key === map.organisation.defaultController)
  const suggested = suggestDatasets({
    system: sheet.key,
    controller: controller ?? { key: map.organisation.defaultController, country: place.country },
    emailIdentifier: map.identifiers.find(({ normalise }) => normalise === 'email')?.key ?? null,
    catalogue: {
      engine: sheet.kind,
      serverVersion: sheet.serverVersion ?? '',
      tables: sheet.marked.map(({ table }) => table),
    },
  })
  const known = new Set(
    sheet.marked.filter(({ mark }) => mark === 'mapped' || mark === 'exempt').map((m) => m.table.name),
  )
  const isNew = ({ table }: { table: string }) => !known.has(table)
  const { key, name, kind } = sheet
  return {
    ...map,
    systems: map.systems.some((system) => system.key === key) ? map.systems : [...map.systems, { key, name, kind }],
    datasets: [...map.datasets, ...renamed(suggested.datasets, map, key).filter(isNew)],
    exempt: [...map.exempt, ...suggested.exempt.filter(isNew)],
  }
}

/** Links follow: to what this system's map calls a table already, or to a key that nothing else has. */
function renamed(datasets: MapDataset[], map: DataMap, system: string): MapDataset[] {
  const taken = new Set(map.datasets.map(({ key }) => key))
  const names = new Map(
    datasets.map(({ key, table }) => {
      const mapped = map.datasets.find((dataset) => dataset.system === system && dataset.table === table)
      return [key, mapped?.key ?? (taken.has(key) ? `${system}-${key}` : key)]
    }),
  )
  const nameOf = (key: string) => names.get(key) ?? key
  return datasets.map((dataset) => ({
    ...dataset,
    key: nameOf(dataset.key),
    ...(dataset.links && { links: dataset.links.map((link) => ({ ...link, to: nameOf(link.to) })) }),
    ...(dataset.document && 'partOf' in dataset.document && { document: { partOf: nameOf(dataset.document.partOf) } }),
  }))
}

const emptyMap = ({ country, timeZone }: Place): DataMap => ({
  format: 'habeas-data-map/1',
  organisation: { name: 'To be stated', defaultController: 'own' },
  controllers: [
    {
      key: 'own',
      name: 'To be stated',
      relation: 'own',
      country,
      timeZone,
      calendar: country,
      dpo: { email: 'dpo@example.com' },
    },
  ],
  identifiers: [
    { key: 'email', label: { en: 'E-mail address', fr: 'Adresse électronique' }, normalise: 'email', asked: true },
  ],
  systems: [],
  datasets: [],
  exempt: [],
})
