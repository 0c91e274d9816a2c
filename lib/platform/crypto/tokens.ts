import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { labelledMac } from './keyed-digest'
import type { Keyring } from './keyring'

const TOKEN_BYTES = 32
const CODE_DIGITS = 6

/** A link's secret. The token goes into one mail and nowhere else; only its hash is stored. */
export function createLinkToken(): { token: string; tokenHash: string } {
  const bytes = randomBytes(TOKEN_BYTES)
  return { token: bytes.toString('base64url'), tokenHash: hashBytes(bytes) }
}

/** What to look up in the database; null for text that no link ever held. 256 random bits need no salt and no stretching. */
export function linkTokenHash(token: string): string | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  return bytes.toString('base64url') === token ? hashBytes(bytes) : null
}

const hashBytes = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Six digits for the row `id`. Keyed, since a million codes are tried in a moment by whoever reads the table. */
export function createCode(keyring: Keyring, id: string): { code: string; codeHash: string } {
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
  return { code, codeHash: codeHashOf(keyring, id, code) }
}

/** Spaces are how people copy codes. The caller counts tries and looks at the expiry. */
export function codeMatches(keyring: Keyring, id: string, typed: string, codeHash: string): boolean {
  const code = typed.slice(0, 20).replace(/[\s-]/g, '')
  const computed = Buffer.from(codeHashOf(keyring, id, code))
  const stored = Buffer.from(codeHash)
  return /^\d{6}$/.test(code) && computed.length === stored.length && timingSafeEqual(computed, stored)
}

const codeHashOf = (keyring: Keyring, id: string, code: string) =>
  labelledMac(keyring.digest, `one-time-code:${id}`, code).toString('hex')
