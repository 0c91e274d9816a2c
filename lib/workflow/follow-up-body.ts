import type { EvidenceBodies } from '../domain/evidence/events'
import type { ErasurePlan } from '../domain/plan/types'
import type { FollowUpCause } from '../domain/retention/standing-rows'
import { planBody } from './plan-body'

export type FollowUp = {
  id: string
  number: number
  hash: string
  document: unknown
  followUp: string | null
  memoryId: string | null
  item: { id: string; right: string }
}

/** A follow-up is of one system. */
export function systemOf(plan: { document: unknown }): string {
  const [share] = (plan.document as ErasurePlan).systems
  if (!share) throw new Error('a follow-up without a system')
  return share.system
}

/** How evidence names a follow-up. */
export function followUpBody(plan: FollowUp): EvidenceBodies['follow-up.approved'] {
  if (plan.memoryId === null) throw new Error('a plan that follows up nothing')
  const { memoryId, followUp } = plan
  return { ...planBody(plan.item, plan), memoryId, system: systemOf(plan), cause: followUp as FollowUpCause }
}
