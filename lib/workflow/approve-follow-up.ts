import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { planHash } from '../domain/plan/plan-hash'
import type { ErasurePlan } from '../domain/plan/types'
import { may } from '../domain/request/status'
import type { FollowUpCause } from '../domain/retention/standing-rows'
import { instantToDate, now } from '../platform/clock'
import { Conflict, commit } from './commit-item'
import { drawFollowUp, FollowUpWaits, startFollowUp } from './draw-follow-up'
import { followUpBody } from './follow-up-body'
import { type FollowUpCase, loadDraft, type SignFollowUp } from './load-follow-up'
import { lookByKeys } from './look-by-keys'
import { stopFollowUp } from './stop-follow-up'

/** The officer has looked at what came back, or at what is more than was left: it is the person's, and it goes. */
export async function approveFollowUp(actor: StaffActor, input: SignFollowUp): Promise<Outcome> {
  if (!may(actor, 'approvePlan')) return refuse('not-permitted')
  const draft = await loadDraft(input)
  if (!draft.ok) return draft
  const { plan, memory } = draft
  const { memoryId, system, cause } = followUpBody(plan)
  const looked = await lookByKeys(memory, system, cause as FollowUpCause)
  if (!looked.ok) return refuse(looked.away ? 'system-unreachable' : 'plan-outdated', { failure: looked.problem })
  // The same but for the day on which it was drawn.
  const drafted = plan.document as unknown as ErasurePlan
  if (planHash({ ...looked.plan, today: drafted.today }) !== plan.hash)
    return drawAnew(actor, plan, { memoryId, system, cause })
  return commit(actor, memory.requestId, async (tx, say) => {
    const signed = { status: 'approved', approvedBy: actor.userId, approvedAt: instantToDate(now()), waitsFor: null }
    const { count } = await tx.plan.updateMany({ where: { id: plan.id, status: 'draft' }, data: signed })
    if (count !== 1) throw new Conflict()
    say(evidence('follow-up.approved', followUpBody(plan)))
    await startFollowUp(tx, plan.id, system)
    return {}
  })
}

type Place = { memoryId: string; system: string; cause: FollowUpCause }

/** Rows or rules changed since the draft: the officer reads the new one first. */
async function drawAnew(actor: StaffActor, plan: FollowUpCase, place: Place): Promise<Outcome> {
  const stopped = await commit(actor, plan.item.requestId, async (tx, say) => {
    await stopFollowUp(tx, say, plan, 'newer-plan')
    return {}
  })
  if (!stopped.ok) return stopped
  try {
    await drawFollowUp(actor, place)
  } catch (error) {
    if (!(error instanceof FollowUpWaits)) throw error
  }
  return refuse('plan-outdated')
}
