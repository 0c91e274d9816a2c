import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { emptiedPlan } from '../domain/plan/left-out'
import type { PlanDocument } from '../domain/plan/plan-document'
import { instantToDate, now } from '../platform/clock'
import { db, type Prisma, type Transaction } from '../platform/db/client'
import { commit } from './commit-item'

const BATCH = 500

/** The last hold has ended and no backup can bring anything back: the key goes, and with it the way to the person. */
export async function forgetErasures(actor: WorkerActor): Promise<number> {
  const over = await db.$queryRaw<{ id: string; requestId: string; itemId: string }[]>`
    SELECT m.id::text AS id, m.request_id::text AS "requestId", m.item_id::text AS "itemId" FROM erasure_memory AS m
     WHERE m.forgotten_at IS NULL AND m.replay_until < (${instantToDate(now())}::timestamptz AT TIME ZONE m.time_zone)::date
       AND NOT EXISTS (SELECT 1 FROM retained_line AS l WHERE l.memory_id = m.id AND l.state <> 'ended')
       AND NOT EXISTS (SELECT 1 FROM plan AS p WHERE p.memory_id = m.id AND p.closed_at IS NULL
                          AND p.status IN ('draft', 'approved'))
     LIMIT ${BATCH}`
  let forgotten = 0
  for (const { id, requestId, itemId } of over) {
    const done = await commit(actor, requestId, async (tx, say) => {
      const { count } = await tx.erasureMemory.updateMany({
        where: { id, forgottenAt: null, lines: { none: { state: { not: 'ended' } } } },
        data: {
          wrappedKey: null,
          keysEnc: null,
          identifierIndexes: [],
          emailIndex: '',
          forgottenAt: instantToDate(now()),
        },
      })
      if (count === 1) await emptyFollowUps(tx, id, requestId)
      if (count === 1) say(evidence('memory.destroyed', { itemId, memoryId: id }))
      return { count }
    })
    if (done.ok) forgotten += done.count
  }
  return forgotten
}

/** Where the request's own data are gone, theirs go too; else they end with the request's. */
async function emptyFollowUps(tx: Transaction, memoryId: string, requestId: string): Promise<void> {
  const request = await tx.subjectRequest.findUniqueOrThrow({ where: { id: requestId }, select: { wrappedKey: true } })
  if (request.wrappedKey !== null) return
  for (const { id, document } of await tx.plan.findMany({ where: { memoryId } })) {
    const emptied = emptiedPlan(document as unknown as PlanDocument)
    await tx.plan.update({ where: { id }, data: { document: emptied as unknown as Prisma.InputJsonValue } })
  }
}
