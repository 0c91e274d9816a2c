// What the ledger can say. Stored entries are for ever: never change or reuse a name, never change the meaning of a
// field; add a new version beside the old one. Bodies hold ids, codes, counts and keyed digests, never the person's
// data (`evidenceBody` refuses what looks like an address or a text). `null` says "none"; nothing is optional.
import type { Right } from '../request/rights'
import type { ItemOutcome } from '../request/status'
import { canonicalJson } from './canonical-json'

/** HMAC-SHA-256 under the digest key (platform/crypto/keyed-digest), or SHA-256 of something without personal data. */
type Digest = string
/** ISO 8601 date. */
type IsoDate = string

type ItemBody = { itemId: string; right: Right }
type PlanBody = ItemBody & { planId: string; number: number; hash: string }
type StepBody = ItemBody & { planId: string; stepId: string; system: string }
type RowCounts = { dataset: string; deleted: number; cleared: number }
type FollowUpBody = PlanBody & { memoryId: string; system: string; cause: 'hold-ended' | 'restored' }
type LetterBody = { letterId: string; kind: string }
type ByHandBody = ItemBody & { taskId: string; kind: string; system: string }
type PackageBody = { itemId: string; packageId: string }
type ReceiverBody = { receiver: string; version: number }
type AcceptanceBody = { itemId: string; planId: string; acceptanceId: string; controller: string; why: string }
/** `itemId` null: of a batch; then `batchId` is there. */
type DeliveryBody = { itemId: string | null; batchId: string | null; deliveryId: string; receiver: string }
type NoticeBody = { itemId: string; noticeId: string; act: string }
type BatchBody = { batchId: string; controller: string; receiver: string }

