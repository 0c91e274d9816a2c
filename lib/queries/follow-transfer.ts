// Where the person's data goes, on their own page: what they said, exactly to whom, and the receipt.
import type { SubjectActor } from '../domain/actor'
import { type ItemStatus, permits } from '../domain/request/status'
import { today } from '../platform/clock'
import { db } from '../platform/db/client'
import { openVault } from '../platform/request-vault'
import { deliveryOf, type ItemDelivery, type LinkedReceiver, linkedReceiver } from './item-transfer'

export type NamedByPerson = { name: string; country: string; contact: string }
export type FollowTransfer = {
  requestId: string
  /** Of the wish; 0 where nothing was said yet. */
  version: number
  toWhom: 'person' | 'controller' | null
  formats: string[]
  named: NamedByPerson | null
  receiver: LinkedReceiver | null
  confirmedAt: string | null
  /** It can still be said differently. */
  open: boolean
  /** Answered, refused or withdrawn. */
  over: boolean
  /** A controller was asked first, and has not answered. */
  waitsForAcceptance: boolean
  delivery: ItemDelivery | null
  today: string
}

/** Null where no transfer was asked for, no code was given, or the request's key was destroyed. */
export async function followTransfer(actor: SubjectActor): Promise<FollowTransfer | null> {
  if (actor.level !== 'code') return null
  const item = await db.requestItem.findFirst({
    where: { requestId: actor.requestId, right: 'portability' },
    include: {
      request: true,
      transferWish: true,
      acceptances: { select: { status: true } },
      deliveries: { orderBy: { createdAt: 'desc' }, take: 1 },
    },
  })
  if (!item || item.request.wrappedKey === null) return null
  const wish = item.transferWish
  const [delivery] = item.deliveries
  const sealed = wish?.namedEnc
  return {
    requestId: actor.requestId,
    version: wish?.version ?? 0,
    toWhom: (wish?.toWhom ?? null) as FollowTransfer['toWhom'],
    formats: wish?.formats ?? [],
    named: sealed ? JSON.parse(openVault(item.request).open(`transfer_wish.named:${wish.id}`, sealed)) : null,
    receiver: wish?.receiverId ? await linkedReceiver(wish.receiverId) : null,
    confirmedAt: wish?.confirmedAt?.toISOString() ?? null,
    over: ['done', 'refused', 'withdrawn'].includes(item.status),
    open: permits('setTransferWish', item.status as ItemStatus),
    waitsForAcceptance: item.acceptances.some(({ status }) => status === 'pending'),
    delivery: delivery ? deliveryOf(delivery) : null,
    today: today(item.request.timeZone).toString(),
  }
}
