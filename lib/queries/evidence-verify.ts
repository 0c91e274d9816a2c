import type { StaffActor } from '../domain/actor'
import { type ChainHead, type ChainVerdict, GENESIS, verifyChain } from '../domain/evidence/chain'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { ledgerHead } from './evidence-ledger'

const PAGE = 5000

/** Recomputes every hash up to the head of this moment, in constant memory. */
export async function verifyLedger(actor: StaffActor): Promise<ChainVerdict> {
  if (!may(actor, 'see')) throw new Error('a colleague who may see nothing')
  const head = await ledgerHead()
  let last: ChainHead = GENESIS
  let entries = 0
  while (last.seq < head.seq) {
    const rows = await db.ledgerEntry.findMany({
      where: { seq: { gt: BigInt(last.seq), lte: BigInt(head.seq) } },
      orderBy: { seq: 'asc' },
      take: PAGE,
    })
    if (rows.length === 0) break
    const page = rows.map((row) => ({ ...row, seq: Number(row.seq), at: row.at.toISOString() }))
    const verdict = verifyChain(page, { from: last })
    if (!verdict.ok) return verdict
    last = verdict.head
    entries += verdict.entries
  }
  const end = verifyChain([], { from: last, head })
  return end.ok ? { ok: true, head: last, entries } : end
}
