import { answerErasure } from './answer-erasure'
import type { AnswerLetterFacts } from './answer-facts'
import { answerAccess, doneByHand, nothingFound, refusal } from './answer-others'
import { answerRectification } from './answer-rectification'
import { answerPortable, answerTransferred, transferRefused } from './answer-transfer'
import type { LetterWriter } from './letter'

export const answerLetters: { [K in keyof AnswerLetterFacts]: LetterWriter<AnswerLetterFacts[K]> } = {
  'answer-erasure': answerErasure,
  'answer-access': answerAccess,
  'answer-rectification': answerRectification,
  'answer-transferred': answerTransferred,
  'answer-portable': answerPortable,
  'transfer-refused': transferRefused,
  'nothing-found': nothingFound,
  refusal,
  'done-by-hand': doneByHand,
}
