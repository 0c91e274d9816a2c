// Identifiers that an older program stored as digests: the same digest of the normalised value is what is looked for.
import { createHash, createHmac } from 'node:crypto'
import type { IdentifierNormaliser, Pseudonym } from '../../domain/data-map/types'

/** HMAC-SHA-256 for a key, which is a text, or bytes after `hex:`. */
export function digestOf(
  form: Pseudonym,
  how: IdentifierNormaliser,
  value: string,
  keys: Readonly<Record<string, string>>,
): string | null {
  const text = how === 'upper' ? value.replace(/\s/g, '') : value
  if (typeof form === 'string') return createHash(form).update(text, 'utf8').digest('hex')
  const key = keys[form.hmac]
  if (key === undefined) return null
  const bytes = key.startsWith('hex:') ? Buffer.from(key.slice(4), 'hex') : Buffer.from(key, 'utf8')
  return createHmac('sha256', bytes).update(text, 'utf8').digest('hex')
}
