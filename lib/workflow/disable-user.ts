import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'

/** Ends every session of the user at once. One never locks oneself out, so somebody can always undo it. */
export async function disableUser(actor: StaffActor, { userId }: { userId: string }): Promise<Outcome> {
  if (!may(actor, 'manageUsers')) return refuse('not-permitted')
  if (userId === actor.userId) return refuse('not-yourself')
  return inTransaction(async (tx): Promise<Outcome> => {
    const { count } = await tx.staffUser.updateMany({
      where: { id: userId, disabledAt: null },
      data: { disabledAt: instantToDate(now()), sessionVersion: { increment: 1 } },
    })
    if (count !== 1) return refuse('not-found')
    await appendEvidence(tx, { actor, event: evidence('user.disabled', { userId }) })
    return { ok: true }
  })
}
