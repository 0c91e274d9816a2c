import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'
import { DecryptionError } from './decryption-error'
import { associatedData, type Place } from './place'

/** A named 256-bit key; a KeyObject shows no bytes when something logs it. */
export type NamedKey = { kid: string; secret: KeyObject }

const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** `v1.<kid>.<iv>.<ciphertext>.<tag>`, AES-256-GCM with a random 96-bit IV, base64url. */
export function sealBytes(key: NamedKey, bytes: Uint8Array, place: Place): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(ALGORITHM, key.secret, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(associatedData(key.kid, place))
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return ['v1', key.kid, ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('.')
}

/** Throws DecryptionError for anything that was not sealed with one of these keys for exactly this place. */
export function openBytes(keys: readonly NamedKey[], stored: string, place: Place): Buffer {
  const [version, kid, iv, sealed, tag] = partsOf(stored)
  if (version !== 'v1') throw new DecryptionError('malformed')
  const key = keys.find((candidate) => candidate.kid === kid)
  if (!key) throw new DecryptionError('unknown-key')
  const decipher = createDecipheriv(ALGORITHM, key.secret, decode(iv, IV_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(associatedData(key.kid, place))
  decipher.setAuthTag(decode(tag, TAG_BYTES))
  const bytes = decode(sealed)
  try {
    return Buffer.concat([decipher.update(bytes), decipher.final()])
  } catch {
    throw new DecryptionError('not-authentic')
  }
}

/** The name of the key that sealed it: no key may be dropped while something names it. */
export function sealedWith(stored: string): string {
  return partsOf(stored)[1]
}

function partsOf(stored: string): [string, string, string, string, string] {
  const parts = stored.split('.')
  const [version, kid, iv, sealed, tag] = parts
  if (parts.length !== 5 || !version || !kid || !iv || sealed === undefined || !tag)
    throw new DecryptionError('malformed')
  return [version, kid, iv, sealed, tag]
}

function decode(text: string, length?: number): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  // Node skips what it does not understand; one ciphertext must have one spelling.
  if (bytes.toString('base64url') !== text) throw new DecryptionError('malformed')
  if (length !== undefined && bytes.length !== length) throw new DecryptionError('malformed')
  return bytes
}
