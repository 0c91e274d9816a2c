import { randomUUID } from 'node:crypto'
import { type LinkPurpose, linkHours, linkPath } from '../domain/letters/link-path'
import { instantToDate, now } from '../platform/clock'
import { createLinkToken, linkTokenHash } from '../platform/crypto/tokens'
import type { Prisma, Transaction } from '../platform/db/client'
import { env } from '../platform/env'

export type NewLink = { id: string; purpose: LinkPurpose; tokenHash: string; createdAt: Date; expiresAt: Date }

/** A new link for one mail. Only its hash is stored; the address with the token stands in the letter alone. */
export function newLink(purpose: LinkPurpose): { row: NewLink; url: string } {
  const { token, tokenHash } = createLinkToken()
  const moment = now()
  const expiresAt = instantToDate(moment.add({ hours: linkHours[purpose] }))
  const row = { id: randomUUID(), purpose, tokenHash, createdAt: instantToDate(moment), expiresAt }
  return { row, url: `${env().PUBLIC_URL}${linkPath(purpose, token)}` }
}

export async function issueLink(
  tx: Pick<Transaction, 'subjectLink'>,
  { requestId, purpose }: { requestId: string; purpose: LinkPurpose },
): Promise<{ id: string; url: string }> {
  const { row, url } = newLink(purpose)
  await tx.subjectLink.createMany({ data: [{ ...row, requestId }] })
  return { id: row.id, url }
}

export type FoundLink = Prisma.SubjectLinkGetPayload<{ include: { request: { include: { items: true } } } }>

/** Null for every link that does not work, whatever the reason: the pages say one and the same. */
export async function findLink(
  from: Pick<Transaction, 'subjectLink'>,
  purpose: LinkPurpose,
  token: string,
): Promise<FoundLink | null> {
  const tokenHash = linkTokenHash(token)
  if (tokenHash === null) return null
  const link = await from.subjectLink.findUnique({
    where: { tokenHash },
    include: { request: { include: { items: true } } },
  })
  if (!link || link.purpose !== purpose || link.spentAt || link.expiresAt <= instantToDate(now())) return null
  return link.request.wrappedKey === null ? null : link
}

/** True for the one who spends it: two clicks at once have one winner. */
export async function spendLink(tx: Pick<Transaction, 'subjectLink'>, id: string): Promise<boolean> {
  const moment = instantToDate(now())
  const { count } = await tx.subjectLink.updateMany({
    where: { id, spentAt: null, expiresAt: { gt: moment } },
    data: { spentAt: moment },
  })
  return count === 1
}
