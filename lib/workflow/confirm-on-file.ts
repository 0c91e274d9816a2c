// The link that went to the address on file was followed: the person whom the company knows says that the request is
// theirs. That is the proof which the address that wrote could not give.
import type { PublicActor } from '../domain/actor'
import { type Outcome, refuse } from '../domain/outcome'
import { plainDate } from '../platform/clock'
import { db } from '../platform/db/client'
import { Conflict, commit } from './commit-item'
import type { Confirmed } from './confirm-email'
import { findLink, spendLink } from './issue-link'
import { proveIdentity } from './prove-identity'
import { networkAllows } from './rate-limit'

export async function confirmOnFile(
  actor: PublicActor,
  { token }: { token: string },
): Promise<Outcome<Confirmed, 'link-gone' | 'too-many-requests'>> {
  if (!(await networkAllows(actor))) return refuse('too-many-requests')
  const link = await findLink(db, 'on-file', token)
  // Decided otherwise in the meantime: the link asks a question that nobody has any more.
  if (!link || !['unproven', 'waiting'].includes(link.request.identity)) return refuse('link-gone')
  const { request } = link
  const done = await commit(actor, request.id, async (tx, say) => {
    if (!(await spendLink(tx, link.id))) throw new Conflict()
    await proveIdentity(tx, say, request, { method: 'on-file-link', level: 1, system: null })
    return { reference: request.reference, dueOn: plainDate(request.dueOn).toString() }
  })
  return done.ok ? done : refuse('link-gone')
}
