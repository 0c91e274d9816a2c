// A letter that came back is no dead end: it is sent again once the mail server takes it, or goes by post and is recorded.
import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { bearsSecret } from '../domain/letters/letter-kinds'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { db, inTransaction, type Transaction } from '../platform/db/client'
import { appendEvidence } from '../platform/ledger'
import { enqueue } from '../platform/queue'

/** With the same Message-ID, and anew all its tries. */
export function resendLetter(actor: StaffActor, { letterId }: { letterId: string }): Promise<Outcome> {
  return settleLetter(actor, letterId, async (tx, letter) => {
    const waiting = { status: 'waiting', attempts: 0, lastFailure: null }
    const { count } = await tx.letter.updateMany({ where: { id: letter.id, status: 'undeliverable' }, data: waiting })
    if (count !== 1) return refuse('conflict')
    await enqueue(tx, 'send-letter', { letterId: letter.id })
    const event = evidence('letter.resent', { letterId: letter.id, kind: letter.kind })
    await appendEvidence(tx, { actor, requestId: letter.requestId, event })
    return { ok: true }
  })
}

/** A colleague printed it and put it into the post. A link or a code is for a mailbox alone. */
export function recordPostedLetter(actor: StaffActor, { letterId }: { letterId: string }): Promise<Outcome> {
  return settleLetter(actor, letterId, async (tx, letter) => {
    if (bearsSecret(letter.kind)) return refuse('letter-dropped')
    const posted = { status: 'posted', sentAt: instantToDate(now()) }
    const { count } = await tx.letter.updateMany({ where: { id: letter.id, status: 'undeliverable' }, data: posted })
    if (count !== 1) return refuse('conflict')
    const event = evidence('letter.posted', { letterId: letter.id, kind: letter.kind })
    await appendEvidence(tx, { actor, requestId: letter.requestId, event })
    return { ok: true }
  })
}

type Undelivered = { id: string; kind: string; requestId: string }

async function settleLetter(
  actor: StaffActor,
  letterId: string,
  work: (tx: Transaction, letter: Undelivered) => Promise<Outcome>,
): Promise<Outcome> {
  if (!may(actor, 'settleLetters')) return refuse('not-permitted')
  const letter = await db.letter.findUnique({
    where: { id: letterId },
    select: { id: true, kind: true, requestId: true, status: true, textEnc: true },
  })
  if (!letter) return refuse('not-found')
  if (letter.status !== 'undeliverable') return refuse('wrong-status')
  if (letter.textEnc === null) return refuse('data-destroyed')
  return inTransaction((tx) => work(tx, letter))
}
