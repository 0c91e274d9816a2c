// “This was not me”: whoever holds a mailbox that we wrote to can stop a request made in its name.
import type { PublicActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import type { Right } from '../domain/request/rights'
import { instantToDate, now } from '../platform/clock'
import { db, type Transaction } from '../platform/db/client'
import { discard } from '../platform/storage'
import { Conflict, commit, type Say } from './commit-item'
import { findLink, spendLink } from './issue-link'
import type { RequestCase } from './load-case'
import { networkAllows } from './rate-limit'
import { withdrawable, withdrawItems } from './withdraw-request'

/** `rights`: what was stopped; what was erased or runs already is not among them, and stands at the desk as stuck. */
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
    const rights = await withdrawItems(tx, say, stoppable(request))
    const files = await dropPackages(tx, say, request.id)
    // Nobody opens the page of a request that its supposed author disowns.
    await tx.subjectLink.updateMany({
      where: { requestId: request.id, purpose: { in: ['follow', 'on-file', 'confirm'] }, spentAt: null },
      data: { spentAt: instantToDate(now()) },
    })
    await tx.subjectRequest.update({ where: { id: request.id }, data: { identityReason: 'disowned' } })
    say(evidence('request.disowned', { linkId: link.id, rights }))
    return { rights, files }
  })
  if (!done.ok) return refuse('link-gone')
  // After the commit; should this process die here, the hourly sweep removes what no row names any more.
  for (const file of done.files) await discard(file)
  return { ok: true, rights: done.rights }
}

/** A copy that is only being built has not left the house: the builder finds its item moved and drops the file. */
const stoppable = (request: RequestCase): RequestCase['items'] => [
  ...withdrawable(request),
  ...request.items.filter(({ right, status }) => right === 'access' && status === 'approved'),
]

async function dropPackages(tx: Transaction, say: Say, requestId: string): Promise<string[]> {
  const found = await tx.accessPackage.findMany({ where: { requestId, deletedAt: null } })
  for (const { id, itemId } of found) {
    await tx.accessPackage.update({ where: { id }, data: { deletedAt: instantToDate(now()) } })
    say(evidence('package.refused', { itemId, packageId: id, reason: 'disowned' }))
  }
  return found.map(({ storageName }) => storageName)
}
