// The mail to a recipient. Its link holds until the next reminder replaces it, or its days are over; only its hash is kept.
import { NOTICE_LINK_DAYS } from '../domain/recipients/notice'
import { instantToDate, now } from '../platform/clock'
import { createLinkToken } from '../platform/crypto/tokens'
import type { Prisma, Transaction } from '../platform/db/client'
import { env } from '../platform/env'
import { currentMap } from './current-map'
import { controllerOf, letterFrame } from './letter-frame'
import { vaultOf } from './load-case'
import { writeLetter } from './write-letter'

type Request = Prisma.SubjectRequestGetPayload<object>
type Notice = { itemId: string; email: string; locale: string }
export type NoticeLink = { letterId: string; tokenHash: string; tokenUntil: Date }

/** `chaser`: absent for the first mail. */
export async function writeNoticeLetter(
  tx: Transaction,
  request: Request,
  notice: Notice,
  chaser?: number,
): Promise<NoticeLink> {
  const { map } = await currentMap(tx)
  const { token, tokenHash } = createLinkToken()
  const about = {
    url: `${env().PUBLIC_URL.replace(/\/$/, '')}/recipients/${token}`,
    from: controllerOf(map, request.controllerKey).name,
  }
  const shared = {
    ...{ requestId: request.id, itemId: notice.itemId, recipient: notice.email },
    frame: letterFrame({ ...request, locale: notice.locale }, map),
  }
  const vault = vaultOf(request)
  const letterId =
    chaser === undefined
      ? await writeLetter(tx, vault, { ...shared, kind: 'recipient-notice', facts: about })
      : await writeLetter(tx, vault, { ...shared, kind: 'recipient-reminder', facts: { ...about, chaser } })
  return { letterId, tokenHash, tokenUntil: instantToDate(now().add({ hours: 24 * NOTICE_LINK_DAYS })) }
}
