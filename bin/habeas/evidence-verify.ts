// `habeas evidence verify FILE`: needs the file alone, no database, no network, no key. Constant memory.
import { closeSync, openSync, readSync } from 'node:fs'
import { type ChainFault, type ChainHead, type LedgerEntry, verifyCase, verifyChain } from '@/lib/domain/evidence/chain'
import { type ExportHeader, readEntry, readHeader } from '@/lib/domain/evidence/export-format'

export type EvidenceFault =
  | ChainFault
  /** The file cannot be read, or is no evidence file. */
  | 'unreadable'
  | 'not-evidence'
  /** A case file with an entry of another case. */
  | 'foreign-entry'
  /** More lines than the header says, or something after the last line. */
  | 'added'
  /** Compared with a ledger: that entry is not in it, or differs. */
  | 'not-in-ledger'
  /** The ledger to compare with is itself not sound. */
  | 'ledger-broken'

export type EvidenceVerdict =
  | { ok: true; header: ExportHeader; entries: number; last: ChainHead; comparedWithLedger: boolean }
  /** `line` counts from 1, the header's; `seq`: the first entry that is not as it was written, 0 for none. */
  | { ok: false; line: number; seq: number; reason: EvidenceFault }

type Fault = Extract<EvidenceVerdict, { ok: false }>
class Faulty extends Error {
  constructor(readonly fault: Fault) {
    super(fault.reason)
  }
}

const LONGEST_LINE = 1_000_000
const CHUNK = 256 * 1024

/** `ledger`: an export of the whole ledger in which a case's entries are looked up. */
export async function verifyEvidenceFile(path: string, options: { ledger?: string } = {}): Promise<EvidenceVerdict> {
  try {
    const own = verify(path)
    if (!own.ok || options.ledger === undefined) return own
    return compare(path, own, options.ledger)
  } catch (error) {
    if (error instanceof Faulty) return error.fault
    return { ok: false, line: 0, seq: 0, reason: 'unreadable' }
  }
}

function verify(path: string): EvidenceVerdict {
  const place = { line: 0, seq: 0 }
  const file = entriesOf(path, place)
  const { header, entries } = file
  const fault = (reason: EvidenceFault, seq = place.seq): Fault => ({ ok: false, line: place.line, seq, reason })
  const verdict =
    header.scope === 'ledger'
      ? verifyChain(entries, { head: header.head })
      : verifyCase(ownEntries(entries, header, place))
  if (!verdict.ok) return { ok: false, line: place.line, seq: verdict.seq, reason: verdict.reason }
  if (verdict.entries < header.entries) return fault('cut-short', verdict.head.seq + 1)
  if (verdict.entries > header.entries) return fault('added', verdict.head.seq)
  if (verdict.head.seq > header.head.seq) return fault('head-differs', verdict.head.seq)
  if (verdict.head.seq === header.head.seq && verdict.head.hash !== header.head.hash)
    return fault('head-differs', verdict.head.seq)
  return { ok: true, header, entries: verdict.entries, last: verdict.head, comparedWithLedger: false }
}

function* ownEntries(entries: Iterable<LedgerEntry>, header: ExportHeader, place: Place): Generator<LedgerEntry> {
  for (const entry of entries) {
    if (entry.requestId !== header.requestId)
      throw new Faulty({ ok: false, line: place.line, seq: entry.seq, reason: 'foreign-entry' })
    yield entry
  }
}

/** Both files rise by seq: one walk through each. */
function compare(path: string, own: Extract<EvidenceVerdict, { ok: true }>, ledgerPath: string): EvidenceVerdict {
  const ledger = verify(ledgerPath)
  if (!ledger.ok || ledger.header.scope !== 'ledger') return { ok: false, line: 0, seq: 0, reason: 'ledger-broken' }
  const all = entriesOf(ledgerPath, { line: 0, seq: 0 }).entries
  const place = { line: 0, seq: 0 }
  for (const entry of entriesOf(path, place).entries) {
    let there = all.next()
    while (!there.done && there.value.seq < entry.seq) there = all.next()
    if (there.done || there.value.hash !== entry.hash)
      return { ok: false, line: place.line, seq: entry.seq, reason: 'not-in-ledger' }
  }
  return { ...own, comparedWithLedger: true }
}

type Place = { line: number; seq: number }

function entriesOf(path: string, place: Place): { header: ExportHeader; entries: Generator<LedgerEntry> } {
  const lines = linesOf(path, place)
  const first = lines.next()
  const header = first.done ? null : readHeader(first.value)
  if (!header) throw new Faulty({ ok: false, line: 1, seq: 0, reason: 'not-evidence' })
  return { header, entries: parsed(lines, place) }
}

function* parsed(lines: Iterable<string>, place: Place): Generator<LedgerEntry> {
  for (const line of lines) {
    const entry = readEntry(line)
    if (!entry) throw new Faulty({ ok: false, ...place, seq: place.seq + 1, reason: 'malformed-entry' })
    yield entry
    place.seq = entry.seq
  }
}

/** Lines end with LF, the last one too: a file cut in a line is not whole. Bytes that are no UTF-8 are refused. */
function* linesOf(path: string, place: Place): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const file = openSync(path, 'r')
  const malformed = () => new Faulty({ ok: false, line: place.line + 1, seq: place.seq + 1, reason: 'malformed-entry' })
  try {
    let rest: Buffer = Buffer.alloc(0)
    for (;;) {
      const chunk = Buffer.alloc(CHUNK)
      const read = readSync(file, chunk)
      if (read === 0) break
      rest = Buffer.concat([rest, chunk.subarray(0, read)])
      let from = 0
      for (let to = rest.indexOf(10); to >= 0; to = rest.indexOf(10, from)) {
        const line = decode(decoder, rest.subarray(from, to))
        if (line === null) throw malformed()
        place.line += 1
        yield line
        from = to + 1
      }
      rest = rest.subarray(from)
      if (rest.length > LONGEST_LINE) throw malformed()
    }
    if (rest.length > 0) throw place.line === 0 ? notEvidence() : malformed()
  } finally {
    closeSync(file)
  }
}

const notEvidence = () => new Faulty({ ok: false, line: 1, seq: 0, reason: 'not-evidence' })

function decode(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}
