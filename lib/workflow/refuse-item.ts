import type { StaffActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import { isRefusalGround } from '../domain/request/refusal-ground'
import { type ItemStatus, may, permits } from '../domain/request/status'
import { db } from '../platform/db/client'
import { commit } from './commit-item'
import { supersedePlan } from './draw-plan'
import { endItem } from './finish-item'
import { loadItem } from './load-case'
import { partlyCarriedOut } from './partly-carried-out'

/** A right is refused by the DPO, with its ground and reason; the letter of Art. 12(4) is part of it. */
export async function refuseItem(
  actor: StaffActor,
  input: { itemId: string; version: number; ground: string; reason: string },
): Promise<Outcome> {
  if (!may(actor, 'refuse')) return refuse('not-permitted')
  const { ground } = input
  const reason = input.reason.trim()
  if (!isRefusalGround(ground)) return refuse('unknown-ground')
  if (reason === '') return refuse('reason-missing')
  const item = await loadItem(input.itemId)
  if (!item) return refuse('not-found')
  if (item.version !== input.version) return refuse('conflict')
  if (!permits('refuseItem', item.status as ItemStatus)) return refuse('wrong-status')
  if ((await partlyCarriedOut(db, [item])).length > 0) return refuse('partly-carried-out')
  const plan = item.plans[0]
  return commit(actor, item.requestId, async (tx, say) => {
    if (plan && (plan.status === 'draft' || plan.status === 'prepared')) {
      await supersedePlan(tx, say, item, plan, 'refused')
    }
    await endItem(tx, say, {
      item,
      outcome: 'refused',
      ground,
      reason,
      decidedBy: actor.userId,
      letter: { kind: 'refusal', facts: { ground, reason } },
    })
    return {}
  })
}
