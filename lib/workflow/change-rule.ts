import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import type { HoldRule } from '../domain/hold-rule'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { evidenceDigest } from '../platform/keys'
import { appendEvidence } from '../platform/ledger'
import { type Enacted, enact, reasonIn, ruleVersions, whileRulesStand } from './rule-versions'

export type ChangeRule = {
  rule: Omit<HoldRule, 'version'>
  /** The newest version that was looked at; 0 for a rule of one's own. */
  seen: number
  reason: string
}

/** A new version of a rule, or a new rule. What protects less than before waits a day, and can be cancelled until then. */
export async function changeRule(actor: StaffActor, input: ChangeRule): Promise<Outcome<Enacted>> {
  if (!may(actor, 'editMap')) return refuse('not-permitted')
  const reason = reasonIn(input.reason)
  if (reason === null) return refuse('reason-missing')
  return whileRulesStand(async (tx): Promise<Outcome<Enacted>> => {
    const { newest, pending, inForce } = await ruleVersions(tx, input.rule.key)
    if (newest !== input.seen) return refuse(input.seen === 0 ? 'rule-exists' : 'conflict')
    if (pending) return refuse('rule-change-pending')
    const enacted = await enact(tx, actor, { ...input.rule, version: newest + 1 }, { before: inForce, reason })
    const { key, version, effectiveAt, weaker } = enacted
    const event = evidence('rule.changed', { key, version, effectiveAt, weaker, reasonDigest: evidenceDigest(reason) })
    await appendEvidence(tx, { actor, event })
    return { ok: true, ...enacted }
  })
}
