import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db, inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { readSecret } from './add-receiver'
import { addressOf, sealReceiverSecret } from './open-receiver'

/** The same receiver with another password, key or token: what was signed and confirmed stands. */
export async function changeReceiverSecret(
  actor: StaffActor,
  input: { key: string; version: number; secret: unknown },
): Promise<Outcome> {
  if (!may(actor, 'manageReceivers')) return refuse('not-permitted')
  const receiver = await db.transferReceiver.findUnique({ where: { key: input.key } })
  if (!receiver || receiver.disabledAt) return refuse('not-found')
  const secret = readSecret(input.secret, addressOf(receiver))
  if ('ok' in secret) return secret
  const { id, key, version, protocol, country } = receiver
  return inTransaction(async (tx): Promise<Outcome> => {
    const { count } = await tx.transferReceiver.updateMany({
      where: { id, version: input.version, disabledAt: null },
      data: { secretEnc: sealReceiverSecret(id, secret), checkedAt: null, failure: null },
    })
    if (count !== 1) return refuse('conflict')
    const body = { receiver: key, version, protocol, country, secretChanged: true }
    await appendEvidence(tx, { actor, event: evidence('receiver.changed', body) })
    return { ok: true }
  })
}
