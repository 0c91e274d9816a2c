// What became of a mail to a recipient, in the same transaction as the letter's own record.
import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { instantToDate, now } from '../platform/clock'
import type { Transaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'

export async function noticeSent(tx: Transaction, letterId: string): Promise<void> {
  await tx.recipientNotice.updateMany({
    // by-hand: the mail had come back, and a colleague had it sent again.
    where: { letterId, status: { in: ['queued', 'by-hand'] } },
    data: { status: 'sent', sentAt: instantToDate(now()), version: { increment: 1 } },
  })
}

/** The address does not take it: a colleague tells them. */
export async function noticeReturned(tx: Transaction, actor: WorkerActor, letterId: string): Promise<void> {
  const notice = await tx.recipientNotice.findUnique({ where: { letterId } })
  // Without a body, the time of the request is over.
  if (!notice || notice.bodyEnc === null || !['queued', 'sent'].includes(notice.status)) return
  await tx.recipientNotice.update({
    where: { id: notice.id },
    data: { status: 'by-hand', version: { increment: 1 } },
  })
  const { itemId, requestId, act } = notice
  const event = evidence('recipient.by-hand', { itemId, noticeId: notice.id, act, reason: 'undeliverable' })
  await appendEvidence(tx, { actor, requestId, event })
}