export type EvidenceBodies = {
  'request.submitted': {
    channel: string
    locale: string
    controller: string
    rights: Right[]
    receivedOn: IsoDate
    nominalOn: IsoDate
    dueOn: IsoDate
    calendarVersion: string
    emailDigest: Digest
  }
  /** What is to be corrected: keys of the data map's data, and how many wishes in the person's own words. */
  'wishes.received': { data: string[]; inWords: number }
  'wish.decided': ItemBody & {
    wishId: string
    number: number
    decision: 'accept' | 'adapt' | 'refuse'
    left: number
    reasonDigest: Digest | null
  }
  'subject-file.received': ItemBody & { fileId: string; kind: string; bytes: number; sha256: string }
  'subject-file.deleted': ItemBody & { files: number }
  'request.confirmed': { linkId: string }
  'request.address-corrected': { emailDigest: Digest }
  'request.assigned': { assigneeId: string | null }
  'request.withdrawn': { rights: Right[] }
  'request.disowned': { linkId: string; rights: Right[] }
  'request.lapsed': { submittedOn: IsoDate }
  'request.key-destroyed': { years: number }
  'request.refused': { ground: string; letterId: string | null }
  'request.closed': { outcomes: { right: Right; outcome: ItemOutcome }[] }
  /** `daysBefore`: which alarm, of `nominalOn`. */
  'deadline.alarm': { nominalOn: IsoDate; daysBefore: number; waitsFor: string[]; systems: string[] }
  'identity.proven': { method: string; level: number; system: string | null }
  'identity.waiting': { reason: string; matches: number }
  'identity.asked': { letterId: string; addressDigest: Digest }
  'identity.decided': { decision: 'accept' | 'ask-on-file' | 'refuse'; method: string | null; reason: string | null }
  'page.opened': { linkId: string }
  'code.sent': { linkId: string; codeId: string; purpose: string }
  'code.refused': { linkId: string; codeId: string | null; tries: number }
  'data.discovered': {
    round: number
    systems: { system: string; status: string; datasets: number; rows: number; digest: Digest }[]
  }
  'discovery.blocked': { round: number; system: string; problems: string[] }
  /** Identifiers that stand on the person's records, and whether they were followed. `from`: system, dataset, field. */
  'keys.inferred': {
    round: number
    keys: { kind: string; digest: Digest; strength: string; followed: boolean; from: string[] }[]
  }
  /** `identity`: it was asked for to find out whose the mailbox is. */
  'slow-search.allowed': { identity: boolean }
  'key.decided': { kind: string; digest: Digest; accepted: boolean; reasonDigest: Digest }
  'personal-data.read': { system: string; dataset: string; rows: number; purpose: string }
  'plan.drafted': PlanBody & { rows: number; blocks: number; mapVersion: number }
  'plan.adjusted': PlanBody & { excluded: number }
  'plan.prepared': PlanBody
  'plan.returned': PlanBody & { reasonDigest: Digest }
  'plan.approved': PlanBody & { preparedBy: string; twoPeople: boolean }
  'plan.superseded': PlanBody & { reason: string }
  'step.attempted': StepBody & { attempt: number; fence: number }
  'step.applied': StepBody & { transactionId: string | null; counts: RowCounts[] }
  /** Beside `step.applied`: what it put where. `before` and `after`: keyed digests; null: no value. */
  'step.corrected': StepBody & {
    places: { dataset: string; field: string; rows: number; before: Digest | null; after: Digest | null }[]
  }
  /** Of an erasure that is not atomic: one of its transactions, in their order. */
  'step.part-applied': StepBody & {
    part: number
    parts: number
    transactionId: string
    dataset: string
    deleted: number
  }
  /** So many parts are committed, nothing of what is left; `counts`: of those. */
  'step.stopped-partly': StepBody & { reason: string; part: number; parts: number; counts: RowCounts[] }
  'step.verified': StepBody & { remaining: number; counts: RowCounts[] }
  'step.refused': StepBody & { reason: string }
  'step.waiting': StepBody & { failure: string; attempt: number }
  'step.ambiguous': StepBody & { transactionId: string | null }
  'erasure.remembered': ItemBody & { memoryId: string; lines: number; rows: number; replayUntil: IsoDate }
  /** A further plan of one system, after the item was decided. `waitsFor` null: it runs by itself. */
  'follow-up.opened': FollowUpBody & { rows: number; waitsFor: string | null; mapVersion: number }
  'follow-up.approved': FollowUpBody
  'follow-up.dismissed': FollowUpBody & { datasets: string[] }
  'follow-up.stopped': FollowUpBody & { reason: string }
  /** Seen by a re-reading: what the rules kept until now is gone. `planId` null: it was gone already. */
  'hold.ended': ItemBody & {
    memoryId: string
    planId: string | null
    system: string
    lines: number
    counts: RowCounts[]
  }
  'erasure.returned': ItemBody & { memoryId: string; system: string; rows: number }
  'erasure.replayed': FollowUpBody & { counts: RowCounts[] }
  'memory.destroyed': { itemId: string; memoryId: string }
  'package.built': PackageBody & { rows: number; bytes: number; sha256: string; expiresOn: IsoDate }
  'package.collected': PackageBody & { codeId: string }
  'package.refused': PackageBody & { reason: string }
  'package.expired': PackageBody
  'receiver.added': ReceiverBody & { protocol: string; country: string }
  'receiver.changed': ReceiverBody & { protocol: string; country: string; secretChanged: boolean }
  'receiver.checked': ReceiverBody & { problem: string | null; fingerprint: string | null }
  'receiver.disabled': ReceiverBody
  /** Where the person wants it; whom they named stands sealed beside the wish. */
  'transfer.wished': { itemId: string; toWhom: string; wish: number }
  'transfer.linked': ReceiverBody & { itemId: string; wish: number }
  'transfer.confirmed': ReceiverBody & { itemId: string; wish: number }
  'acceptance.asked': AcceptanceBody & { datasets: string[] }
  'acceptance.decided': AcceptanceBody & { accepted: boolean; reasonDigest: Digest | null }
  'acceptance.ended': AcceptanceBody & { reason: string }
  'transfer.attempted': DeliveryBody & { attempt: number; fence: number }
  'transfer.waiting': DeliveryBody & { attempt: number; problem: string }
  'transfer.refused': DeliveryBody & { attempt: number; problem: string }
  'transfer.offered': DeliveryBody & { until: string; letterId: string | null }
  'transfer.tried-again': DeliveryBody
  /** `withdrawn`: the person’s word came while the last bytes were on their way. */
  'transfer.delivered': DeliveryBody & { bytes: number; sha256: string; fingerprint: string; withdrawn: boolean }
  'transfer.stopped': DeliveryBody & { reason: string }
  'batch.ordered': BatchBody & { people: number; schedule: string }
  'batch.accepted': BatchBody
  'batch.refused': BatchBody & { reasonDigest: Digest }
  'batch.ended': BatchBody
  'batch.built': BatchBody & { deliveryId: string; found: number; unknown: number; rows: number }
  'item.decided': ItemBody & { outcome: ItemOutcome; ground: string | null }
  'letter.written': LetterBody
  'link.sent-again': { kind: string }
  'letter.sent': LetterBody & { attempt: number; messageIdDigest: Digest }
  'letter.withheld': { kind: string; reason: string }
  'letter.undeliverable': LetterBody & { attempt: number; failure: string }
  'letter.resent': LetterBody
  'letter.posted': LetterBody
  'certificate.issued': ItemBody & { sha256: string }
  'task.opened': ItemBody & { taskId: string; kind: string }
  'task.done': ItemBody & { taskId: string; kind: string; result: string; noteDigest: Digest | null }
  'suppression.added': { count: number; reason: string; expiresOn: IsoDate }
  'suppression.removed': { count: number }
  'machine-token.added': { tokenId: string; scope: string }
  'machine-token.revoked': { tokenId: string }
  /** In a system that no connector reaches. */
  'by-hand.asked': ByHandBody & { dueOn: IsoDate; letterId: string }
  'by-hand.frozen': ByHandBody
  'by-hand.chased': ByHandBody & { chaser: number; escalated: boolean }
  'by-hand.answered': ByHandBody & {
    result: string
    records: number | null
    noteDigest: Digest | null
    fileSha256: string | null
  }
  'by-hand.read': ByHandBody & { what: 'person' | 'file' }
  'matter.placed': {
    matterId: string
    kind: string
    told: string
    people: number
    systems: string[]
    datasets: string[]
    dated: boolean
    reviewOn: IsoDate
  }
  'matter.reviewed': { matterId: string; reviewOn: IsoDate }
  'matter.lift-proposed': { matterId: string }
  'matter.lifted': { matterId: string; proposedBy: string }
  /** Art. 18. */
  'restriction.asked': { itemId: string; restrictionId: string; ground: string }
  'restriction.refused': { itemId: string; restrictionId: string; reasonDigest: Digest }
  'restriction.begun': { itemId: string; restrictionId: string; matterId: string }
  /** In a system that marks rows; `lifted`: the mark was taken away. */
  'restriction.marked': { itemId: string; restrictionId: string; system: string; rows: number; lifted: boolean }
  'restriction.lift-announced': { itemId: string; restrictionId: string; letterId: string }
  'restriction.lifted': { itemId: string; restrictionId: string }
  /** Art. 19. `letterId` null: a colleague tells them. */
  'recipient.notified': NoticeBody & { datasets: string[]; letterId: string | null }
  'recipient.read': NoticeBody
  'recipient.answered': NoticeBody & { result: 'acknowledged' | 'declined'; reasonDigest: Digest | null }
  'recipient.recorded': NoticeBody & { result: 'told-by-hand' | 'impossible'; noteDigest: Digest | null }
  'recipient.reminded': NoticeBody & { chaser: number; escalated: boolean; letterId: string }
  /** The mail came back, or nobody answered: a colleague tells them. */
  'recipient.by-hand': NoticeBody & { reason: 'undeliverable' | 'silent' }
  'setting.changed': { key: string; from: string | number | boolean | null; to: string | number | boolean | null }
  'user.added': { userId: string; role: string }
  'user.changed': { userId: string; role: string }
  'user.disabled': { userId: string }
  'password.changed': { userId: string }
  'signed-in': { userId: string }
  /** At most one a minute from one place; `tries`: which of the quarter of an hour it was. */
  'sign-in.refused': { userId: string | null; nameDigest: Digest; reason: string; tries: number }
  'system.added': { system: string; kind: string }
  'system.changed': { system: string; kind: string }
  'system.inspected': { system: string; catalogueHash: string; tables: number }
  'map.imported': { version: number; checksum: string; datasets: number }
  /** `weaker`: what it protects less; where there is anything, it takes effect later. */
  'rule.changed': { key: string; version: number; effectiveAt: string; weaker: string[]; reasonDigest: Digest | null }
  'rule.retired': { key: string; version: number; effectiveAt: string; reasonDigest: Digest }
  'rule.change-cancelled': { key: string; version: number; change: 'version' | 'retirement' }
  'rules.changed': { rules: { key: string; version: number }[]; retired: { key: string; version: number }[] }
  'evidence.exported': { requestId: string | null; entries: number; headSeq: number; headHash: string }
}

export type EventName = keyof EvidenceBodies
export type EvidenceEvent = {
  [Name in EventName]: { event: Name; version: 1; body: EvidenceBodies[Name] }
}[EventName]

/** Builds an event; the version is the newest of that name. */
export function evidence<Name extends EventName>(
  event: Name,
  body: EvidenceBodies[Name],
): { event: Name; version: 1; body: EvidenceBodies[Name] } {
  return { event, version: 1, body }
}

const LONGEST_CODE = 200

/**
 * The text that is hashed and stored. Throws for a string that looks like an address or a person's words: the ledger
 * cannot be corrected afterwards, and erasing a person from it is impossible.
 */
export function evidenceBody(event: EvidenceEvent): string {
  refuseText(event.body, event.event)
  return canonicalJson(event.body)
}

function refuseText(value: unknown, at: string): void {
  if (typeof value === 'string') {
    // Codes, keys and digests have no line breaks, no at sign and an end.
    if (value.length > LONGEST_CODE || /[@\p{Cc}]/u.test(value)) throw new TypeError(`${at} must not go into evidence`)
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) refuseText(inner, `${at}.${key}`)
}
