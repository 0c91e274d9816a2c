import { answerErasure } from './answer-erasure'
import type { AnswerLetterFacts } from './answer-facts'
import { answerAccess, doneByHand, nothingFound, refusal } from './answer-others'
import type { LetterWriter } from './letter'

export const answerLetters: { [K in keyof AnswerLetterFacts]: LetterWriter<AnswerLetterFacts[K]> } = {
  'answer-erasure': answerErasure,
  'answer-access': answerAccess,
  'nothing-found': nothingFound,
  refusal,
  'done-by-hand': doneByHand,
}
