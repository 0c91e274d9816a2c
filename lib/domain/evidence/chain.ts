import { canonicalJson } from './canonical-json'
import { sha256 } from './sha256'

/** An entry of the ledger without its place in the chain. */
export type LedgerRecord = {
  /** 1, 2, 3 … without gaps. A bigint column: give it as a number. */
  seq: number
  /** ISO 8601 in UTC with milliseconds. */
  at: string
  requestId: string | null
  actor: string
  event: string
  version: number
  /** Canonical JSON as text: the bytes that were hashed are the bytes that are kept. */
  body: string
}
export type LedgerEntry = LedgerRecord & { prevHash: string; hash: string }
export type ChainHead = { seq: number; hash: string }

/** Stands before the first entry. */
export const GENESIS: ChainHead = { seq: 0, hash: '0'.repeat(64) }

export type ChainFault = 'gap' | 'broken-link' | 'altered' | 'malformed-entry' | 'cut-short' | 'head-differs'
export type ChainVerdict =
  | { ok: true; head: ChainHead; entries: number }
  | { ok: false; seq: number; reason: ChainFault }

/** SHA-256 over the previous hash and the canonical entry. Field order and spacing cannot matter. */
export function entryHash(prevHash: string, entry: LedgerRecord): string {
  const { seq, at, requestId, actor, event, version, body } = entry
  return sha256(`${prevHash}\n${canonicalJson({ seq, at, requestId, actor, event, version, body })}`)
}

/** The entry that follows `head`. */
export function appendTo(head: ChainHead, record: Omit<LedgerRecord, 'seq'>): LedgerEntry {
  const entry = { ...record, seq: head.seq + 1 }
  return { ...entry, prevHash: head.hash, hash: entryHash(head.hash, entry) }
}

export type ChainBounds = {
  /** The entry before the first one given; by default the chain is whole. */
  from?: ChainHead
  /** A head known from elsewhere (a checkpoint): without it, entries missing at the end cannot be noticed. */
  head?: ChainHead
}

/** The whole ledger, or a stretch of it without gaps, in order. Names the first entry that is not as it was written. */
export function verifyChain(entries: Iterable<LedgerEntry>, bounds: ChainBounds = {}): ChainVerdict {
  let last = bounds.from ?? GENESIS
  let count = 0
  for (const entry of entries) {
    const fault = faultOf(entry, last)
    if (fault) return { ok: false, seq: last.seq + 1, reason: fault }
    last = { seq: entry.seq, hash: entry.hash }
    count += 1
  }
  const { head } = bounds
  if (head && head.seq > last.seq) return { ok: false, seq: last.seq + 1, reason: 'cut-short' }
  if (head && (head.seq !== last.seq || head.hash !== last.hash))
    return { ok: false, seq: last.seq, reason: 'head-differs' }
  return { ok: true, head: last, entries: count }
}

function faultOf(entry: LedgerEntry, last: ChainHead): ChainFault | null {
  if (!isEntry(entry)) return 'malformed-entry'
  if (entry.seq !== last.seq + 1) return 'gap'
  if (entry.prevHash !== last.hash) return 'broken-link'
  return entry.hash === entryHash(entry.prevHash, entry) ? null : 'altered'
}

/**
 * One case's entries, between which other cases' entries are missing: each must be as it was written, in order, and
 * linked to its neighbour where that is there. Pair it with a checkpoint of the whole ledger.
 */
export function verifyCase(entries: Iterable<LedgerEntry>): ChainVerdict {
  let last = GENESIS
  let count = 0
  for (const entry of entries) {
    if (!isEntry(entry)) return { ok: false, seq: last.seq + 1, reason: 'malformed-entry' }
    if (entry.seq <= last.seq) return { ok: false, seq: entry.seq, reason: 'gap' }
    if (entry.seq === last.seq + 1 && entry.prevHash !== last.hash)
      return { ok: false, seq: entry.seq, reason: 'broken-link' }
    if (entry.hash !== entryHash(entry.prevHash, entry)) return { ok: false, seq: entry.seq, reason: 'altered' }
    last = { seq: entry.seq, hash: entry.hash }
    count += 1
  }
  return { ok: true, head: last, entries: count }
}

const HASH = /^[0-9a-f]{64}$/

/** Entries come from files that anyone may have touched: nothing about their shape is certain. */
function isEntry(entry: LedgerEntry): boolean {
  const texts: unknown[] = [entry?.at, entry?.actor, entry?.event, entry?.body]
  return (
    texts.every((text) => typeof text === 'string' && text.isWellFormed()) &&
    (entry.requestId === null || (typeof entry.requestId === 'string' && entry.requestId.isWellFormed())) &&
    Number.isSafeInteger(entry.seq) &&
    entry.seq > 0 &&
    Number.isSafeInteger(entry.version) &&
    HASH.test(String(entry.prevHash)) &&
    HASH.test(String(entry.hash))
  )
}
