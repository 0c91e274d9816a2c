// “This was not me”: whoever holds a mailbox that we wrote to can stop a request made in its name.
import type { PublicActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import type { Right } from '../domain/request/rights'
import { instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'
import { Conflict, commit } from './commit-item'
import { findLink, spendLink } from './issue-link'
import { networkAllows } from './rate-limit'
import { withdrawable, withdrawItems } from './withdraw-request'

/** `rights`: what was stopped; what runs already or is done is not among them, and the office is told by the evidence. */
export async function disownRequest(
  actor: PublicActor,
  { token }: { token: string },
): Promise<Outcome<{ rights: Right[] }, 'link-gone' | 'too-many-requests'>> {
  if (!(await networkAllows(actor))) return refuse('too-many-requests')
  const link = await findLink(db, 'not-me', token)
  if (!link) return refuse('link-gone')
  const { request } = link
  const done = await commit(actor, request.id, async (tx, say) => {
    if (!(await spendLink(tx, link.id))) throw new Conflict()
    const rights = await withdrawItems(tx, withdrawable(request))
    // Nobody opens the page of a request that its supposed author disowns.
    await tx.subjectLink.updateMany({
      where: { requestId: request.id, purpose: { in: ['follow', 'on-file', 'confirm'] }, spentAt: null },
      data: { spentAt: instantToDate(now()) },
    })
    await tx.subjectRequest.update({ where: { id: request.id }, data: { identityReason: 'disowned' } })
    say(evidence('request.disowned', { linkId: link.id, rights }))
    return { rights }
  })
  return done.ok ? done : refuse('link-gone')
}
