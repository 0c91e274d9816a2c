// Every letter is composed once, kept encrypted under the request's key and sent by a job of the same transaction:
// a letter that is lost, or sent without its cause, cannot exist.
import { randomUUID } from 'node:crypto'
import { parseEmail } from '../domain/contact-address'
import { composeLetter } from '../domain/letters/compose'
import type { LetterFrame } from '../domain/letters/letter'
import type { LetterFacts, LetterKind } from '../domain/letters/letter-kinds'
import { instantToDate, now } from '../platform/clock'
import type { Transaction } from '../platform/db/client'
import { env } from '../platform/env'
import { blindIndex } from '../platform/keys'
import { enqueue } from '../platform/queue'
import type { RequestVault } from '../platform/request-vault'

export type LetterToWrite<K extends LetterKind = LetterKind> = {
  requestId: string
  itemId?: string
  kind: K
  /** lib/workflow/letter-frame.ts builds it from the request and the map. */
  frame: LetterFrame
  /** Exactly one address, already parsed by domain/contact-address. */
  recipient: string
  facts: LetterFacts[K]
}

/** @returns the letter's id. @throws RangeError where the recipient is not one address. */
export async function writeLetter<K extends LetterKind>(
  tx: Transaction,
  vault: RequestVault,
  letter: LetterToWrite<K>,
): Promise<string> {
  const recipient = parseEmail(letter.recipient)
  if (!recipient.ok) throw new RangeError('a letter needs exactly one recipient')
  const id = randomUUID()
  const text = composeLetter(letter.kind, letter.facts, letter.frame)
  // `create` would send all of it back.
  await tx.letter.createMany({
    data: [
      {
        id,
        requestId: letter.requestId,
        itemId: letter.itemId ?? null,
        kind: letter.kind,
        locale: letter.frame.locale,
        recipientEnc: vault.seal(`letter.recipient:${id}`, recipient.value.address),
        subjectEnc: vault.seal(`letter.subject:${id}`, text.subject),
        textEnc: vault.seal(`letter.text:${id}`, text.text),
        htmlEnc: vault.seal(`letter.html:${id}`, text.html),
        messageId: `<${id}@${messageDomain()}>`,
        recipientIndex: blindIndex('email', recipient.value.normalised),
        createdAt: instantToDate(now()),
      },
    ],
  })
  await enqueue(tx, 'send-letter', { letterId: id })
  return id
}

/** Of the sender, so that a receiver's checks find the two alike. */
const messageDomain = () => env().MAIL_FROM.replace(/.*@/, '').replace(/>.*$/, '')
