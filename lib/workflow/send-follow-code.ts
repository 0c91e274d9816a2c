import type { PublicActor, SubjectActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { db, inTransaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { currentMap } from './current-map'
import { type FoundLink, findLink } from './issue-link'
import { letterFrame } from './letter-frame'
import { vaultOf } from './load-case'
import { CODE_MINUTES, type CodePurpose, issueCode } from './one-time-code'
import { networkAllows, withinLimit } from './rate-limit'
import { writeLetter } from './write-letter'

/** Mails a code to the request's mailbox. To collect a package takes someone who has opened the page with a code already. */
export async function sendFollowCode(
  actor: PublicActor | SubjectActor,
  { token, purpose }: { token: string; purpose: CodePurpose },
): Promise<Outcome<object, 'link-gone' | 'too-many-requests' | 'not-permitted'>> {
  if (actor.kind === 'public' && !(await networkAllows(actor))) return refuse('too-many-requests')
  const link = await findLink(db, 'follow', token)
  if (!link) return refuse('link-gone')
  const opened = actor.kind === 'subject' && actor.level === 'code' && actor.linkId === link.id
  if (purpose === 'collect-package' && !opened) return refuse('not-permitted')
  if (!(await withinLimit('code-link', link.id))) return refuse('too-many-requests')
  await mailCode(actor, link, purpose)
  return { ok: true }
}

async function mailCode(actor: PublicActor | SubjectActor, link: FoundLink, purpose: CodePurpose): Promise<void> {
  const { request } = link
  const vault = vaultOf(request)
  const { emailEnc } = request
  if (emailEnc === null) throw new Error('the address of this request was destroyed')
  await inTransaction(async (tx) => {
    const { codeId, code } = await issueCode(tx, { linkId: link.id, purpose })
    const { map } = await currentMap(tx)
    await writeLetter(tx, vault, {
      requestId: request.id,
      kind: 'one-time-code',
      frame: letterFrame(request, map),
      recipient: vault.open('subject_request.email', emailEnc),
      facts: { code: `${code.slice(0, 3)} ${code.slice(3)}`, minutes: CODE_MINUTES, purpose },
    })
    const event = evidence('code.sent', { linkId: link.id, codeId, purpose })
    await appendEvidence(tx, { actor, requestId: request.id, event })
  })
}
