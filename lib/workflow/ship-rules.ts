// The rules that come with the product. A version that stands already is never written again: what an office changed
// or retired stays as it is.
import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { shippedRules } from '../domain/hold-rules/shipped'
import type { Outcome } from '../domain/outcome'
import { instantToDate, now } from '../platform/clock'
import { inTransaction, type Prisma } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'

/** At the start of a worker. Idempotent; two workers at once write each rule once. */
export async function shipRules(actor: WorkerActor): Promise<Outcome<{ added: number }>> {
  const moment = instantToDate(now())
  return inTransaction(async (tx) => {
    const added = await tx.holdRule.createManyAndReturn({
      data: shippedRules.map((rule) => ({
        key: rule.key,
        version: rule.version,
        document: rule as unknown as Prisma.InputJsonValue,
        effectiveAt: moment,
        createdAt: moment,
      })),
      skipDuplicates: true,
      select: { key: true, version: true },
    })
    if (added.length > 0)
      await appendEvidence(tx, { actor, event: evidence('rules.changed', { rules: added, retired: [] }) })
    return { ok: true, added: added.length }
  })
}
