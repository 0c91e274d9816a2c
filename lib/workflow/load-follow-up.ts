// Load: a follow-up that waits for the officer, as the officer has read it.
import { type Outcome, refuse } from '../domain/outcome'
import { db, type Prisma } from '../platform/db/client'
import { loadMemory, type MemoryCase } from './load-memory'

export type SignFollowUp = { planId: string; hash: string }
export type FollowUpCase = Prisma.PlanGetPayload<{ include: { item: true } }>

export async function loadDraft({
  planId,
  hash,
}: SignFollowUp): Promise<Outcome<{ plan: FollowUpCase; memory: MemoryCase }>> {
  const plan = await db.plan.findUnique({ where: { id: planId }, include: { item: true } })
  const memory = plan?.memoryId ? await loadMemory(plan.memoryId) : null
  if (!plan || !memory) return refuse('not-found')
  if (plan.status !== 'draft') return refuse('wrong-status')
  if (plan.hash !== hash) return refuse('plan-changed')
  return { ok: true, plan, memory }
}
