import type { WorkerActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import type { Right } from '../domain/request/rights'
import { type ItemStatus, permits } from '../domain/request/status'
import { db } from '../platform/db/client'
import { commit, moveItem } from './commit-item'
import { drawPlan, excludedBefore, savePlan } from './draw-plan'
import { loadItem } from './load-case'
import { planMaterial } from './plan-material'

/** A new draft from what was found, e.g. after rules changed. A signature on the older plan falls with it. */
export async function draftPlan(actor: WorkerActor, input: { itemId: string }): Promise<Outcome> {
  const item = await loadItem(input.itemId)
  const older = item?.plans[0]
  if (!item || !older) return refuse('not-found')
  if (!permits('rediscover', item.status as ItemStatus)) return refuse('wrong-status')
  const material = await planMaterial(db, item.request, older.mapVersion)
  const document = drawPlan(item.right as Right, material, excludedBefore(older))
  if (!document) return refuse('not-found')
  return commit(actor, item.requestId, async (tx, say) => {
    await moveItem(tx, item, { status: 'planned' })
    await savePlan(tx, say, item, document)
    return {}
  })
}
