// From the form to a request that waits for its mailbox. Nobody is looked up here: the page and its timing cannot tell
// whether the person is known.
import { createHash, randomUUID } from 'node:crypto'
import type { PublicActor, StaffActor } from '../domain/actor'
import type { DataMap, MapController } from '../domain/data-map/types'
import { computeDeadline } from '../domain/deadline'
import type { Deadline } from '../domain/deadline-terms'
import { evidence } from '../domain/evidence/events'
import { linkHours } from '../domain/letters/link-path'
import { type Outcome, refuse } from '../domain/outcome'
import { identifierTerm, nameTerms } from '../domain/request/search-terms'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { db, inTransaction, type Transaction } from '../platform/db/client'
import { blindIndex, evidenceDigest } from '../platform/keys'
import { appendEvidence } from '../platform/ledger'
import { newVault, type RequestVault } from '../platform/request-vault'
import type { SubmitForPerson, SubmitRequest } from '../schemas/submit-request'
import { insertRequest, type RequestRow, type TransferRow } from './insert-request'
import { intakeOffice } from './intake-office'
import { type NewLink, newLink } from './issue-link'
import { controllerOf, letterFrame } from './letter-frame'
import { addressAllows, networkAllows } from './rate-limit'
import { namedWishes, readWishes, type StatedWish, wishesOf, wishRows } from './stated-wishes'
import { wishColumns } from './transfer-wish-row'
import { writeLetter } from './write-letter'

export type Submitted = { requestId: string; reference: string; dueOn: string; repeated: boolean }
export type SubmitRefusal =
  | ('too-many-requests' | 'not-ready' | 'not-permitted' | 'received-in-future')
  /** `detail`: the problem of each datum, by its key (schemas/datum-value.ts). */
  | 'corrections-unfit'

type Submission = {
  id: string
  input: SubmitRequest & Partial<Pick<SubmitForPerson, 'channel' | 'receivedOn'>>
  actor: PublicActor | StaffActor
  map: DataMap
  controller: MapController
  deadline: Deadline
  vault: RequestVault
  emailIndex: string
  mayMail: boolean
  wishes: StatedWish[]
  /** Until an unconfirmed request lapses. */
  days: number
}

export async function submitRequest(
  actor: PublicActor | StaffActor,
  input: Submission['input'],
): Promise<Outcome<Submitted, SubmitRefusal>> {
  if (actor.kind === 'staff' && !may(actor, 'submitForPerson')) return refuse('not-permitted')
  const emailIndex = blindIndex('email', input.email.normalised)
  if (actor.kind === 'public' && !(await networkAllows(actor))) return refuse('too-many-requests')
  const [office, address] = await Promise.all([intakeOffice(), addressAllows(emailIndex)])
  if (actor.kind === 'public' && !address.may) return refuse('too-many-requests')
  if (!office) return refuse('not-ready')
  const { map, unconfirmedDays: days } = office
  const controller = controllerOf(map, map.organisation.defaultController)
  const deadline = clockOf(controller, actor.kind === 'staff' ? input.receivedOn : undefined)
  if (!deadline) return refuse('received-in-future')
  const corrects = input.rights.includes('rectification')
  const read = readWishes(map, controller, corrects ? (input.corrections ?? []) : [])
  if (!read.ok) return read
  const wishes = corrects ? wishesOf(map, read.values, input.message) : []
  const id = randomUUID()
  const { mayMail } = address
  const submission = { id, input, actor, map, controller, deadline, vault: newVault(id), emailIndex, mayMail, days }
  return commitSubmission({ ...submission, wishes })
}

/** Null where the day given lies ahead. */
function clockOf(controller: MapController, receivedOn: string | undefined): Deadline | null {
  const { timeZone, calendar } = controller
  const today = now().toZonedDateTimeISO(timeZone).toPlainDate()
  if (receivedOn && Temporal.PlainDate.compare(receivedOn, today) > 0) return null
  const deadline = computeDeadline({ received: receivedOn ?? now().toString(), timeZone, calendar })
  // The map was checked when it was imported: a zone or calendar that nobody knows is a surprise, not a refusal.
  if (!deadline.ok) throw new Error(`the clock refuses: ${deadline.reason}`)
  return deadline
}

async function commitSubmission(submission: Submission): Promise<Outcome<Submitted, SubmitRefusal>> {
  const submissionKey = keyOf(submission.input)
  const { id, deadline } = submission
  const link = newLink('confirm')
  const row = rowOf(submission, submissionKey, link.row)
  const done = await inTransaction(async (tx) => {
    const reference = await insertRequest(tx, row)
    if (!reference) return null
    if (submission.mayMail) await askToConfirm(tx, submission, reference, link.url)
    await appendSubmitted(tx, submission)
    return { requestId: id, reference, dueOn: deadline.due.toString(), repeated: false }
  })
  return done ? { ok: true, ...done } : firstOf(submissionKey)
}

