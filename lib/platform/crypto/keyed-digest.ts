import { createHmac } from 'node:crypto'
import type { Keyring } from './keyring'
import type { NamedKey } from './sealed-text'

/** HMAC-SHA-256 of a value under a label, so that equal values of different kinds do not look equal. */
export function labelledMac(key: NamedKey, label: string, value: string): Buffer {
  if (label.includes('\0')) throw new TypeError('A label holds no NUL')
  return createHmac('sha256', key.secret).update(`${label}\0${value}`, 'utf8').digest()
}

/**
 * Digest of personal data for evidence, counters and comparison, in hexadecimal. Keyed, since a plain hash of an
 * address is found by trying addresses. Normalise before.
 */
export function keyedDigest(keyring: Keyring, label: string, value: string): string {
  return labelledMac(keyring.digest, `digest:${label}`, value).toString('hex')
}
