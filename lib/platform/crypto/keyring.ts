import { createSecretKey, randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { NamedKey } from './sealed-text'

/** Keys of one purpose: the active one writes, all of them read. */
export type KeySet = { active: NamedKey; all: readonly NamedKey[] }
export type Keyring = {
  /** Key-encryption keys: they wrap the keys of requests. */
  kek: KeySet
  /** For blind indexes: equality lookups in the database. */
  index: KeySet
  /** For digests in evidence, codes and counters. Cannot be rotated without losing their comparability. */
  digest: NamedKey
}

export type KeyringResult = { ok: true; keyring: Keyring; warnings: string[] } | { ok: false; problems: string[] }

const KEY_BYTES = 32
const KID = /^[A-Za-z0-9_-]{1,40}$/

/** From a file (recommended, mode 0400) or from JSON in the environment. Problems are lines for the operator. */
export function loadKeyring(source: { file?: string; json?: string }): KeyringResult {
  if (source.file && source.json) return failed('Set the keyring file or the keyring itself, not both.')
  if (source.json) return parseKeyring(source.json)
  if (!source.file) return failed('No keyring is configured: personal data could not be read or written.')
  let text: string
  try {
    text = readFileSync(source.file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return failed(`The keyring ${source.file} cannot be read (${code}).`)
  }
  const parsed = parseKeyring(text)
  return parsed.ok ? { ...parsed, warnings: permissionWarnings(source.file) } : parsed
}

/** `{"version":1,"kek":{"active":"k1","keys":{"k1":"<base64>"}},"index":{…},"digest":"<base64>"}`, 32 bytes each. */
export function parseKeyring(text: string): KeyringResult {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    // The parser's own message would quote key material.
    return failed('The keyring is not valid JSON.')
  }
  if (!isRecord(data)) return failed('The keyring is not a JSON object.')
  if (data.version !== 1) return failed('The keyring has no "version": 1.')
  const problems: string[] = []
  const kek = readKeySet(data.kek, 'kek', problems)
  const index = readKeySet(data.index, 'index', problems)
  const digest = readKey(data.digest, 'digest', 'digest', problems)
  if (!kek || !index || !digest || problems.length > 0) return { ok: false, problems }
  const keyring = { kek, index, digest }
  if (!allDiffer(keyring)) return failed('Two keys of the keyring are the same: each needs its own random bytes.')
  return { ok: true, keyring, warnings: [] }
}

/** The text of a new keyring with random keys, for a first start. */
export function newKeyringText(): string {
  const key = () => randomBytes(KEY_BYTES).toString('base64')
  const set = () => ({ active: 'k1', keys: { k1: key() } })
  return `${JSON.stringify({ version: 1, kek: set(), index: set(), digest: key() }, null, 2)}\n`
}

function readKeySet(data: unknown, at: string, problems: string[]): KeySet | null {
  if (!isRecord(data) || !isRecord(data.keys)) {
    problems.push(`The keyring has no "${at}" with "active" and "keys".`)
    return null
  }
  const all = Object.entries(data.keys).map(([kid, text]) => readKey(text, kid, `${at}.keys.${kid}`, problems))
  const active = all.find((key) => key?.kid === data.active)
  if (!active) problems.push(`The keyring's "${at}.active" names none of its keys.`)
  const usable = all.filter((key) => key !== null)
  return active && usable.length === all.length ? { active, all: usable } : null
}

function readKey(text: unknown, kid: string, at: string, problems: string[]): NamedKey | null {
  const problem = problemOf(text, kid)
  if (problem) {
    // A misplaced key may stand where a name should: it must not reach the log.
    problems.push(`The keyring's "${KID.test(kid) ? at : at.split('.')[0]}" ${problem}.`)
    return null
  }
  return { kid, secret: createSecretKey(Buffer.from(String(text), 'base64')) }
}

function problemOf(text: unknown, kid: string): string | null {
  if (!KID.test(kid)) return 'has a key with an unusable name (letters, digits, - and _, at most 40)'
  if (typeof text !== 'string' || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return 'is not base64'
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length !== KEY_BYTES) return `has ${bytes.length} bytes; it needs ${KEY_BYTES} (openssl rand -base64 32)`
  return new Set(bytes).size < 8 ? 'is not random (openssl rand -base64 32)' : null
}

function allDiffer({ kek, index, digest }: Keyring): boolean {
  const all = [...kek.all, ...index.all, digest]
  return new Set(all.map((key) => key.secret.export().toString('base64'))).size === all.length
}

function permissionWarnings(file: string): string[] {
  const mode = statSync(file).mode & 0o777
  if ((mode & 0o077) === 0) return []
  return [`The keyring ${file} can be read by others (mode ${mode.toString(8)}): chmod 400 it.`]
}

const failed = (problem: string): KeyringResult => ({ ok: false, problems: [problem] })
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
