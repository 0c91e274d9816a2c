// A letter leaves at least once; its Message-ID is the same every time, so that a receiver drops a second copy.

import { isFinal, type MailFailure, sendMail } from '../delivery/mail'
import type { WorkerActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { bearsSecret } from '../domain/letters/letter-kinds'
import { type Outcome, refuse } from '../domain/outcome'
import { instantToDate, now } from '../platform/clock'
import { db, inTransaction, type Prisma } from '../platform/db/client'
import { evidenceDigest } from '../platform/keys'
import { appendEvidence } from '../platform/ledger'
import { openVault, type RequestVault } from '../platform/request-vault'
import { noticeReturned, noticeSent } from './notice-mail-settled'

/** The queue tries again, with longer and longer pauses; the desk shows the letter as waiting. */
export class MailWaits extends Error {
  constructor(readonly code: MailFailure) {
    super(`the mail waits: ${code}`)
  }
}

type LetterRow = Prisma.LetterGetPayload<{ include: { request: { select: { id: true; wrappedKey: true } } } }>

/** @throws MailWaits while the mail server is away or says "later". */
export async function sendLetter(
  actor: WorkerActor,
  { letterId }: { letterId: string },
): Promise<Outcome<object, 'nothing-to-send' | 'undeliverable'>> {
  const letter = await db.letter.findUnique({
    where: { id: letterId },
    include: { request: { select: { id: true, wrappedKey: true } } },
  })
  if (letter?.status !== 'waiting') return refuse('nothing-to-send')
  const mail = letter.request.wrappedKey === null ? null : openLetter(letter, openVault(letter.request))
  // The request lapsed, or its key was destroyed, before the mail server came back.
  if (!mail) return undeliverable(actor, letter, 'request-gone')
  const sent = await sendMail(mail)
  if (sent.ok) return recordSent(actor, letter)
  if (isFinal(sent.reason)) return undeliverable(actor, letter, sent.reason)
  await db.letter.updateMany({
    where: { id: letter.id, status: 'waiting' },
    data: { attempts: { increment: 1 }, lastFailure: sent.reason },
  })
  throw new MailWaits(sent.reason)
}

function openLetter(letter: LetterRow, vault: RequestVault) {
  const { id, recipientEnc, subjectEnc, textEnc, htmlEnc } = letter
  if (!recipientEnc || !subjectEnc || !textEnc || !htmlEnc) return null
  return {
    to: vault.open(`letter.recipient:${id}`, recipientEnc),
    subject: vault.open(`letter.subject:${id}`, subjectEnc),
    text: vault.open(`letter.text:${id}`, textEnc),
    html: vault.open(`letter.html:${id}`, htmlEnc),
    messageId: letter.messageId,
  }
}

async function recordSent(actor: WorkerActor, letter: LetterRow): Promise<Outcome<object, never>> {
  const attempt = letter.attempts + 1
  const wiped = bearsSecret(letter.kind) ? { textEnc: null, htmlEnc: null } : {}
  await inTransaction(async (tx) => {
    const { count } = await tx.letter.updateMany({
      where: { id: letter.id, status: 'waiting' },
      data: { status: 'sent', attempts: attempt, lastFailure: null, sentAt: instantToDate(now()), ...wiped },
    })
    // Two workers sent it: the receiver drops one by its Message-ID, and the record says it once.
    if (count === 0) return
    await noticeSent(tx, letter.id)
    const messageIdDigest = evidenceDigest(letter.messageId)
    const event = evidence('letter.sent', { letterId: letter.id, kind: letter.kind, attempt, messageIdDigest })
    await appendEvidence(tx, { actor, requestId: letter.requestId, event })
  })
  return { ok: true }
}

async function undeliverable(actor: WorkerActor, letter: LetterRow, failure: string) {
  const attempt = letter.attempts + 1
  await inTransaction(async (tx) => {
    const { count } = await tx.letter.updateMany({
      where: { id: letter.id, status: 'waiting' },
      data: { status: 'undeliverable', attempts: attempt, lastFailure: failure },
    })
    if (count === 0) return
    const event = evidence('letter.undeliverable', { letterId: letter.id, kind: letter.kind, attempt, failure })
    await appendEvidence(tx, { actor, requestId: letter.requestId, event })
    await noticeReturned(tx, actor, letter.id)
  })
  return refuse('undeliverable')
}
