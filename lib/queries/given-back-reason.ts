import type { StaffActor } from '../domain/actor'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { openVault } from '../platform/request-vault'

/** What the officer wrote who gave the plan back, until a new plan stands or it is signed: whoever prepares reads it. */
export async function givenBackReason(actor: StaffActor, itemId: string): Promise<string | null> {
  if (!may(actor, 'readPersonalData')) return null
  const item = await db.requestItem.findUnique({
    where: { id: itemId },
    select: { id: true, status: true, reasonEnc: true, request: { select: { id: true, wrappedKey: true } } },
  })
  if (item?.status !== 'planned' || !item.reasonEnc || item.request.wrappedKey === null) return null
  // The same field holds a note on identity: only the newest word on the plan says which of them it is.
  const last = await db.ledgerEntry.findFirst({
    where: { requestId: item.request.id, event: { startsWith: 'plan.' }, body: { contains: itemId } },
    orderBy: { seq: 'desc' },
    select: { event: true },
  })
  if (last?.event !== 'plan.returned') return null
  return openVault(item.request).open(`request_item.reason:${item.id}`, item.reasonEnc)
}
