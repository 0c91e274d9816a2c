// Of which data a correction opens a door: whoever made it in somebody's name is paid, or taken for that person, afterwards.
import type { DataMap, MapDatum } from '../data-map/types'

/** `payment`: money goes there. `identity`: the person is found or written to by it, and proves by it who they are. */
export type Caution = 'payment' | 'identity'

export function cautionOf({ key, input }: Pick<MapDatum, 'key' | 'input'>, map: DataMap): Caution | null {
  if (input === 'iban') return 'payment'
  const finds = map.datasets.some(({ fields, identifiedBy = [], contactPoints = [] }) =>
    [...identifiedBy.map(({ field }) => field), ...contactPoints].some((field) => fields[field]?.datum === key),
  )
  return finds || input === 'email' || input === 'phone' ? 'identity' : null
}
