import type { PublicActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { db, inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { findLink } from './issue-link'
import { tryCode } from './one-time-code'
import type { OpenLink } from './open-follow-page'
import { networkAllows } from './rate-limit'

/** Right: the caller may start the person's session (lib/auth/subject-session), bound to this link and request. */
export async function checkFollowCode(
  actor: PublicActor,
  { token, code }: { token: string; code: string },
): Promise<Outcome<OpenLink, 'link-gone' | 'code-wrong' | 'code-over' | 'too-many-requests'>> {
  if (!(await networkAllows(actor))) return refuse('too-many-requests')
  const link = await findLink(db, 'follow', token)
  if (!link) return refuse('link-gone')
  const { id: linkId, requestId } = link
  // A wrong try commits too: it has to count.
  const tried = await inTransaction(async (tx) => {
    const tried = await tryCode(tx, { linkId, purpose: 'open-page', code })
    const event = tried.right
      ? evidence('page.opened', { linkId })
      : evidence('code.refused', { linkId, codeId: tried.codeId, tries: tried.tries })
    await appendEvidence(tx, { actor, requestId, event })
    return tried
  })
  if (tried.right) return { ok: true, linkId, requestId }
  return tried.triesLeft > 0 ? refuse('code-wrong', { triesLeft: tried.triesLeft }) : refuse('code-over')
}
