import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { takesEffectAt } from '../domain/hold-rules/rule-change'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { evidenceDigest } from '../platform/keys'
import { appendEvidence } from '../platform/ledger'
import { sealForOffice } from '../platform/request-vault'
import { reasonIn, rulePlace, ruleVersions, whileRulesStand } from './rule-versions'

/** The rule holds a day longer, and that it goes can be cancelled until then. Plans that used it keep naming it. */
export async function retireRule(
  actor: StaffActor,
  input: { key: string; seen: number; reason: string },
): Promise<Outcome<{ effectiveAt: string }>> {
  if (!may(actor, 'editMap')) return refuse('not-permitted')
  const reason = reasonIn(input.reason)
  if (reason === null) return refuse('reason-missing')
  return whileRulesStand(async (tx): Promise<Outcome<{ effectiveAt: string }>> => {
    const { newest, pending, inForce } = await ruleVersions(tx, input.key)
    if (newest === 0) return refuse('not-found')
    if (newest !== input.seen) return refuse('conflict')
    if (pending) return refuse('rule-change-pending')
    if (!inForce) return refuse('rule-not-in-force')
    const { key, version } = inForce
    const effective = takesEffectAt(inForce, null, now())
    await tx.holdRule.update({
      where: { key_version: { key, version } },
      data: {
        retiredAt: instantToDate(effective),
        retiredBy: actor.userId,
        retireReasonEnc: sealForOffice(rulePlace('retire_reason', key, version), reason),
      },
    })
    const effectiveAt = effective.toString()
    const event = evidence('rule.retired', { key, version, effectiveAt, reasonDigest: evidenceDigest(reason) })
    await appendEvidence(tx, { actor, event })
    return { ok: true, effectiveAt }
  })
}
