// Which systems are reached by a connector, and which by a colleague. Whoever opens a system asks for databases.
import type { DataMap, MapDatabase, MapTaskSystem } from './types'

export const databasesOf = ({ systems }: Pick<DataMap, 'systems'>): MapDatabase[] =>
  systems.flatMap((system) => (system.kind === 'task' ? [] : [system]))

export const taskSystemsOf = ({ systems }: Pick<DataMap, 'systems'>): MapTaskSystem[] =>
  systems.flatMap((system) => (system.kind === 'task' ? [system] : []))

export const taskSystemOf = (map: Pick<DataMap, 'systems'>, key: string): MapTaskSystem | undefined =>
  taskSystemsOf(map).find((system) => system.key === key)
