import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import type { ErasurePlan } from '../domain/plan/types'
import { standingAfter } from '../domain/retention/standing-rows'
import { dateOnly, instantToDate, now } from '../platform/clock'
import { db, type Prisma, type Transaction } from '../platform/db/client'
import { setting } from '../platform/settings'
import { Conflict, commit } from './commit-item'
import { followUpBody } from './follow-up-body'
import { loadMemory, type MemoryCase, standingOf } from './load-memory'
import { approvedCounts, loadStep } from './load-step'
import { replayUntil } from './remember-erasure'
import { settleMemory } from './settle-memory'

/** Its step was seen done: what was due is no longer remembered as kept, and the next notice says so. */
export async function closeFollowUp(actor: WorkerActor, input: { planId: string }): Promise<Outcome> {
  const plan = await db.plan.findUnique({ where: { id: input.planId }, include: { item: true, steps: true } })
  const memory = plan?.memoryId ? await loadMemory(plan.memoryId) : null
  const step = plan?.steps[0] && (await loadStep(plan.steps[0].id))
  if (!plan || !memory || !step) return refuse('not-found')
  if (plan.status !== 'approved' || plan.closedAt !== null) return refuse('wrong-status')
  if (step.status !== 'verified') return refuse('steps-open')
  const document = plan.document as unknown as ErasurePlan
  const body = followUpBody(plan)
  const counts = approvedCounts(step)
  return commit(actor, memory.requestId, async (tx, say) => {
    const closed = { closedAt: instantToDate(now()) }
    const { count } = await tx.plan.updateMany({ where: { id: plan.id, closedAt: null }, data: closed })
    if (count !== 1) throw new Conflict()
    const lines = await settleMemory(tx, memory.id, body.system, document)
    await extendMemory(tx, memory, document)
    const { itemId, right, memoryId, planId, system } = body
    if (body.cause === 'restored') say(evidence('erasure.replayed', { ...body, counts }))
    if (lines > 0) say(evidence('hold.ended', { itemId, right, memoryId, planId, system, lines, counts }))
    return {}
  })
}

/** A backup of before this deletion may be restored as well: the window begins anew. */
async function extendMemory(tx: Transaction, memory: MemoryCase, document: ErasurePlan): Promise<void> {
  await tx.erasureMemory.update({
    where: { id: memory.id },
    data: {
      rows: standingAfter(standingOf(memory), document) as unknown as Prisma.InputJsonValue,
      replayUntil: dateOnly(replayUntil(await setting(tx, 'backup-days'), memory.timeZone)),
    },
  })
}
