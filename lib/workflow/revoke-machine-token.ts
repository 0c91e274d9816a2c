import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'

/** At once: the next request with it is refused. */
export async function revokeMachineToken(actor: StaffActor, { tokenId }: { tokenId: string }): Promise<Outcome> {
  if (!may(actor, 'manageTokens')) return refuse('not-permitted')
  return inTransaction(async (tx): Promise<Outcome> => {
    const { count } = await tx.machineToken.updateMany({
      where: { id: tokenId, revokedAt: null },
      data: { revokedAt: instantToDate(now()) },
    })
    if (count === 0) return refuse('not-found')
    await appendEvidence(tx, { actor, event: evidence('machine-token.revoked', { tokenId }) })
    return { ok: true }
  })
}
