import type { Place } from './place'
import { type NamedKey, openBytes, sealBytes } from './sealed-text'

/** A field of one row, under the key of its request or of the organisation: `v1.<kid>.<iv>.<ciphertext>.<tag>`. */
export function encryptField(key: NamedKey, text: string, place: Place): string {
  // UTF-8 has no lone surrogates: what comes back would not be what went in.
  if (!text.isWellFormed()) throw new TypeError('Malformed text cannot be encrypted')
  return sealBytes(key, Buffer.from(text, 'utf8'), place)
}

/** Throws DecryptionError where the key, the place or a single bit is another. */
export function decryptField(keys: NamedKey | readonly NamedKey[], stored: string, place: Place): string {
  return openBytes('kid' in keys ? [keys] : keys, stored, place).toString('utf8')
}
