// The request's status is never set by hand: it follows from its items, in the commit that moved them.
import { type EvidenceEvent, evidence } from '../domain/evidence/events'
import type { Right } from '../domain/request/rights'
import { type ItemOutcome, type ItemStatus, openStatuses, requestStatus } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import type { Transaction } from '../platform/db/client'

/** The caller holds the request's row lock. Writes only what changed. @returns what that says, for the evidence. */
export async function settleRequest(tx: Transaction, requestId: string): Promise<EvidenceEvent[]> {
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
  if (request.status === 'lapsed') return []
  const status = requestStatus({
    confirmed: request.confirmedAt !== null,
    proven: request.identity === 'proven',
    items: request.items.map((item) => ({ right: item.right as Right, status: item.status as ItemStatus })),
  })
  if (status === request.status) return []
  const ended = !openStatuses.includes(status)
  await tx.subjectRequest.update({
    where: { id: requestId },
    data: { status, version: { increment: 1 }, closedAt: ended ? (request.closedAt ?? instantToDate(now())) : null },
  })
  return ended ? [closed(request.items)] : []
}

function closed(items: { right: string; outcome: string | null }[]): EvidenceEvent {
  const outcomes = items.map((item) => ({ right: item.right as Right, outcome: item.outcome as ItemOutcome }))
  return evidence('request.closed', { outcomes })
}
