import { nearest } from '../nearest'
import type { MapController, MapDataset, MapDatum, MapIdentifier, MapRecipient, MapSystem } from './types'

export type MapMistake = { path: (string | number)[]; message: string; instead: string }
/** `value` is null where the entry itself is malformed: its key still counts as existing. */
export type Entry<T> = { key: string | null; value: T | null }
export type MapParts = {
  defaultController: string | null
  controllers: Entry<MapController>[]
  identifiers: Entry<MapIdentifier>[]
  data: Entry<MapDatum>[]
  recipients: Entry<MapRecipient>[]
  systems: Entry<MapSystem>[]
  datasets: Entry<MapDataset>[]
  exempt: ({ system: string; table: string; reason: string } | null)[]
}

export function unknownKey(path: MapMistake['path'], key: string, among: Entry<unknown>[], noun: string): MapMistake[] {
  const known = among.flatMap((entry) => (entry.key === null ? [] : [entry.key]))
  if (known.includes(key)) return []
  return [{ path, message: `There is no ${noun} “${key}”.`, instead: suggestion(key, known) }]
}

export function suggestion(word: string, known: string[]): string {
  const meant = nearest(word, known)
  if (meant) return `Did you mean “${meant}”?`
  return known.length > 0 ? `Write one of ${known.slice(0, 12).join(', ')}.` : 'Declare it first.'
}
