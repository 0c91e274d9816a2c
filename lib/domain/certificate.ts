// What is certified about a finished request, or one finished right of it: counts, reasons, dates, hashes, and who signed. Of the person nothing but
// the reference. Its text is canonical JSON, so that its SHA-256 is the same wherever it is computed.
import { canonicalJson, type JsonValue } from './evidence/canonical-json'
import { sha256 } from './evidence/sha256'
import type {
  CorrectedLine,
  ErasedLine,
  ForwardedLine,
  FrozenLine,
  KeptLine,
  UnchangedLine,
} from './letters/answer-facts'
import type { RefusalGround } from './request/refusal-ground'
import type { Right } from './request/rights'
import type { ItemOutcome } from './request/status'

/** A colleague's name as it was signed; the id where the account is gone. */
export type Signatory = { name: string; at: string }

export type CertifiedPlan = {
  number: number
  /** SHA-256 that was signed. */
  hash: string
  preparedBy: Signatory | null
  approvedBy: Signatory | null
  /** A deletion that one person prepared and approved: the office had switched the second signature off. */
  alone: boolean
}

/** In a system that no connector reaches, as its owner recorded it. */
export type CertifiedByHand = {
  system: string
  what: 'searched' | 'erased' | 'kept'
  records: number
  /** ISO instant. */
  at: string
  evidenceSha256: string | null
}

export type CertifiedItem = {
  right: Right
  outcome: ItemOutcome
  /** ISO instant. */
  decidedAt: string
  /** Null for what is done by hand, refused or withdrawn. */
  plan: CertifiedPlan | null
  /** Rows that the plan found. */
  found: number | null
  erased: ErasedLine[]
  kept: KeptLine[]
  /** Absent where no matter keeps anything. */
  frozen?: FrozenLine[]
  /** Of a correction: what was put right where, and what stays as it was issued, by which law. Absent otherwise. */
  corrected?: CorrectedLine[]
  unchanged?: UnchangedLine[]
  /** Systems read again after the deletion or the correction, each with the instant and what was still there. */
  verified: { system: string; at: string; remaining: number }[]
  forwarded: ForwardedLine[]
  /** Whom the register names as recipients of what was erased (Art. 19). */
  recipients: string[]
  package: { rows: number; bytes: number; sha256: string; builtAt: string } | null
  ground: RefusalGround | null
  /** Only of what followed an answered erasure; `byItself`: no more rows than were remembered, so nobody had to sign. */
  followUp?: { cause: 'hold-ended' | 'restored'; byItself: boolean }
  /** Absent where nothing was asked by hand, so that certificates of before keep their text. */
  byHand?: CertifiedByHand[]
}

export type Certificate = {
  format: 'habeas-certificate/1'
  reference: string
  controller: { name: string; country: string }
  /** ISO dates. */
  receivedOn: string
  dueOn: string
  closedAt: string
  items: CertifiedItem[]
  /** The entry of the evidence ledger that closed the request: everything before it is fixed by its hash. */
  ledger: { seq: number; hash: string; at: string }
}

export function certificateText(certificate: Certificate): { text: string; sha256: string } {
  const text = `${canonicalJson(certificate as unknown as JsonValue)}\n`
  return { text, sha256: sha256(text) }
}
