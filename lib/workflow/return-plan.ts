import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { type ItemStatus, may, permits } from '../domain/request/status'
import { evidenceDigest } from '../platform/keys'
import { commit, moveItem } from './commit-item'
import { loadItem, vaultOf } from './load-case'
import { planBody } from './plan-body'

/** The DPO does not sign: the plan goes back to whoever prepares it, with a reason. */
export async function returnPlan(
  actor: StaffActor,
  input: { itemId: string; version: number; reason: string },
): Promise<Outcome> {
  if (!may(actor, 'approvePlan')) return refuse('not-permitted')
  const reason = input.reason.trim()
  if (reason === '') return refuse('reason-missing')
  const item = await loadItem(input.itemId)
  const plan = item?.plans[0]
  if (!item || !plan) return refuse('not-found')
  if (item.version !== input.version) return refuse('conflict')
  if (!permits('returnPlan', item.status as ItemStatus)) return refuse('wrong-status')
  return commit(actor, item.requestId, async (tx, say) => {
    const reasonEnc = vaultOf(item.request).seal(`request_item.reason:${item.id}`, reason)
    await moveItem(tx, item, { status: 'planned', reasonEnc })
    await tx.plan.update({ where: { id: plan.id }, data: { status: 'draft', preparedBy: null, preparedAt: null } })
    say(evidence('plan.returned', { ...planBody(item, plan), reasonDigest: evidenceDigest(reason) }))
    return {}
  })
}
