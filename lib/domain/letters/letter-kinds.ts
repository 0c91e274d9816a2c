import type { AnswerLetterFacts } from './answer-facts'
import { answerLetters } from './answer-letters'
import { type IntakeLetterFacts, intakeLetters } from './intake-letters'
import type { LetterWriter } from './letter'
import { type OfficeLetterFacts, officeLetters } from './office-letters'
import { type RestrictionLetterFacts, restrictionLetters } from './restriction-letters'
import type { TransferLetterFacts } from './transfer-facts'
import { transferLetters } from './transfer-letters'

/** Every kind of letter and the facts that it is written from. */
export type LetterFacts = IntakeLetterFacts &
  AnswerLetterFacts &
  OfficeLetterFacts &
  TransferLetterFacts &
  RestrictionLetterFacts
export type LetterKind = keyof LetterFacts

export const writers: { [K in LetterKind]: LetterWriter<LetterFacts[K]> } = {
  ...intakeLetters,
  ...answerLetters,
  ...officeLetters,
  ...transferLetters,
  ...restrictionLetters,
}

/** Letters that carry a link or a code: their text is dropped once sent, since whoever reads it could act as the person. */
const secretBearing: readonly string[] = [
  'confirm-address',
  'your-page',
  'one-time-code',
  'on-file-question',
  'not-me',
  'transfer-offered',
  'recipient-notice',
  'recipient-reminder',
]
export const bearsSecret = (kind: string): boolean => secretBearing.includes(kind)