/** The same form sent twice is one request; one that was changed in between is another. */
function keyOf({ submissionKey, ...input }: Submission['input']): string | null {
  if (!submissionKey) return null
  const content = createHash('sha256').update(JSON.stringify(input)).digest('base64url')
  return evidenceDigest(`submission:${submissionKey}:${content}`)
}

async function firstOf(submissionKey: string | null): Promise<Outcome<Submitted, SubmitRefusal>> {
  if (submissionKey === null) throw new Error('the reference was given twice')
  const first = await db.subjectRequest.findUniqueOrThrow({
    where: { submissionKey },
    select: { id: true, reference: true, dueOn: true },
  })
  const dueOn = first.dueOn.toISOString().slice(0, 10)
  return { ok: true, requestId: first.id, reference: first.reference, dueOn, repeated: true }
}

function rowOf(submission: Submission, submissionKey: string | null, link: NewLink): RequestRow {
  const { id, input, controller, deadline, vault, emailIndex } = submission
  return {
    id,
    channel: channelOf(submission),
    locale: input.locale,
    controller,
    deadline,
    receivedAt: receivedAt(submission),
    rights: input.rights,
    wrappedKey: vault.wrappedKey,
    nameEnc: vault.seal('subject_request.name', input.name),
    emailEnc: vault.seal('subject_request.email', input.email.address),
    messageEnc: input.message ? vault.seal('subject_request.message', input.message) : null,
    identifiersEnc: vault.seal('subject_request.identifiers', JSON.stringify(input.identifiers)),
    emailIndex,
    searchIndex: searchIndex(input),
    submissionKey,
    link,
    wishes: wishRows(vault, submission.wishes),
    transfer: transferOf(submission),
  }
}

/** Whom they named stands sealed; on their own page they confirm exactly to whom. */
function transferOf({ input, vault }: Submission): TransferRow | null {
  if (!input.transfer || !input.rights.includes('portability')) return null
  return wishColumns(vault, input.transfer, instantToDate(now()))
}

const channelOf = ({ actor, input }: Submission) => (actor.kind === 'staff' ? (input.channel ?? 'letter') : 'web')

function receivedAt({ input, actor, controller }: Submission): Date {
  if (actor.kind === 'public' || !input.receivedOn) return instantToDate(now())
  const noon = Temporal.PlainDate.from(input.receivedOn).toZonedDateTime({
    timeZone: controller.timeZone,
    plainTime: '12:00',
  })
  const earlier = Temporal.Instant.compare(noon.toInstant(), now()) < 0 ? noon.toInstant() : now()
  return instantToDate(earlier)
}

const searchIndex = (input: SubmitRequest): string[] => [
  ...nameTerms(input.name).map((term) => blindIndex('name', term)),
  ...input.identifiers.map(({ value }) => blindIndex('identifier', identifierTerm(value))),
]

async function askToConfirm(tx: Transaction, submission: Submission, reference: string, url: string): Promise<void> {
  const { id, input, map, controller, vault, days } = submission
  const request = { reference, controllerKey: controller.key, timeZone: controller.timeZone, locale: input.locale }
  await writeLetter(tx, vault, {
    requestId: id,
    kind: 'confirm-address',
    frame: letterFrame(request, map),
    recipient: input.email.address,
    facts: { url, hours: linkHours.confirm, days, rights: input.rights },
  })
}

async function appendSubmitted(tx: Transaction, submission: Submission): Promise<void> {
  const { id, input, actor, controller, deadline } = submission
  if (!submission.mayMail) {
    const event = evidence('letter.withheld', { kind: 'confirm-address', reason: 'three-a-day' })
    await appendEvidence(tx, { actor, requestId: id, event })
  }
  const event = evidence('request.submitted', {
    channel: channelOf(submission),
    locale: input.locale,
    controller: controller.key,
    rights: input.rights,
    receivedOn: deadline.receivedOn.toString(),
    nominalOn: deadline.nominal.toString(),
    dueOn: deadline.due.toString(),
    calendarVersion: deadline.calendarVersion,
    emailDigest: evidenceDigest(input.email.normalised),
  })
  await appendEvidence(tx, { actor, requestId: id, event })
  await appendTransfer(tx, submission)
  if (submission.wishes.length === 0) return
  await appendEvidence(tx, { actor, requestId: id, event: evidence('wishes.received', namedWishes(submission.wishes)) })
}

async function appendTransfer(tx: Transaction, { id, input, actor }: Submission): Promise<void> {
  if (!input.transfer || !input.rights.includes('portability')) return
  const item = await tx.requestItem.findFirstOrThrow({
    where: { requestId: id, right: 'portability' },
    select: { id: true },
  })
  const event = evidence('transfer.wished', { itemId: item.id, toWhom: input.transfer.toWhom, wish: 1 })
  await appendEvidence(tx, { actor, requestId: id, event })
}
