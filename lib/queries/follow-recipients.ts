// Whom the company told of what changed, on the person's own page (Art. 19, last sentence).
import type { SubjectActor } from '../domain/actor'
import type { NoticeAct, NoticeStatus } from '../domain/recipients/notice'
import { db } from '../platform/db/client'

export type FollowRecipient = {
  id: string
  recipient: string
  act: NoticeAct
  status: NoticeStatus
  /** When they were told, or answered. */
  at: string | null
}

/** Empty where no code was given. */
export async function followRecipients(actor: SubjectActor): Promise<FollowRecipient[]> {
  if (actor.level !== 'code') return []
  const rows = await db.recipientNotice.findMany({
    where: { requestId: actor.requestId, bodyEnc: { not: null } },
    orderBy: [{ createdAt: 'asc' }, { recipient: 'asc' }],
  })
  return rows.map(({ id, recipient, act, status, acknowledgedAt, sentAt }) => ({
    ...{ id, recipient, act: act as NoticeAct, status: status as NoticeStatus },
    at: (acknowledgedAt ?? (status === 'by-hand' ? null : sentAt))?.toISOString() ?? null,
  }))
}
