import type { Actor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'

type Refused = { requestId: string; itemId: string; packageId: string; reason: string }

/** A package that was not built or not handed out. A retry that fails for the same reason adds nothing. */
export async function recordPackageRefused(actor: Actor, refused: Refused): Promise<void> {
  const { requestId, ...body } = refused
  await inTransaction(async (tx) => {
    const last = await tx.ledgerEntry.findFirst({ where: { requestId }, orderBy: { seq: 'desc' } })
    if (last?.event === 'package.refused' && JSON.parse(last.body).reason === refused.reason) return
    await appendEvidence(tx, { actor, requestId, event: evidence('package.refused', body) })
  })
}
