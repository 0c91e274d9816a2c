// Evidence as a file: one case, or the whole ledger. That it was taken is itself evidence, written before the first line.
import { Readable } from 'node:stream'
import type { StaffActor } from '../domain/actor'
import type { ChainHead, LedgerEntry } from '../domain/evidence/chain'
import { evidence } from '../domain/evidence/events'
import { entryLine, headerLine } from '../domain/evidence/export-format'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { now } from '../platform/clock'
import { db, inTransaction, type Prisma } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'

export type ExportedEvidence = { filename: string; entries: number; head: ChainHead; stream: Readable }

const PAGE = 1000

/** `requestId`: that case alone. */
export async function exportEvidence(
  actor: StaffActor,
  { requestId }: { requestId?: string },
): Promise<Outcome<ExportedEvidence, 'not-permitted' | 'not-found'>> {
  if (!may(actor, 'exportEvidence')) return refuse('not-permitted')
  const reference = requestId ? await referenceOf(requestId) : null
  if (requestId && reference === null) return refuse('not-found')
  const scope = requestId ? { requestId } : {}
  const taken = await inTransaction(async (tx) => {
    // Nobody appends between the count and the record of the taking: the head is held.
    const [row] = await tx.$queryRaw<{ seq: bigint; hash: string }[]>`
      SELECT seq, hash FROM ledger_head WHERE id = 1 FOR UPDATE`
    if (!row) throw new Error('the ledger has no head')
    const entries = await tx.ledgerEntry.count({ where: scope })
    const head = { seq: Number(row.seq), hash: row.hash }
    const body = { requestId: requestId ?? null, entries, headSeq: head.seq, headHash: head.hash }
    const event = evidence('evidence.exported', body)
    await appendEvidence(tx, { actor, ...scope, event })
    return { entries, head }
  })
  const exportedAt = now().toString({ smallestUnit: 'millisecond' })
  const header = headerLine({
    format: 'habeas-evidence/1',
    scope: requestId ? 'case' : 'ledger',
    requestId: requestId ?? null,
    reference,
    exportedAt,
    ...taken,
  })
  const filename = `${reference ?? 'ledger'}-evidence-${taken.head.seq}.jsonl`
  return {
    ok: true,
    filename,
    ...taken,
    stream: Readable.from(lines(header, scope, taken.head.seq), { objectMode: false }),
  }
}

const referenceOf = async (id: string): Promise<string | null> =>
  (await db.subjectRequest.findUnique({ where: { id }, select: { reference: true } }))?.reference ?? null

async function* lines(header: string, scope: { requestId?: string }, last: number): AsyncGenerator<string> {
  yield header
  for await (const page of ledgerPages(scope, last)) yield page.map(entryLine).join('')
}

async function* ledgerPages(where: { requestId?: string }, last: number): AsyncGenerator<LedgerEntry[]> {
  let after = 0n
  for (;;) {
    const rows = await db.ledgerEntry.findMany({
      where: { ...where, seq: { gt: after, lte: BigInt(last) } },
      orderBy: { seq: 'asc' },
      take: PAGE,
    })
    if (rows.length > 0) yield rows.map(entryOf)
    after = rows.at(-1)?.seq ?? after
    if (rows.length < PAGE) return
  }
}

const entryOf = ({ seq, at, ...entry }: Prisma.LedgerEntryGetPayload<object>): LedgerEntry => ({
  ...entry,
  seq: Number(seq),
  at: at.toISOString(),
})
