// What an answer to the person says: counts, laws, dates and names of places. No value of the person's records.
import type { Text } from '../data-map/types'
import type { Right } from '../request/rights'

/** Stands under every answer: who answers, and where to complain (Art. 12(4), 77 and 79 GDPR). */
export type AnswerFrame = {
  reference: string
  name: string
  /** ISO date on which the request arrived. */
  receivedOn: string
  right: Right
  controller: { name: string; dpoEmail: string; address: string | null }
  authority: { name: string; web: string; complaintUrl: string | null } | null
}

export type KeptLine = {
  /** What is kept: the dataset's label and the labels of its fields. */
  label: Text
  fields: Text[]
  rows: number
  /** Reference of the law, e.g. `Code de commerce, art. L123-22`. */
  law: string
  rule: string
  /** Rows by the ISO date on which their hold ends. */
  until: { date: string; rows: number }[]
}

export type ErasedLine = { label: Text; deleted: number; cleared: number }

/** Rows held for somebody else as processor: that controller answers (Art. 28(3)(e)). */
export type ForwardedLine = { label: Text; controller: string; rows: number }

export type AnswerLetterFacts = {
  'answer-erasure': AnswerFrame & {
    /** Today's ISO date: when the re-reading confirmed it. */
    confirmedOn: string
    erased: ErasedLine[]
    kept: KeptLine[]
    forwarded: ForwardedLine[]
  }
  'answer-access': AnswerFrame & { rows: number; expiresOn: string; followUrl: string | null }
  'nothing-found': AnswerFrame & { forwarded: ForwardedLine[] }
  /** Art. 12(4): reasons and remedies. `ground`: lib/domain/request/refusal-ground.ts. */
  refusal: AnswerFrame & { ground: string; reason: string }
  'done-by-hand': AnswerFrame & { note: string }
}
export type AnswerLetterKind = keyof AnswerLetterFacts
