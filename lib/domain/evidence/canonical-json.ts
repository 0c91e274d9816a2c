/** What JSON can say without loss; a Date, a bigint or an undefined value must be spelled out first. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }

const DEEPEST = 100

/**
 * The one text for a value (RFC 8785): keys sorted by UTF-16 code units, no spaces, shortest numbers. Hashes are taken
 * of it, so what JSON.stringify would drop or turn into null is refused with a TypeError that names the place, never
 * the value.
 */
export function canonicalJson(value: JsonValue): string {
  return write(value, '$', 0)
}

function write(value: unknown, at: string, depth: number): string {
  if (depth > DEEPEST) throw new TypeError(`${at} is nested too deeply`)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return text(value, at)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${at} is not a finite number`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) {
    // Array.from: a hole in a sparse array is undefined, and refused as such.
    return `[${Array.from(value, (item, index) => write(item, `${at}[${index}]`, depth + 1)).join(',')}]`
  }
  if (!isPlainObject(value))
    throw new TypeError(`${at} is ${typeof value === 'object' ? 'no plain object' : typeof value}`)
  const members = Object.keys(value)
    .sort(byCodeUnit)
    .map((key) => `${text(key, at)}:${write(value[key], `${at}.${key}`, depth + 1)}`)
  return `{${members.join(',')}}`
}

function text(value: string, at: string): string {
  // A lone surrogate has no UTF-8: two different texts would be hashed alike.
  if (!value.isWellFormed()) throw new TypeError(`${at} is malformed text`)
  return JSON.stringify(value)
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
