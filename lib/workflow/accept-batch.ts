import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { dateOnly, today } from '../platform/clock'
import { db, inTransaction } from '../platform/db/client'
import { evidenceDigest } from '../platform/keys'
import { appendEvidence } from '../platform/ledger'
import { enqueue } from '../platform/queue'
import { sealForOffice } from '../platform/request-vault'
import { currentMap } from './current-map'
import { controllerOf } from './letter-frame'

export type AcceptBatch = { batchId: string; version: number; accept: boolean; reason: string }

/** The officer lets a partner's order run, or refuses it with a reason; refused, its list of people goes at once. */
export async function acceptBatch(actor: StaffActor, input: AcceptBatch): Promise<Outcome> {
  if (!may(actor, 'acceptBatch')) return refuse('not-permitted')
  const reason = input.reason.trim()
  if (!input.accept && reason === '') return refuse('reason-missing')
  const { batchId } = input
  const batch = await db.partnerBatch.findUnique({ where: { id: batchId } })
  if (!batch) return refuse('not-found')
  if (batch.status !== 'ordered') return refuse('wrong-status')
  const receiver = await db.transferReceiver.findUniqueOrThrow({ where: { id: batch.receiverId } })
  // The order is the client's acceptance of the receiver as it stood then (Art. 28, 44), and of no other.
  if (input.accept && (receiver.disabledAt || receiver.version !== batch.receiverVersion))
    return refuse('receiver-changed')
  const { map } = await currentMap(db)
  const { timeZone } = controllerOf(map, batch.controllerKey)
  const answer = input.accept
    ? {
        status: 'accepted',
        acceptedBy: actor.userId,
        nextRunOn: dateOnly(today(timeZone)),
      }
    : { status: 'refused', peopleEnc: null, reasonEnc: sealForOffice(`partner_batch.reason:${batchId}`, reason) }
  return inTransaction(async (tx): Promise<Outcome> => {
    const { count } = await tx.partnerBatch.updateMany({
      where: { id: batchId, version: input.version, status: 'ordered' },
      data: { ...answer, version: { increment: 1 } },
    })
    if (count !== 1) return refuse('conflict')
    const body = { batchId, controller: batch.controllerKey, receiver: receiver.key }
    const event = input.accept
      ? evidence('batch.accepted', body)
      : evidence('batch.refused', { ...body, reasonDigest: evidenceDigest(reason) })
    await appendEvidence(tx, { actor, event })
    if (input.accept) await enqueue(tx, 'run-batches', {})
    return { ok: true }
  })
}
