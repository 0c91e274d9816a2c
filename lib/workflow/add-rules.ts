// Rules of the office's own, or newer versions of shipped ones: from one reviewed file, all of it or nothing.
import type { StaffActor } from '../domain/actor'
import { canonicalJson } from '../domain/evidence/canonical-json'
import { evidence } from '../domain/evidence/events'
import type { HoldRule } from '../domain/hold-rule'
import { type Outcome, type Refusal, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import type { Transaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { parseHoldRules } from '../schemas/hold-rule'
import type { Mistake } from '../schemas/yaml-document'
import { type Enacted, enact, ruleVersions, whileRulesStand } from './rule-versions'

export type RulesRefused = Refusal<'rule-mistakes'> & { mistakes: Mistake[] }

/** Plans name the version that they used, so a version never changes: another text needs another number. */
export async function addRules(
  actor: StaffActor,
  input: { yaml: string | Uint8Array },
): Promise<Outcome<{ added: Enacted[] }> | RulesRefused> {
  if (!may(actor, 'editMap')) return refuse('not-permitted')
  const read = parseHoldRules(input.yaml)
  if (!read.ok) return { ...refuse('rule-mistakes', { mistakes: read.mistakes.length }), mistakes: read.mistakes }
  return whileRulesStand(async (tx): Promise<Outcome<{ added: Enacted[] }>> => {
    const fresh: HoldRule[] = []
    for (const rule of [...read.rules].sort((a, b) => a.version - b.version)) {
      const facts = { rule: rule.key, version: rule.version }
      const stands = await tx.holdRule.findUnique({ where: { key_version: { key: rule.key, version: rule.version } } })
      if (stands && canonicalJson(stands.document as HoldRule) !== canonicalJson(rule))
        return refuse('rule-version-exists', facts)
      if (stands) continue
      const { newest, pending } = await ruleVersions(tx, rule.key)
      if (pending || fresh.some(({ key }) => key === rule.key)) return refuse('rule-change-pending', facts)
      // An older number would never come into force: the newest one counts.
      if (rule.version < newest) return refuse('rule-version-exists', facts)
      fresh.push(rule)
    }
    const added = await insert(tx, actor, fresh)
    return { ok: true, added }
  })
}

async function insert(tx: Transaction, actor: StaffActor, rules: readonly HoldRule[]): Promise<Enacted[]> {
  const added: Enacted[] = []
  for (const rule of rules) {
    const { inForce } = await ruleVersions(tx, rule.key)
    const enacted = await enact(tx, actor, rule, { before: inForce, reason: null })
    added.push(enacted)
    if (enacted.weaker.length > 0)
      await appendEvidence(tx, { actor, event: evidence('rule.changed', { ...enacted, reasonDigest: null }) })
  }
  const rulesAdded = added.map(({ key, version }) => ({ key, version }))
  if (added.length > 0)
    await appendEvidence(tx, { actor, event: evidence('rules.changed', { rules: rulesAdded, retired: [] }) })
  return added
}
