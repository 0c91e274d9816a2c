// The person's own page. Only for who holds the link and has given a code.
import type { SubjectActor } from '../domain/actor'
import { officeLetterKinds } from '../domain/letters/office-letters'
import { type Right, rights } from '../domain/request/rights'
import {
  begunSteps,
  type ItemOutcome,
  type ItemStatus,
  isWithdrawable,
  type RequestStatus,
} from '../domain/request/status'
import { instantToDate, now, plainDate, today } from '../platform/clock'
import { db, type Prisma } from '../platform/db/client'
import { openVault, type RequestVault } from '../platform/request-vault'

export type FollowItem = {
  right: Right
  status: ItemStatus
  outcome: ItemOutcome | null
  withdrawable: boolean
}
export type FollowLetter = { id: string; locale: string; subject: string; text: string | null; date: string }
export type FollowPackage = {
  right: 'access' | 'portability'
  bytes: number
  rows: number
  sha256: string
  expiresOn: string
  state: 'ready' | 'collected' | 'gone'
}
export type FollowPage = {
  reference: string
  name: string
  status: RequestStatus
  identity: string
  identityReason: string | null
  receivedOn: string
  dueOn: string
  today: string
  timeZone: string
  items: FollowItem[]
  letters: FollowLetter[]
  /** A copy, what goes along with the person, or both: the newest first. */
  packages: FollowPackage[]
}

const shape = {
  items: {
    include: { plans: { select: { _count: { select: { steps: { where: { status: { in: [...begunSteps] } } } } } } } },
  },
  packages: { where: { forReceiver: false }, orderBy: { builtAt: 'desc' } },
  letters: {
    where: {
      kind: { notIn: ['one-time-code', 'confirm-address', 'on-file-question', 'not-me', ...officeLetterKinds] },
    },
    orderBy: { createdAt: 'desc' },
    take: 50,
  },
} satisfies Prisma.SubjectRequestInclude
type Row = Prisma.SubjectRequestGetPayload<{ include: typeof shape }>

/** Null where the person has not given a code, or the request's key was destroyed. */
export async function followPage(actor: SubjectActor): Promise<FollowPage | null> {
  if (actor.level !== 'code') return null
  const row = await db.subjectRequest.findUnique({ where: { id: actor.requestId }, include: shape })
  if (!row || row.wrappedKey === null) return null
  const vault = openVault(row)
  return {
    reference: row.reference,
    name: row.nameEnc ? vault.open('subject_request.name', row.nameEnc) : '',
    status: row.status as RequestStatus,
    identity: row.identity,
    identityReason: row.identityReason,
    receivedOn: plainDate(row.receivedOn).toString(),
    dueOn: plainDate(row.dueOn).toString(),
    today: today(row.timeZone).toString(),
    timeZone: row.timeZone,
    items: row.items.map(itemOf).sort((a, b) => rights.indexOf(a.right) - rights.indexOf(b.right)),
    letters: row.letters.map((letter) => letterOf(letter, vault, row.timeZone)),
    packages: row.packages.map((one) => packageOf(one, row)),
  }
}

function itemOf(item: Row['items'][number]): FollowItem {
  const status = item.status as ItemStatus
  return {
    right: item.right as Right,
    status,
    outcome: item.outcome as ItemOutcome | null,
    withdrawable: isWithdrawable(item) && item.plans.every(({ _count }) => _count.steps === 0),
  }
}

function letterOf(letter: Row['letters'][number], vault: RequestVault, timeZone: string): FollowLetter {
  const at = (letter.sentAt ?? letter.createdAt).toISOString()
  return {
    id: letter.id,
    locale: letter.locale,
    subject: letter.subjectEnc ? vault.open(`letter.subject:${letter.id}`, letter.subjectEnc) : '',
    // A mail with a link in it keeps no text (and shows none here before it is sent).
    text: letter.textEnc && letter.kind !== 'your-page' ? vault.open(`letter.text:${letter.id}`, letter.textEnc) : null,
    date: Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
  }
}

function packageOf(found: Row['packages'][number], row: Row): FollowPackage {
  const right = row.items.find(({ id }) => id === found.itemId)?.right === 'portability' ? 'portability' : 'access'
  const gone = found.deletedAt !== null || found.expiresAt <= instantToDate(now())
  const expires = Temporal.Instant.from(found.expiresAt.toISOString()).toZonedDateTimeISO(row.timeZone).toPlainDate()
  return {
    right,
    bytes: Number(found.bytes),
    rows: found.rows,
    sha256: found.sha256,
    expiresOn: expires.toString(),
    state: found.collectedAt ? 'collected' : gone ? 'gone' : 'ready',
  }
}
