// The rules that come with the product, in versions that follow each other. What an office changed, retired or took back
// stays as it is: the product never overrules a person.
import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import type { HoldRule } from '../domain/hold-rule'
import { shippedRules } from '../domain/hold-rules/shipped'
import type { Outcome } from '../domain/outcome'
import type { Transaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { enact, ruleVersions, whileRulesStand } from './rule-versions'

/** At the start of a worker. Idempotent; two workers at once write each rule once. */
export async function shipRules(actor: WorkerActor): Promise<Outcome<{ added: number }>> {
  return whileRulesStand(async (tx) => {
    const added: { key: string; version: number }[] = []
    for (const rule of await unshipped(tx)) {
      const { inForce } = await ruleVersions(tx, rule.key)
      const { key, version } = await enact(tx, actor, rule, { before: inForce, reason: null })
      added.push({ key, version })
    }
    if (added.length > 0)
      await appendEvidence(tx, { actor, event: evidence('rules.changed', { rules: added, retired: [] }) })
    return { ok: true, added: added.length }
  })
}

async function unshipped(tx: Transaction): Promise<HoldRule[]> {
  const due: HoldRule[] = []
  for (const rule of shippedRules) {
    const { newest, own, pending } = await ruleVersions(tx, rule.key)
    if (!own && !pending && newest < rule.version) due.push(rule)
  }
  return due
}
