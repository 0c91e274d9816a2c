import type { MapField, Replacement } from '../data-map/types'

/** Null where the field stays. Silence means erase: only references stay without a word in the map. */
export function changeOf({
  onErasure,
  category,
}: Pick<MapField, 'onErasure' | 'category'>): 'clear' | Replacement | null {
  if (onErasure === 'keep') return null
  if (onErasure !== undefined) return onErasure
  return category === 'reference' ? null : 'clear'
}
