// For whoever lost a mail or came too late. The page says the same whatever is done here, and takes as long.
import { setTimeout as wait } from 'node:timers/promises'
import type { PublicActor } from '../domain/actor'
import type { EmailAddress } from '../domain/contact-address'
import { evidence } from '../domain/evidence/events'
import { linkHours } from '../domain/letters/link-path'
import { type Outcome, refuse } from '../domain/outcome'
import type { Right } from '../domain/request/rights'
import { db, inTransaction, type Transaction } from '../platform/db/client'
import { blindIndex, blindIndexCandidates } from '../platform/keys'
import { appendEvidence } from '../platform/ledger'
import { setting } from '../platform/settings'
import { mailPage } from './confirm-email'
import { currentMap } from './current-map'
import { type FoundLink, issueLink } from './issue-link'
import { letterFrame } from './letter-frame'
import { vaultOf } from './load-case'
import { addressAllows, networkAllows } from './rate-limit'
import { writeLetter } from './write-letter'

/** Longer than the slowest path by far, so that the answer's time tells nothing about who is known. */
const EVENED_MILLISECONDS = 400

export async function sendLinkAgain(
  actor: PublicActor,
  { email }: { email: EmailAddress },
): Promise<Outcome<object, 'too-many-requests'>> {
  if (!(await networkAllows(actor))) return refuse('too-many-requests')
  await Promise.all([sendAll(actor, email), wait(EVENED_MILLISECONDS)])
  return { ok: true }
}

async function sendAll(actor: PublicActor, email: EmailAddress): Promise<void> {
  const emailIndex = blindIndex('email', email.normalised)
  const newest = await db.subjectRequest.findFirst({
    where: {
      emailIndex: { in: blindIndexCandidates('email', email.normalised) },
      status: { notIn: ['lapsed'] },
      // Its supposed author said “not me”: nobody opens it again. (In SQL, null is not unequal to anything.)
      OR: [{ identityReason: null }, { identityReason: { not: 'disowned' } }],
      wrappedKey: { not: null },
    },
    orderBy: { receivedAt: 'desc' },
    include: { items: true },
  })
  // The newest only: the others' pages are asked for in the same way once their links are lost too.
  if (!newest || !(await addressAllows(emailIndex)).mayMail) return
  await inTransaction((tx) => sendOne(tx, actor, newest))
}

async function sendOne(tx: Transaction, actor: PublicActor, request: FoundLink['request']): Promise<void> {
  if (request.status === 'unconfirmed') await confirmAgain(tx, request)
  else await mailPage(tx, request)
  const kind = request.status === 'unconfirmed' ? 'confirm-address' : 'your-page'
  await appendEvidence(tx, { actor, requestId: request.id, event: evidence('link.sent-again', { kind }) })
}

/** A fresh link to confirm the address that stands in the request. */
export async function confirmAgain(tx: Transaction, request: FoundLink['request']): Promise<void> {
  if (request.emailEnc === null) return
  const vault = vaultOf(request)
  const { map } = await currentMap(tx)
  const { url } = await issueLink(tx, { requestId: request.id, purpose: 'confirm' })
  await writeLetter(tx, vault, {
    requestId: request.id,
    kind: 'confirm-address',
    frame: letterFrame(request, map),
    recipient: vault.open('subject_request.email', request.emailEnc),
    facts: {
      url,
      hours: linkHours.confirm,
      days: await setting(tx, 'unconfirmed-days'),
      rights: request.rights as Right[],
    },
  })
}
