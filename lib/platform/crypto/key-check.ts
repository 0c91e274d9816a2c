import { timingSafeEqual } from 'node:crypto'
import { DecryptionError } from './decryption-error'
import { labelledMac } from './keyed-digest'
import type { Keyring } from './keyring'
import { type NamedKey, openBytes, sealBytes } from './sealed-text'

/** Stored in the database beside the data: proves at start that the keyring is the one that wrote it. No secrets. */
export type KeyCheck = { version: 1; kek: Record<string, string>; index: Record<string, string>; digest: string }

export type KeyCheckResult = { ok: true /** Store a new check: keys were added. */; stale: boolean } | KeyCheckRefusal
export type KeyCheckRefusal = { ok: false; problems: string[] }

const KNOWN_TEXT = 'habeas key check'
const place = (row: string) => ({ tenant: 'habeas', table: 'setting', column: 'key_check', row })

export function sealKeyCheck(keyring: Keyring): KeyCheck {
  const kek = keyring.kek.all.map((key) => [key.kid, sealBytes(key, Buffer.from(KNOWN_TEXT), place(key.kid))])
  const index = keyring.index.all.map((key) => [key.kid, macOf(key)])
  return { version: 1, kek: Object.fromEntries(kek), index: Object.fromEntries(index), digest: macOf(keyring.digest) }
}

/**
 * Start must be refused unless ok: with a wrong key new rows would be written that the right key never opens, and
 * lookups would find nobody. Every key named in the check must be there and be the same.
 */
export function openKeyCheck(keyring: Keyring, stored: unknown): KeyCheckResult {
  if (!isKeyCheck(stored)) return { ok: false, problems: ['The stored key check is damaged.'] }
  const problems = [
    ...Object.entries(stored.kek).flatMap(([kid, sealed]) =>
      problemOf(keyring.kek.all, kid, 'key-encryption key', (key) => opens(key, sealed)),
    ),
    ...Object.entries(stored.index).flatMap(([kid, mac]) =>
      problemOf(keyring.index.all, kid, 'index key', (key) => sameText(macOf(key), mac)),
    ),
  ]
  if (!sameText(macOf(keyring.digest), stored.digest)) problems.push(wrongKey('digest key', 'digest'))
  if (problems.length > 0) return { ok: false, problems }
  const added = (keys: readonly NamedKey[], known: object) => keys.some((key) => !Object.hasOwn(known, key.kid))
  return { ok: true, stale: added(keyring.kek.all, stored.kek) || added(keyring.index.all, stored.index) }
}

function problemOf(keys: readonly NamedKey[], kid: string, kind: string, same: (key: NamedKey) => boolean): string[] {
  const key = keys.find((candidate) => candidate.kid === kid)
  if (!key) return [`The ${kind} "${kid}" is missing from the keyring; data in this database needs it.`]
  return same(key) ? [] : [wrongKey(kind, kid)]
}

const wrongKey = (kind: string, kid: string) =>
  `The ${kind} "${kid}" is not the one that this database was written with.`

function opens(key: NamedKey, sealed: string): boolean {
  try {
    return openBytes([key], sealed, place(key.kid)).toString('utf8') === KNOWN_TEXT
  } catch (error) {
    if (error instanceof DecryptionError) return false
    throw error
  }
}

const macOf = (key: NamedKey) => labelledMac(key, 'key-check', KNOWN_TEXT).toString('base64url')

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function isKeyCheck(value: unknown): value is KeyCheck {
  if (typeof value !== 'object' || value === null) return false
  const check = value as Partial<Record<keyof KeyCheck, unknown>>
  return check.version === 1 && isTexts(check.kek) && isTexts(check.index) && typeof check.digest === 'string'
}

/** An empty table would make every keyring right. */
function isTexts(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null) return false
  const texts: unknown[] = Object.values(value)
  return texts.length > 0 && texts.every((text) => typeof text === 'string')
}
