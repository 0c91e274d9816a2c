// Recipients of one request's data at the desk: who was told of what, and whose answer is missing.
import type { StaffActor } from '../domain/actor'
import type { Text } from '../domain/data-map/types'
import { isOpen, linesFor, type NoticeAct, type NoticeStatus } from '../domain/recipients/notice'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { openVault } from '../platform/request-vault'
import { newestMap } from './office'

export type DeskRecipient = {
  id: string
  version: number
  recipient: string
  email: string | null
  act: NoticeAct
  status: NoticeStatus
  open: boolean
  datasets: Text[]
  chasers: number
  at: string | null
  /** Why not, in the recipient's or a colleague's words; for those who may read personal data. */
  reason: string | null
}

export async function deskRecipients(actor: StaffActor, requestId: string): Promise<DeskRecipient[]> {
  if (!may(actor, 'see')) return []
  const [rows, request, newest] = await Promise.all([
    db.recipientNotice.findMany({
      where: { requestId, bodyEnc: { not: null } },
      orderBy: [{ createdAt: 'asc' }, { recipient: 'asc' }],
    }),
    db.subjectRequest.findUnique({ where: { id: requestId }, select: { id: true, wrappedKey: true } }),
    newestMap(),
  ])
  const vault = request?.wrappedKey && may(actor, 'readPersonalData') ? openVault(request) : null
  return rows.map((row) => ({
    ...{ id: row.id, version: row.version, recipient: row.recipient, email: row.email, chasers: row.chasers },
    ...{ act: row.act as NoticeAct, status: row.status as NoticeStatus, open: isOpen(row.status) },
    datasets: newest ? linesFor(newest.map, row.datasets).map(({ label }) => label) : [],
    at: (row.acknowledgedAt ?? row.sentAt ?? row.createdAt).toISOString(),
    reason: vault && row.reasonEnc ? vault.open(`recipient_notice.reason:${row.id}`, row.reasonEnc) : null,
  }))
}
