// The request's status is never set by hand: it follows from its items, in the commit that moved them.
import { type EvidenceEvent, evidence } from '../domain/evidence/events'
import type { Right } from '../domain/request/rights'
import { type ItemOutcome, type ItemStatus, openStatuses, requestStatus } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import type { Transaction } from '../platform/db/client'

/** The caller holds the request's row lock. Writes only what changed. @returns what that says, for the evidence. */
export async function settleRequest(tx: Transaction, requestId: string): Promise<EvidenceEvent[]> {
  const request = await standing(tx, requestId)
  if (request.status === 'lapsed') return []
  const status = requestStatus({
    confirmed: request.confirmedAt !== null,
    proven: request.identity === 'proven',
    items: request.items.map((item) => ({ right: item.right as Right, status: item.status as ItemStatus })),
  })
  if (status === request.status) return []
  const ended = !openStatuses.includes(status)
  await tx.subjectRequest.updateMany({
    where: { id: requestId },
    data: { status, version: { increment: 1 }, closedAt: ended ? (request.closedAt ?? instantToDate(now())) : null },
  })
  return ended ? [closed(request.items)] : []
}

type Standing = {
  status: string
  identity: string
  confirmedAt: Date | null
  closedAt: Date | null
  items: { right: string; status: string; outcome: string | null }[]
}

/** In one statement, since every commit asks it. */
async function standing(tx: Transaction, requestId: string): Promise<Standing> {
  const [request] = await tx.$queryRaw<Standing[]>`
    SELECT r.status, r.identity, r.confirmed_at AS "confirmedAt", r.closed_at AS "closedAt",
      (SELECT coalesce(json_agg(json_build_object('right', i."right", 'status', i.status, 'outcome', i.outcome)
        ORDER BY i.id), '[]') FROM request_item i WHERE i.request_id = r.id) AS items
    FROM subject_request r WHERE r.id = ${requestId}::uuid`
  if (!request) throw new Error('the request to settle does not exist')
  return request
}

function closed(items: { right: string; outcome: string | null }[]): EvidenceEvent {
  const outcomes = items.map((item) => ({ right: item.right as Right, outcome: item.outcome as ItemOutcome }))
  return evidence('request.closed', { outcomes })
}
