// Where one person's data goes, as the desk sees it: what was asked, who has to accept, and how far it is.
import type { StaffActor } from '../domain/actor'
import { may } from '../domain/request/status'
import { hostOf, type ReceiverAddress } from '../domain/transfer/receiver'
import { plainDate } from '../platform/clock'
import { db } from '../platform/db/client'
import { newestMap } from './office'

/** What was seen at the receiver after the transfer (lib/delivery/carriers). */
export type SeenFile = {
  name: string
  bytes: number
  sha256: string
  verifiedBy: 'read-back' | 'digest' | 'size' | 'answer'
}
export type TransferReceipt = { files: SeenFile[]; host: string; fingerprint: string; at: string }
export type DeliveryStatus = 'pending' | 'sending' | 'waiting' | 'offered' | 'delivered' | 'refused' | 'stopped'
export type ItemDelivery = {
  id: string
  version: number
  status: DeliveryStatus
  attempts: number
  problem: string | null
  retryAt: string | null
  name: string
  deliveredAt: string | null
  receipt: TransferReceipt | null
}
export type LinkedReceiver = {
  key: string
  name: string
  version: number
  country: string
  listedOn: string | null
  host: string
  disabled: boolean
}
export type ItemAcceptance = {
  controller: string
  why: 'outside-eea' | 'client'
  status: string
  askedAt: string
  decidedAt: string | null
}
export type ItemTransfer = {
  wish: { version: number; toWhom: 'person' | 'controller'; confirmedAt: string | null; formats: string[] } | null
  receiver: LinkedReceiver | null
  acceptances: ItemAcceptance[]
  delivery: ItemDelivery | null
}

export async function itemTransfer(actor: StaffActor, itemId: string): Promise<ItemTransfer | null> {
  if (!may(actor, 'see')) return null
  const [wish, rows, delivery, newest] = await Promise.all([
    db.transferWish.findUnique({ where: { itemId } }),
    db.transferAcceptance.findMany({ where: { itemId }, orderBy: [{ askedAt: 'asc' }, { controllerKey: 'asc' }] }),
    db.transferDelivery.findFirst({ where: { itemId }, orderBy: { createdAt: 'desc' } }),
    newestMap(),
  ])
  const names = new Map(newest?.map.controllers.map(({ key, name }) => [key, name]))
  return {
    wish: wish && {
      version: wish.version,
      toWhom: wish.toWhom as 'person' | 'controller',
      confirmedAt: wish.confirmedAt?.toISOString() ?? null,
      formats: wish.formats,
    },
    receiver: wish?.receiverId ? await linkedReceiver(wish.receiverId) : null,
    acceptances: rows.map(({ controllerKey, why, status, askedAt, decidedAt }) => ({
      controller: names.get(controllerKey) ?? controllerKey,
      why: why as ItemAcceptance['why'],
      status,
      askedAt: askedAt.toISOString(),
      decidedAt: decidedAt?.toISOString() ?? null,
    })),
    delivery: delivery && deliveryOf(delivery),
  }
}

/** Also for the person's own page. */
export async function linkedReceiver(id: string): Promise<LinkedReceiver> {
  const { key, name, version, country, listedOn, address, disabledAt } = await db.transferReceiver.findUniqueOrThrow({
    where: { id },
  })
  return {
    ...{ key, name, version, country },
    listedOn: listedOn ? plainDate(listedOn).toString() : null,
    host: hostOf(address as ReceiverAddress),
    disabled: disabledAt !== null,
  }
}

type Row = NonNullable<Awaited<ReturnType<typeof db.transferDelivery.findFirst>>>

export const deliveryOf = (row: Row): ItemDelivery => ({
  id: row.id,
  version: row.version,
  status: row.status as DeliveryStatus,
  attempts: row.attempts,
  problem: row.problem,
  retryAt: row.retryAt?.toISOString() ?? null,
  name: row.remoteName,
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
  receipt: row.receipt as TransferReceipt | null,
})
