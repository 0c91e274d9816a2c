// The process's keyring, read once; and the refusal to start with another one than the database was written with.
import * as blind from './crypto/blind-index'
import { openKeyCheck, sealKeyCheck } from './crypto/key-check'
import { keyedDigest } from './crypto/keyed-digest'
import { type Keyring, loadKeyring } from './crypto/keyring'
import { db } from './db/client'
import { env } from './env'
import { log } from './log'

/** The keyring is missing, damaged or the wrong one; `lines` say what to do. */
export class KeyringError extends Error {
  constructor(readonly lines: string[]) {
    super(lines.join('\n'))
  }
}

let loaded: Keyring | undefined

/** @throws KeyringError */
export function keys(): Keyring {
  if (loaded) return loaded
  const { HABEAS_KEYRING_FILE: file, HABEAS_KEYRING: json } = env()
  const result = loadKeyring({ ...(file ? { file } : {}), ...(json ? { json } : {}) })
  if (!result.ok) throw new KeyringError(result.problems)
  if (result.warnings.length > 0) log.warn('keyring-readable-by-others')
  loaded = result.keyring
  return loaded
}

/** Kinds of values that are looked up; an index of one kind never equals one of another. */
export type IndexContext =
  | 'email'
  | 'name'
  | 'network'
  | 'identifier'
  | 'suppression-email'
  | 'suppression-phone'
  | 'person'

export const blindIndex = (context: IndexContext, normalised: string): string =>
  blind.blindIndex(keys(), context, normalised)

/** What to look for: rows written before a rotation carry an older key's index. */
export const blindIndexCandidates = (context: IndexContext, normalised: string): string[] =>
  blind.blindIndexCandidates(keys(), context, normalised)

/** Keyed digest of personal data for evidence. */
export const evidenceDigest = (text: string): string => keyedDigest(keys(), 'evidence', text)

const CHECK = 'key-check'

/** At the start of web and worker. The first start with an empty database writes the check. @throws KeyringError */
export async function verifyKeyCheck(): Promise<void> {
  const keyring = keys()
  const row = await db.setting.findUnique({ where: { key: CHECK } })
  const verdict = row ? openKeyCheck(keyring, row.value) : { ok: true as const, stale: true }
  if (!verdict.ok) throw new KeyringError(verdict.problems)
  if (!verdict.stale) return
  const value = sealKeyCheck(keyring)
  // Not inTransaction, which may wait for this very check. Only where nobody was faster: two processes may start at once
  // on an empty database.
  if (row) await db.setting.update({ where: { key: CHECK }, data: { value } })
  else await db.setting.createMany({ data: [{ key: CHECK, value }], skipDuplicates: true })
  if (!row) await verifyKeyCheck()
}
