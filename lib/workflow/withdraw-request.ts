import type { SubjectActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import type { Right } from '../domain/request/rights'
import { type ItemStatus, permits } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import type { Transaction } from '../platform/db/client'
import { commit, moveItem } from './commit-item'
import { loadRequest, type RequestCase } from './load-case'

type Withdrawn = Outcome<{ rights: Right[] }, 'not-permitted' | 'not-withdrawable' | 'conflict'>

/** The person takes back the whole request or one right of it. What runs already or is done cannot be taken back. */
export async function withdrawRequest(
  actor: SubjectActor,
  { requestId, right }: { requestId: string; right?: Right },
): Promise<Withdrawn> {
  if (actor.requestId !== requestId || actor.level !== 'code') return refuse('not-permitted')
  const request = await loadRequest(requestId)
  if (!request) return refuse('not-permitted')
  const items = withdrawable(request, right)
  if (items.length === 0) return refuse('not-withdrawable')
  return commit(actor, requestId, async (tx, say) => {
    const rights = await withdrawItems(tx, items)
    say(evidence('request.withdrawn', { rights }))
    return { rights }
  })
}

export const withdrawable = (request: RequestCase, right?: Right): RequestCase['items'] =>
  request.items.filter(
    (item) => (right === undefined || item.right === right) && permits('withdraw', item.status as ItemStatus),
  )

export async function withdrawItems(tx: Transaction, items: RequestCase['items']): Promise<Right[]> {
  const decidedAt = instantToDate(now())
  for (const item of items) await moveItem(tx, item, { status: 'withdrawn', outcome: 'withdrawn', decidedAt })
  return items.map((item) => item.right as Right)
}
