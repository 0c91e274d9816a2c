// The file in which evidence leaves the house: JSON Lines, a header and then one entry a line, each in canonical JSON so
// that every line has exactly one form. docs/evidence.md tells how to recompute it with nothing but sha256sum.
import { canonicalJson, type JsonValue } from './canonical-json'
import type { ChainHead, LedgerEntry } from './chain'

export type ExportHeader = {
  format: 'habeas-evidence/1'
  scope: 'ledger' | 'case'
  /** Null for the whole ledger. */
  requestId: string | null
  reference: string | null
  exportedAt: string
  /** How many lines follow. */
  entries: number
  /** The ledger's last entry at that moment, of whatever case. */
  head: ChainHead
}

export const headerLine = (header: ExportHeader): string => `${canonicalJson(header)}\n`

export const entryLine = (entry: LedgerEntry): string => {
  const { seq, at, requestId, actor, event, version, body, prevHash, hash } = entry
  return `${canonicalJson({ seq, at, requestId, actor, event, version, body, prevHash, hash })}\n`
}

const entryKeys = ['actor', 'at', 'body', 'event', 'hash', 'prevHash', 'requestId', 'seq', 'version'].join()
const headerKeys = ['entries', 'exportedAt', 'format', 'head', 'reference', 'requestId', 'scope'].join()

/**
 * Null for a line that is not in its one form. A key written twice, a space or another escape would let people read
 * something else than what is hashed.
 */
export function readEntry(line: string): LedgerEntry | null {
  const value = canonicalObject(line, entryKeys)
  // The values themselves are judged by the chain.
  return value as LedgerEntry | null
}

export function readHeader(line: string): ExportHeader | null {
  const value = canonicalObject(line, headerKeys) as ExportHeader | null
  if (value?.format !== 'habeas-evidence/1' || !Number.isSafeInteger(value.entries) || value.entries < 0) return null
  const { scope, requestId, head } = value
  if (!Number.isSafeInteger(head?.seq) || typeof head?.hash !== 'string') return null
  const named = typeof requestId === 'string'
  return (scope === 'case' && named) || (scope === 'ledger' && requestId === null) ? value : null
}

function canonicalObject(line: string, keys: string): object | null {
  try {
    const value: JsonValue = JSON.parse(line)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return Object.keys(value).sort().join() === keys && canonicalJson(value) === line ? value : null
  } catch {
    return null
  }
}
