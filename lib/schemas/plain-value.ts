// A value of one line that a person states: stored exactly, shown inert. What could not be shown as it is stored is
// refused, everything else (script, formula, quotes, emoji, right-to-left letters) is a text like any other.
export const LONGEST_VALUE = 500

export type PlainProblem = 'not-text' | 'datum-too-long' | 'characters' | 'datum-direction'
export type Plain = { ok: true; value: string } | { ok: false; problem: PlainProblem }

/** Overrides, embeddings and isolates make a text read as something else than it is (Trojan source). */
const directions = /[\u202A-\u202E\u2066-\u2069]/u
const hidden = /[\p{Cc}\u2028\u2029]/u

/** Trimmed, NFC; empty is a value too. */
export function plainValue(given: unknown): Plain {
  if (typeof given !== 'string') return { ok: false, problem: 'not-text' }
  // Length first: nothing else is done with a megabyte.
  if (given.length > LONGEST_VALUE * 4) return { ok: false, problem: 'datum-too-long' }
  if (!given.isWellFormed() || hidden.test(given)) return { ok: false, problem: 'characters' }
  if (directions.test(given)) return { ok: false, problem: 'datum-direction' }
  const value = given.trim().normalize('NFC')
  return value.length > LONGEST_VALUE ? { ok: false, problem: 'datum-too-long' } : { ok: true, value }
}
