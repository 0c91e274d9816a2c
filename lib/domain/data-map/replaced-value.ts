import type { MapDataset } from './types'

/** What an erasure itself wrote: the map's replacement, `{id}` standing for a random token; or nothing at all. */
export function isReplaced(dataset: MapDataset, field: string, value: string): boolean {
  const onErasure = dataset.fields[field]?.onErasure
  if (typeof onErasure !== 'object') return value === ''
  const parts = onErasure.replace.split('{id}')
  const [before = '', after] = [parts[0], parts.at(-1) ?? '']
  const text = value.trimEnd()
  if (parts.length === 1) return text === before.trimEnd()
  if (!text.startsWith(before) || !text.endsWith(after)) return false
  const token = text.slice(before.length, text.length - after.length)
  // Of a template of nothing but the token, every value would be one: what is none is somebody's own.
  return before + after !== '' || /^[0-9a-f-]{8,36}$/i.test(token)
}
