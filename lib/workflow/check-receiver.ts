import { checkReceiver as tryReceiver } from '../delivery/carriers/deliver'
import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { db, inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { carrierOf } from './open-receiver'

/** Signs in as a delivery would, and sends nothing. What was seen stands beside the receiver. */
export async function checkReceiver(
  actor: StaffActor,
  input: { key: string },
): Promise<Outcome<{ fingerprint: string }>> {
  if (!may(actor, 'manageReceivers')) return refuse('not-permitted')
  const receiver = await db.transferReceiver.findUnique({ where: { key: input.key } })
  if (!receiver || receiver.disabledAt) return refuse('not-found')
  const carrier = carrierOf(receiver)
  if (!carrier) return refuse('receiver-fetches')
  const seen = await tryReceiver(carrier)
  const problem = seen.ok ? null : seen.problem
  const fingerprint = seen.ok ? seen.fingerprint : null
  const { key, version } = receiver
  await inTransaction(async (tx) => {
    // Of this version alone: a check of an older one says nothing of the newer.
    await tx.transferReceiver.updateMany({
      where: { id: receiver.id, version },
      data: { checkedAt: instantToDate(now()), failure: problem },
    })
    await appendEvidence(tx, {
      actor,
      event: evidence('receiver.checked', { receiver: key, version, problem, fingerprint }),
    })
  })
  return seen.ok
    ? { ok: true, fingerprint: seen.fingerprint }
    : refuse('receiver-unreachable', { problem: seen.problem })
}
