import type { PublicActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { isOpen, MOST_REASON } from '../domain/recipients/notice'
import { instantToDate, now } from '../platform/clock'
import { evidenceDigest } from '../platform/keys'
import { Conflict, commit } from './commit-item'
import { findNotice } from './find-notice'
import { vaultOf } from './load-case'
import { networkAllows } from './rate-limit'

export type AcknowledgeNotice = { token: string; answer: 'done' | 'cannot'; reason: string }
type Why = 'link-gone' | 'too-many-requests' | 'reason-missing' | 'notice-answered'

/** The recipient's word, once: it did what was asked, or says why it cannot. */
export async function acknowledgeNotice(
  actor: PublicActor,
  { token, answer, reason }: AcknowledgeNotice,
): Promise<Outcome<object, Why>> {
  if (!(await networkAllows(actor))) return refuse('too-many-requests')
  const found = await findNotice(token)
  if (!found) return refuse('link-gone')
  if (!isOpen(found.status)) return refuse('notice-answered')
  const words = reason.slice(0, MOST_REASON).trim()
  if (answer === 'cannot' && words === '') return refuse('reason-missing')
  const { id, itemId, act, requestId, version } = found
  const result = answer === 'done' ? ('acknowledged' as const) : ('declined' as const)
  const said = answer === 'cannot' ? words : null
  const done = await commit(actor, requestId, async (tx, say) => {
    const { count } = await tx.recipientNotice.updateMany({
      where: { id, version, status: found.status },
      data: {
        ...{ status: result, version: { increment: 1 }, acknowledgedAt: instantToDate(now()) },
        ...(said !== null && { reasonEnc: vaultOf(found.item.request).seal(`recipient_notice.reason:${id}`, said) }),
      },
    })
    if (count !== 1) throw new Conflict()
    const reasonDigest = said === null ? null : evidenceDigest(said)
    say(evidence('recipient.answered', { itemId, noticeId: id, act, result, reasonDigest }))
    return {}
  })
  // Two tabs: the first one's word stands.
  return done.ok ? done : refuse('notice-answered')
}
