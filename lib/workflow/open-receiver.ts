// A receiver with its secret, for the moment of sending.
import type { CarrierConfig } from '../delivery/carriers/carrier'
import { type EncryptTo, fitsProtocol, type ReceiverAddress, type ReceiverSecret } from '../domain/transfer/receiver'
import type { Prisma } from '../platform/db/client'
import { openForOffice, sealForOffice } from '../platform/request-vault'
import { encryptTo, receiverAddress, receiverSecret } from '../schemas/receiver'

export type ReceiverRow = Prisma.TransferReceiverGetPayload<object>

const place = (id: string) => `transfer_receiver.secret:${id}`

export const sealReceiverSecret = (id: string, secret: ReceiverSecret): string =>
  sealForOffice(place(id), JSON.stringify(secret))

export const addressOf = ({ address }: Pick<ReceiverRow, 'address'>): ReceiverAddress =>
  receiverAddress.parse(address) as ReceiverAddress

export const encryptionOf = ({ encryptTo: to }: Pick<ReceiverRow, 'encryptTo'>): EncryptTo | null =>
  to === null ? null : encryptTo.parse(to)

export function secretOf({ id, secretEnc }: Pick<ReceiverRow, 'id' | 'secretEnc'>): ReceiverSecret | null {
  if (secretEnc === null) return null
  return receiverSecret.parse(JSON.parse(openForOffice(place(id), secretEnc))) as ReceiverSecret
}

/** Null for a receiver that fetches its packages here. @throws where its secret is not of its protocol */
export function carrierOf(row: ReceiverRow): CarrierConfig | null {
  const address = addressOf(row)
  if (address.protocol === 'https-download') return null
  const secret = secretOf(row)
  if (!secret || !fitsProtocol(secret, address)) throw new Error('a receiver whose secret is of another protocol')
  return { ...address, secret } as CarrierConfig
}
