import { instantToDate, now } from '../platform/clock'
import { linkTokenHash } from '../platform/crypto/tokens'
import { db, type Prisma } from '../platform/db/client'

export type FoundNotice = Prisma.RecipientNoticeGetPayload<{ include: { item: { include: { request: true } } } }> & {
  bodyEnc: string
}

/** Null for every link that does not work, whatever the reason: garbled, replaced, past its time, its request's key gone. */
export async function findNotice(token: string): Promise<FoundNotice | null> {
  const tokenHash = linkTokenHash(token)
  if (tokenHash === null) return null
  const found = await db.recipientNotice.findUnique({
    where: { tokenHash },
    include: { item: { include: { request: true } } },
  })
  if (!found?.tokenUntil || found.tokenUntil <= instantToDate(now())) return null
  if (found.bodyEnc === null || found.item.request.wrappedKey === null) return null
  return { ...found, bodyEnc: found.bodyEnc }
}
