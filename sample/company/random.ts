/** A seeded stream of chances (mulberry32). Each table draws from a stream of its own, so that one does not shift another. */
export interface Chance {
  /** 0 ≤ x < 1 */
  fraction(): number
  /** Both ends included. */
  between(low: number, high: number): number
  pick<T>(from: readonly T[]): T
  happens(probability: number): boolean
  digits(count: number): string
  uuid(): string
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return value >>> 0
}

export function chance(seed: number, stream: string): Chance {
  let state = (seed ^ hash(stream)) >>> 0
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const between = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1))
  const hex = (count: number) => Array.from({ length: count }, () => between(0, 15).toString(16)).join('')
  return {
    fraction,
    between,
    pick: <T>(from: readonly T[]): T => {
      const found = from[between(0, from.length - 1)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    },
    happens: (probability) => fraction() < probability,
    digits: (count) => Array.from({ length: count }, () => between(0, 9)).join(''),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  }
}
