import { labelledMac } from './keyed-digest'
import type { Keyring } from './keyring'
import type { NamedKey } from './sealed-text'

/**
 * `<kid>.<mac>` of a normalised value, to store beside an encrypted field and find it by equality. The label names the
 * kind of value (`email`, `name-word`), so that columns cannot be joined across kinds.
 */
export function blindIndex(keyring: Keyring, label: string, normalised: string): string {
  return indexUnder(keyring.index.active, label, normalised)
}

/** What to look for (`= ANY`): rows written before the last rotation carry an older key's index. */
export function blindIndexCandidates(keyring: Keyring, label: string, normalised: string): string[] {
  return keyring.index.all.map((key) => indexUnder(key, label, normalised))
}

function indexUnder(key: NamedKey, label: string, normalised: string): string {
  return `${key.kid}.${labelledMac(key, `index:${label}`, normalised).toString('base64url')}`
}
