import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import type { PlanDocument } from '../domain/plan/plan-document'
import { type ItemStatus, may, permits } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { commit, moveItem } from './commit-item'
import { loadItem } from './load-case'
import { planBody } from './plan-body'
import { planOutdated } from './plan-outdated'

export type SignPlan = { itemId: string; version: number; hash: string }

/** The first signature: a colleague has read the plan and stands for it. */
export async function preparePlan(actor: StaffActor, input: SignPlan): Promise<Outcome> {
  if (!may(actor, 'preparePlan')) return refuse('not-permitted')
  const item = await loadItem(input.itemId)
  const plan = item?.plans[0]
  if (!item || !plan) return refuse('not-found')
  if (item.version !== input.version) return refuse('conflict')
  if (!permits('preparePlan', item.status as ItemStatus)) return refuse('wrong-status')
  if (plan.status !== 'draft' || plan.hash !== input.hash) return refuse('plan-changed')
  const { blocks } = plan.document as unknown as PlanDocument
  if (blocks.length > 0) return refuse('plan-blocked', { blocks: blocks.length })
  if (await planOutdated(item, plan)) return refuse('plan-outdated')
  return commit(actor, item.requestId, async (tx, say) => {
    await moveItem(tx, item, { status: 'prepared' })
    await tx.plan.updateMany({
      where: { id: plan.id },
      data: { status: 'prepared', preparedBy: actor.userId, preparedAt: instantToDate(now()) },
    })
    say(evidence('plan.prepared', planBody(item, plan)))
    return {}
  })
}
