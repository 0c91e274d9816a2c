// The address was typed wrongly, or no mail reaches it: another mailbox is asked to confirm the request.
import type { StaffActor } from '../domain/actor'
import type { EmailAddress } from '../domain/contact-address'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { addressIsOpen, may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import type { Transaction } from '../platform/db/client'
import { blindIndex, evidenceDigest } from '../platform/keys'
import { Conflict, commit } from './commit-item'
import { loadRequest, type RequestCase, vaultOf } from './load-case'
import { addressAllows } from './rate-limit'
import { confirmAgain } from './send-link-again'

type CorrectAddress = { requestId: string; version: number; email: EmailAddress }

export async function correctAddress(actor: StaffActor, input: CorrectAddress): Promise<Outcome> {
  if (!may(actor, 'correctAddress')) return refuse('not-permitted')
  const request = await loadRequest(input.requestId)
  if (!request) return refuse('not-found')
  if (request.version !== input.version) return refuse('conflict')
  if (!addressIsOpen(request)) return refuse('wrong-status')
  if (request.wrappedKey === null) return refuse('data-destroyed')
  const emailIndex = blindIndex('email', input.email.normalised)
  if (!(await addressAllows(emailIndex)).mayMail) return refuse('too-many-requests')
  const emailEnc = vaultOf(request).seal('subject_request.email', input.email.address)
  return commit(actor, request.id, async (tx, say) => {
    await replaceAddress(tx, request, { emailEnc, emailIndex })
    await closeOldMailbox(tx, request.id)
    await confirmAgain(tx, { ...request, emailEnc })
    say(evidence('request.address-corrected', { emailDigest: evidenceDigest(input.email.normalised) }))
    return {}
  })
}

async function replaceAddress(
  tx: Transaction,
  { id, version, status, identity }: RequestCase,
  address: { emailEnc: string; emailIndex: string },
): Promise<void> {
  const { count } = await tx.subjectRequest.updateMany({
    where: { id, version, status, identity },
    data: { ...address, version: { increment: 1 } },
  })
  if (count !== 1) throw new Conflict()
}

/** Whoever reads the old one is a stranger: its links are closed, and what has not reached it never leaves. */
async function closeOldMailbox(tx: Transaction, requestId: string): Promise<void> {
  await tx.subjectLink.updateMany({ where: { requestId, spentAt: null }, data: { spentAt: instantToDate(now()) } })
  await tx.letter.updateMany({
    where: { requestId, status: { in: ['waiting', 'undeliverable'] } },
    data: { status: 'dropped', recipientEnc: null, textEnc: null, htmlEnc: null },
  })
}
