// One system's share of the data map, as its connector wants it.
import type { SystemMap } from '../connectors/connector'
import type { DataMap } from '../domain/data-map/types'

export const systemShare = (map: DataMap, system: string): SystemMap => ({
  system,
  datasets: map.datasets.filter((dataset) => dataset.system === system),
  identifiers: map.identifiers,
  controllers: map.controllers,
  exempt: map.exempt.filter((entry) => entry.system === system).map((entry) => entry.table),
})
