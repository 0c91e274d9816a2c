// The request's status is never set by hand: it follows from its items, in the commit that moved them.
import type { Actor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import type { Right } from '../domain/request/rights'
import { type ItemOutcome, type ItemStatus, openStatuses, requestStatus } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import type { Transaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'

/** The caller holds the request's row lock. Writes only what changed. */
export async function settleRequest(tx: Transaction, actor: Actor, requestId: string): Promise<void> {
  const request = await tx.subjectRequest.findUniqueOrThrow({
    where: { id: requestId },
    select: {
      status: true,
      identity: true,
      confirmedAt: true,
      closedAt: true,
      items: { select: { right: true, status: true, outcome: true } },
    },
  })
  if (request.status === 'lapsed') return
  const status = requestStatus({
    confirmed: request.confirmedAt !== null,
    proven: request.identity === 'proven',
    items: request.items.map((item) => ({ right: item.right as Right, status: item.status as ItemStatus })),
  })
  if (status === request.status) return
  const ended = !openStatuses.includes(status)
  await tx.subjectRequest.update({
    where: { id: requestId },
    data: { status, version: { increment: 1 }, closedAt: ended ? (request.closedAt ?? instantToDate(now())) : null },
  })
  if (ended) await appendClosed(tx, actor, requestId, request.items)
}

async function appendClosed(
  tx: Transaction,
  actor: Actor,
  requestId: string,
  items: { right: string; outcome: string | null }[],
): Promise<void> {
  const outcomes = items.map((item) => ({ right: item.right as Right, outcome: item.outcome as ItemOutcome }))
  await appendEvidence(tx, { actor, requestId, event: evidence('request.closed', { outcomes }) })
}
