import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { may, permitted } from '../domain/request/status'
import { hostOf, type ReceiverAddress } from '../domain/transfer/receiver'
import { db, inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { log } from '../platform/log'
import { readReceiver, readSecret, receiverColumns } from './add-receiver'
import { linkReceiver } from './link-receiver'
import { addressOf, sealReceiverSecret } from './open-receiver'

/** `secret` absent: the one that stands. */
export type ChangeReceiver = { key: string; version: number; form: unknown; secret?: unknown }

/**
 * Who or where it is has changed, so its version rises: plans that were signed for the older one are drawn anew, and
 * people are asked to confirm again. `change-receiver-secret` lets all that stand.
 */
export async function changeReceiver(actor: StaffActor, input: ChangeReceiver): Promise<Outcome<{ version: number }>> {
  if (!may(actor, 'manageReceivers')) return refuse('not-permitted')
  const receiver = await db.transferReceiver.findUnique({ where: { key: input.key } })
  if (!receiver || receiver.disabledAt) return refuse('not-found')
  if (receiver.version !== input.version) return refuse('conflict')
  const read = await readReceiver(input.form)
  if ('ok' in read) return read
  const secret = input.secret === undefined ? null : readSecret(input.secret, read.address)
  if (secret && 'ok' in secret) return secret
  // A secret goes to the host that it was given for, and to no other.
  if (!secret && serverOf(addressOf(receiver)) !== serverOf(read.address)) return refuse('secret-unfit')
  const version = receiver.version + 1
  const changed = await inTransaction(async (tx): Promise<Outcome<{ version: number }>> => {
    const { count } = await tx.transferReceiver.updateMany({
      where: { id: receiver.id, version: input.version, disabledAt: null },
      data: {
        ...receiverColumns(read),
        ...{ version, checkedAt: null, failure: null },
        ...(secret && { secretEnc: sealReceiverSecret(receiver.id, secret) }),
      },
    })
    if (count !== 1) return refuse('conflict')
    await tx.transferWish.updateMany({
      where: { receiverId: receiver.id, item: { status: { notIn: ['done', 'refused', 'withdrawn'] } } },
      data: { confirmedAt: null, version: { increment: 1 } },
    })
    const said = { protocol: read.address.protocol, country: read.country, secretChanged: secret !== null }
    await appendEvidence(tx, {
      actor,
      event: evidence('receiver.changed', { receiver: receiver.key, version, ...said }),
    })
    return { ok: true, version }
  })
  if (changed.ok) await askAgain(actor, receiver)
  return changed
}

const serverOf = (address: ReceiverAddress): string =>
  [address.protocol, hostOf(address), 'port' in address ? address.port : ''].join(' ')

/** Everybody who confirmed what no longer stands, and whose transfer is not signed yet. */
async function askAgain(actor: StaffActor, { id, key }: { id: string; key: string }): Promise<void> {
  const wishes = await db.transferWish.findMany({
    where: { receiverId: id, confirmedAt: null, item: { status: { in: [...permitted.setTransferWish] } } },
    select: { version: true, item: { select: { requestId: true } } },
  })
  for (const { version, item } of wishes) {
    const asked = await linkReceiver(actor, { requestId: item.requestId, version, receiver: key })
    // They said something else in this very moment: then that is what is asked about.
    if (!asked.ok) log.info('receiver-not-asked', { requestId: item.requestId, reason: asked.reason })
  }
}
