import type { StaffActor } from '../domain/actor'
import { bearsSecret } from '../domain/letters/letter-kinds'
import { type Outcome, refuse } from '../domain/outcome'
import { may } from '../domain/request/status'
import { db } from '../platform/db/client'
import { openVault } from '../platform/request-vault'
import { recordReading } from './record-reading'

export type LetterText = { subject: string; text: string; locale: string }

/** The letter as it was sent; on record before it is shown. A link or a code is for the person alone, at the desk too. */
export async function readLetter(actor: StaffActor, input: { letterId: string }): Promise<Outcome<LetterText>> {
  if (!may(actor, 'readPersonalData')) return refuse('not-permitted')
  const letter = await db.letter.findUnique({
    where: { id: input.letterId },
    include: { request: { select: { id: true, wrappedKey: true } } },
  })
  if (!letter) return refuse('not-found')
  const { request, subjectEnc, textEnc } = letter
  if (!request.wrappedKey) return refuse('data-destroyed')
  if (bearsSecret(letter.kind) || !subjectEnc || !textEnc) return refuse('letter-dropped')
  const body = { system: 'habeas', dataset: 'letter', rows: 1, purpose: 'case-work' }
  await recordReading(actor, request.id, body)
  const vault = openVault(request)
  return {
    ok: true,
    subject: vault.open(`letter.subject:${letter.id}`, subjectEnc),
    text: vault.open(`letter.text:${letter.id}`, textEnc),
    locale: letter.locale,
  }
}
