import { randomUUID } from 'node:crypto'
import { encryptionKeyMistake } from '../delivery/carriers/encrypt-for'
import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, type Refusal, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { fitsProtocol, type ReceiverAddress, type ReceiverSecret } from '../domain/transfer/receiver'
import { inTransaction } from '../platform/db/client'
import { Prisma } from '../platform/db/generated/client'
import { appendEvidence } from '../platform/ledger'
import { type ReceiverForm, receiverForm, receiverSecret } from '../schemas/receiver'
import { sealReceiverSecret } from './open-receiver'

export type AddReceiver = { key: string; form: unknown; secret: unknown }

/** Where packages may be sent from here on; the pin of its host stands in the address (`probe-receiver` shows it). */
export async function addReceiver(actor: StaffActor, input: AddReceiver): Promise<Outcome<{ receiverId: string }>> {
  if (!may(actor, 'manageReceivers')) return refuse('not-permitted')
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(input.key)) return refuse('bad-key')
  const read = await readReceiver(input.form)
  if ('ok' in read) return read
  const secret = readSecret(input.secret, read.address)
  if ('ok' in secret) return secret
  const id = randomUUID()
  const row = { id, key: input.key, ...receiverColumns(read), secretEnc: sealReceiverSecret(id, secret) }
  return inTransaction(async (tx): Promise<Outcome<{ receiverId: string }>> => {
    const { count } = await tx.transferReceiver.createMany({ data: [row], skipDuplicates: true })
    if (count !== 1) return refuse('key-taken')
    const body = { receiver: input.key, version: 1, protocol: read.address.protocol, country: read.country }
    await appendEvidence(tx, { actor, event: evidence('receiver.added', body) })
    return { ok: true, receiverId: id }
  })
}

export type ReadReceiver = ReceiverForm & { address: ReceiverAddress }

/** The first mistake of the form as a refusal: its codes are reasons. */
export async function readReceiver(form: unknown): Promise<ReadReceiver | Refusal> {
  const parsed = receiverForm.safeParse(form)
  if (parsed.success) {
    const { encryptTo } = parsed.data
    const problem = encryptTo && (await encryptionKeyMistake(encryptTo))
    return problem ? refuse('receiver-unfit', { problem }) : (parsed.data as ReadReceiver)
  }
  return refuse('receiver-unfit', { problem: parsed.error.issues[0]?.message ?? '' })
}

export function readSecret(given: unknown, address: ReceiverAddress): ReceiverSecret | Refusal {
  const parsed = receiverSecret.safeParse(given)
  if (!parsed.success || !fitsProtocol(parsed.data as ReceiverSecret, address)) return refuse('secret-unfit')
  return parsed.data as ReceiverSecret
}

export const receiverColumns = ({ name, country, listedOn, address, encryptTo }: ReadReceiver) => ({
  ...{ name, country, protocol: address.protocol, address },
  encryptTo: encryptTo ?? Prisma.DbNull,
  listedOn: listedOn === null ? null : new Date(`${listedOn}T00:00:00Z`),
})
