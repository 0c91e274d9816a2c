import type { MapDataset } from './types'

/** What an erasure itself wrote: the map's replacement, `{id}` standing for a random token; or nothing at all. */
export function isReplaced(dataset: MapDataset, field: string, value: string): boolean {
  const onErasure = dataset.fields[field]?.onErasure
  if (typeof onErasure !== 'object') return value === ''
  const [before = '', ...rest] = onErasure.replace.split('{id}')
  return value.startsWith(before) && value.endsWith(rest.at(-1) ?? '')
}
