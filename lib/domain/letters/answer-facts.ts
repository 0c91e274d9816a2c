// What an answer to the person says: counts, laws, dates and names of places. No value of the person's records.
import type { Text } from '../data-map/types'
import type { MatterKind } from '../matter'
import type { NotPortable } from '../plan/portability-plan'
import type { RefusalGround } from '../request/refusal-ground'
import type { Right } from '../request/rights'

/** Stands in every answer: what was asked and when, and where to complain (Art. 12(4), 77 and 79 GDPR). */
export type Remedies = {
  right: Right
  /** ISO date on which the request arrived. */
  receivedOn: string
  authority: { name: string; web: string; complaintUrl?: string } | null
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

/** Kept while a matter lasts, Art. 17(3)(e). Null where the person is told the ground alone: neither what nor where. */
export type FrozenLine = { kind: MatterKind; label: Text; rows: number } | null

/** In a place that no program reads. `kept`: why the records stay, in the DPO's words. */
export type ByHandLine = { system: string; records: number; kept: string | null }

/** Others' records name the person in their texts. `note`: what was done or why it stays, in the DPO's words. */
export type NamedByOthers = { changed: boolean; note: string }

/** What leaves with the person (Art. 20). */
export type TransferredLine = { label: Text; fields: Text[]; rows: number }
/** What does not. Fields empty: the whole dataset. `reason`: a colleague's, in their words. */
export type LeftLine = { label: Text; fields: Text[]; why: NotPortable; reason?: string }
type Taken = { transferred: TransferredLine[]; left: LeftLine[]; forwarded: ForwardedLine[] }

/** A datum in one place. */
export type CorrectedLine = { what: Text; where: Text; rows: number }
/** `law`: what keeps an issued document as it is. */
export type UnchangedLine = CorrectedLine & { law: string }
/** What people did beside, or why they did not; in their words. */
export type CorrectionByHand = { kind: 'rectify' | 'corrective-document' | 'statement'; done: boolean; note: string }

export type AnswerLetterFacts = {
  'answer-erasure': Remedies & {
    /** Today's ISO date: when the re-reading confirmed it. */
    confirmedOn: string
    erased: ErasedLine[]
    kept: KeptLine[]
    /** Absent where no matter keeps anything. */
    frozen?: FrozenLine[]
    forwarded: ForwardedLine[]
    /** Whom the register names as recipients of what was erased (Art. 19). */
    recipients: string[]
    byHand: ByHandLine[]
    named?: NamedByOthers | null
  }
  'answer-access': Remedies & { rows: number; expiresOn: string }
  'answer-rectification': Remedies & {
    outcome: 'corrected' | 'partly' | 'refused'
    /** Today's ISO date: when the re-reading confirmed it. */
    confirmedOn: string
    corrected: CorrectedLine[]
    asWished: CorrectedLine[]
    kept: UnchangedLine[]
    offers: ('corrective-document' | 'statement')[]
    /** Kept while a matter lasts; null: what and where is not told. */
    frozen: (CorrectedLine | null)[]
    /** `what` null: asked for in the person's own words. */
    refused: { what: Text | null; reason: string }[]
    left: (CorrectedLine & { reason: string })[]
    byHand: CorrectionByHand[]
    forwarded: ForwardedLine[]
    /** Whom the register names as recipients of what was corrected (Art. 19). */
    recipients: string[]
  }
  /** To another controller; the receipt is what was seen there. `partly`: what the person may have meant is not all of it. */
  'answer-transferred': Remedies &
    Taken & {
      partly: boolean
      receiver: { name: string; country: string; host: string }
      /** ISO date. */
      deliveredOn: string
      bytes: number
      sha256: string
      /** Read back there or by their own digest, taken by their server's word, or fetched here. */
      seen: 'whole' | 'answered' | 'fetched'
    }
  /** To the person, who collects it. */
  'answer-portable': Remedies & Taken & { partly: boolean; rows: number; expiresOn: string }
  /** Nothing is portable, or nothing was left once the controllers were asked. */
  'transfer-refused': Remedies & Omit<Taken, 'transferred'>
  'nothing-found': Remedies & { forwarded: ForwardedLine[]; named?: NamedByOthers | null }
  /** Art. 12(4): reasons and remedies. `ground`: lib/domain/request/refusal-ground.ts. */
  refusal: Remedies & { ground: RefusalGround; reason: string }
  'done-by-hand': Remedies & { note: string }
}
export type AnswerLetterKind = keyof AnswerLetterFacts
