// Commit what you saw (maxim 5). Every change of a request goes through here: the request's row is locked first, items
// move only from the version that was read, the request's own status is derived, and the evidence comes last.
import type { Actor } from '../domain/actor'
import type { EvidenceEvent } from '../domain/evidence/events'
import { type Refusal, refuse } from '../domain/outcome'
import type { ItemOutcome, ItemStatus } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { inTransaction, type Transaction } from '../platform/db/client'
import { appendAllEvidence } from '../platform/ledger'
import { settleRequest } from './settle-request'

/** Thrown inside a commit to roll it back; leaves it as the refusal `conflict`. */
export class Conflict extends Error {}

export type Say = (event: EvidenceEvent) => void
export type SeenItem = { id: string; status: string; version: number }
export type ItemChange = {
  status: ItemStatus
  outcome?: ItemOutcome
  ground?: string
  reasonEnc?: string
  decidedBy?: string
  decidedAt?: Date
}

export async function lockRequest(tx: Transaction, requestId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM subject_request WHERE id = ${requestId}::uuid FOR UPDATE`
}

/** @throws Conflict where somebody else moved the item since it was read. */
export async function moveItem(tx: Transaction, seen: SeenItem, change: ItemChange): Promise<void> {
  const { count } = await tx.requestItem.updateMany({
    where: { id: seen.id, status: seen.status, version: seen.version },
    data: { ...change, movedAt: instantToDate(now()), version: { increment: 1 } },
  })
  if (count !== 1) throw new Conflict()
}

/** One transaction: lock, work, derived status, evidence. */
export async function commit<T extends object>(
  actor: Actor,
  requestId: string,
  work: (tx: Transaction, say: Say) => Promise<T>,
): Promise<({ ok: true } & T) | Refusal<'conflict'>> {
  try {
    return await inTransaction(async (tx) => {
      const events: EvidenceEvent[] = []
      await lockRequest(tx, requestId)
      const done = await work(tx, (event) => events.push(event))
      events.push(...(await settleRequest(tx, requestId)))
      await appendAllEvidence(tx, { actor, requestId, events })
      return { ok: true as const, ...done }
    })
  } catch (error) {
    if (error instanceof Conflict) return refuse('conflict')
    throw error
  }
}
