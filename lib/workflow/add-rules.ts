// Rules of the office's own, or newer versions of shipped ones: from one reviewed file, all of it or nothing.
import type { StaffActor } from '../domain/actor'
import { canonicalJson } from '../domain/evidence/canonical-json'
import { evidence } from '../domain/evidence/events'
import type { HoldRule } from '../domain/hold-rule'
import { type Outcome, type Refusal, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { inTransaction, type Prisma, type Transaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { parseHoldRules } from '../schemas/hold-rule'
import type { Mistake } from '../schemas/yaml-document'

export type RulesRefused = Refusal<'rule-mistakes'> & { mistakes: Mistake[] }
type Added = { key: string; version: number }[]

/** Plans name the version that they used, so a version never changes: another text needs another number. */
export async function addRules(
  actor: StaffActor,
  input: { yaml: string | Uint8Array },
): Promise<Outcome<{ added: Added }> | RulesRefused> {
  if (!may(actor, 'editMap')) return refuse('not-permitted')
  const read = parseHoldRules(input.yaml)
  if (!read.ok) return { ...refuse('rule-mistakes', { mistakes: read.mistakes.length }), mistakes: read.mistakes }
  return inTransaction(async (tx): Promise<Outcome<{ added: Added }>> => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('hold-rule'))`
    const changed = await differing(tx, read.rules)
    if (changed) return refuse('rule-version-exists', { rule: changed.key, version: changed.version })
    const added = await insert(tx, actor, read.rules)
    const event = evidence('rules.changed', { rules: added, retired: [] })
    if (added.length > 0) await appendEvidence(tx, { actor, event })
    return { ok: true, added }
  })
}

const insert = (tx: Transaction, actor: StaffActor, rules: HoldRule[]): Promise<Added> =>
  tx.holdRule.createManyAndReturn({
    data: rules.map((rule) => ({
      key: rule.key,
      version: rule.version,
      document: rule as unknown as Prisma.InputJsonValue,
      effectiveAt: instantToDate(now()),
      createdBy: actor.userId,
    })),
    skipDuplicates: true,
    select: { key: true, version: true },
  })

/** A rule whose version stands already, with another text. */
async function differing(tx: Transaction, rules: HoldRule[]): Promise<HoldRule | undefined> {
  const rows = await tx.holdRule.findMany({ where: { OR: rules.map(({ key, version }) => ({ key, version })) } })
  return rules.find((rule) => {
    const row = rows.find(({ key, version }) => key === rule.key && version === rule.version)
    return row !== undefined && canonicalJson(row.document as HoldRule) !== canonicalJson(rule)
  })
}
