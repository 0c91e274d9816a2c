import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { appendEvidence } from '../platform/ledger'
import { ruleVersions, whileRulesStand } from './rule-versions'

/** Until it comes into force, anybody who may write rules can take a weakening back; what held goes on holding. */
export async function cancelRuleChange(
  actor: StaffActor,
  input: { key: string },
): Promise<Outcome<{ version: number; change: 'version' | 'retirement' }>> {
  if (!may(actor, 'editMap')) return refuse('not-permitted')
  return whileRulesStand(async (tx): Promise<Outcome<{ version: number; change: 'version' | 'retirement' }>> => {
    const { pending } = await ruleVersions(tx, input.key)
    if (!pending) return refuse('rule-change-over')
    const { change, version } = pending
    const cancelled = { cancelledAt: instantToDate(now()), cancelledBy: actor.userId }
    await tx.holdRule.update({
      where: { key_version: { key: input.key, version } },
      data: change === 'version' ? cancelled : { retiredAt: null, retiredBy: null, retireReasonEnc: null },
    })
    await appendEvidence(tx, { actor, event: evidence('rule.change-cancelled', { key: input.key, version, change }) })
    return { ok: true, version, change }
  })
}
