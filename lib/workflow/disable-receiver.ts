import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'

/** Nothing is sent there any more, also not what was signed before; its secret is forgotten. */
export async function disableReceiver(
  actor: StaffActor,
  { key, version }: { key: string; version: number },
): Promise<Outcome> {
  if (!may(actor, 'manageReceivers')) return refuse('not-permitted')
  return inTransaction(async (tx): Promise<Outcome> => {
    const { count } = await tx.transferReceiver.updateMany({
      where: { key, version, disabledAt: null },
      data: { disabledAt: instantToDate(now()), secretEnc: null, version: { increment: 1 } },
    })
    if (count !== 1)
      return refuse((await tx.transferReceiver.count({ where: { key } })) === 1 ? 'conflict' : 'not-found')
    await appendEvidence(tx, { actor, event: evidence('receiver.disabled', { receiver: key, version: version + 1 }) })
    return { ok: true }
  })
}
