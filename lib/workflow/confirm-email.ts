// The mailbox is proven by the POST of its link: from here the request counts, and the person has a page of its own.
import type { PublicActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { instantToDate, now, plainDate } from '../platform/clock'
import { db, type Transaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import { Conflict, commit } from './commit-item'
import { currentMap } from './current-map'
import { type FoundLink, findLink, issueLink, spendLink } from './issue-link'
import { letterFrame } from './letter-frame'
import { vaultOf } from './load-case'
import { networkAllows } from './rate-limit'
import { writeLetter } from './write-letter'

export type Confirmed = { reference: string; dueOn: string }

export async function confirmEmail(
  actor: PublicActor,
  { token }: { token: string },
): Promise<Outcome<Confirmed, 'link-gone' | 'too-many-requests'>> {
  if (!(await networkAllows(actor))) return refuse('too-many-requests')
  const link = await findLink(db, 'confirm', token)
  if (link?.request.status !== 'unconfirmed') return refuse('link-gone')
  const { request } = link
  const done = await commit(actor, request.id, async (tx, say) => {
    if (!(await spendLink(tx, link.id))) throw new Conflict()
    await confirm(tx, link)
    await mailPage(tx, request)
    await enqueue(tx, 'verify-identity', { requestId: request.id })
    say(evidence('request.confirmed', { linkId: link.id }))
    return { reference: request.reference, dueOn: plainDate(request.dueOn).toString() }
  })
  return done.ok ? done : refuse('link-gone')
}

async function confirm(tx: Transaction, { request }: FoundLink): Promise<void> {
  const moment = instantToDate(now())
  const { count } = await tx.subjectRequest.updateMany({
    where: { id: request.id, confirmedAt: null, status: 'unconfirmed' },
    data: { confirmedAt: moment, version: { increment: 1 } },
  })
  if (count !== 1) throw new Conflict()
  // Other links of the same request have done their work too.
  await tx.subjectLink.updateMany({
    where: { requestId: request.id, purpose: 'confirm', spentAt: null },
    data: { spentAt: moment },
  })
}

/** The letter with the link to the person's page. */
export async function mailPage(tx: Transaction, request: FoundLink['request']): Promise<void> {
  if (request.emailEnc === null) throw new Error('the address of this request was destroyed')
  const vault = vaultOf(request)
  const { map } = await currentMap(tx)
  const page = await issueLink(tx, { requestId: request.id, purpose: 'follow' })
  const notMe = await issueLink(tx, { requestId: request.id, purpose: 'not-me' })
  await writeLetter(tx, vault, {
    requestId: request.id,
    kind: 'your-page',
    frame: letterFrame(request, map),
    recipient: vault.open('subject_request.email', request.emailEnc),
    facts: { url: page.url, notMeUrl: notMe.url, dueOn: plainDate(request.dueOn).toString() },
  })
}
