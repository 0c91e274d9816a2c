import type { SubjectActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import type { Right } from '../domain/request/rights'
import { isWithdrawable } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { db, type Transaction } from '../platform/db/client'
import { closeSubjectFiles } from './close-subject-files'
import { Conflict, commit, moveItem, type Say } from './commit-item'
import { loadRequest, type RequestCase } from './load-case'
import { partlyCarriedOut } from './partly-carried-out'
import { stopTransfer } from './stop-transfer'

type Withdrawn = Outcome<{ rights: Right[] }, 'not-permitted' | 'not-withdrawable' | 'partly-carried-out' | 'conflict'>

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
  if ((await partlyCarriedOut(db, items)).length === items.length) return refuse('partly-carried-out')
  return commit(actor, requestId, async (tx, say) => {
    const rights = await withdrawItems(tx, say, items)
    if (rights.length === 0) throw new Conflict()
    say(evidence('request.withdrawn', { rights }))
    return { rights }
  })
}

export const withdrawable = (request: RequestCase, right?: Right): RequestCase['items'] =>
  request.items.filter((item) => (right === undefined || item.right === right) && isWithdrawable(item))

/** Under the request's lock, so that no step begins meanwhile. What is partly carried out goes on. @returns the others. */
export async function withdrawItems(tx: Transaction, say: Say, items: RequestCase['items']): Promise<Right[]> {
  const decidedAt = instantToDate(now())
  const begun = await partlyCarriedOut(tx, items)
  const left = items.filter(({ id }) => !begun.includes(id))
  for (const item of left) await moveItem(tx, item, { status: 'withdrawn', outcome: 'withdrawn', decidedAt })
  for (const { id, right } of left) if (right === 'portability') await stopTransfer(tx, say, id, 'withdrawn')
  for (const { id, requestId } of left) await closeSubjectFiles(tx, requestId, id)
  return left.map((item) => item.right as Right)
}
