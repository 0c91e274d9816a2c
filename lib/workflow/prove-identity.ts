// Identity is decided: each right takes its own course. Deletion, copy, transfer and what a correction names by the data
// map are searched for; a correction in the person's own words becomes a colleague's task, done by hand and recorded.
import type { EmailAddress } from '../domain/contact-address'
import { evidence } from '../domain/evidence/events'
import type { Identifier } from '../domain/findings'
import type { Right } from '../domain/request/rights'
import { instantToDate, now } from '../platform/clock'
import type { Transaction } from '../platform/db/client'
import { blindIndex } from '../platform/keys'
import { enqueue } from '../platform/queue'
import { Conflict, moveItem, type Say } from './commit-item'
import { mailPage } from './confirm-email'
import { type RequestCase, vaultOf } from './load-case'
import { openByHand } from './open-by-hand'
import { sealProven } from './proven-identifiers'
import { wishedFor } from './wished-for'

export type Proof = {
  /** contact-on-file | on-file-link | call-back | known-contact | other */
  method: string
  /** security.md, Identity: 1 mailbox, 2 mailbox and something else, 3 seen in person. */
  level: number
  system: string | null
  /** What is proven, in the forms of the data map. Every later search uses these alone. */
  identifiers: readonly Identifier[]
  /** The DPO knows that all records they lead to are one person's. */
  onePerson?: boolean
  decidedBy?: string
  /** The mailbox that gave the proof, where it is not the one that wrote: everything goes there from here on. */
  mailbox?: EmailAddress
}

const taskKinds: Partial<Record<Right, 'rectify'>> = { rectification: 'rectify' }

/** @throws Conflict where identity was decided since the request was read. */
export async function proveIdentity(tx: Transaction, say: Say, request: RequestCase, proof: Proof): Promise<void> {
  const { method, level, system, mailbox } = proof
  const moved = mailbox ? movedTo(request, mailbox) : {}
  const { count } = await tx.subjectRequest.updateMany({
    where: { id: request.id, identity: request.identity, version: request.version },
    data: { ...provenBy(request, proof), ...moved, ...(await forgotten(tx, request)), version: { increment: 1 } },
  })
  if (count !== 1) throw new Conflict()
  say(evidence('identity.proven', { method, level, system }))
  if (mailbox) await closePages(tx, request)
  // A colleague's entry was never confirmed by mail: without this letter nobody could follow it or collect anything.
  if (mailbox || request.confirmedAt === null) await mailPage(tx, { ...request, ...moved })
  const waiting = request.items.filter((item) => item.status === 'waiting')
  let searched = false
  for (const item of waiting) searched = (await start(tx, say, item)) || searched
  if (searched) await enqueue(tx, 'discover-data', { requestId: request.id })
}

function provenBy(request: RequestCase, { method, level, decidedBy, identifiers, onePerson }: Proof) {
  return {
    identity: 'proven',
    identityReason: null,
    identityLevel: level,
    identityProof: {
      ...{ method, decidedBy: decidedBy ?? null, decidedAt: now().toString() },
      ...(onePerson && { onePerson }),
    },
    provenIdentifiersEnc: sealProven(vaultOf(request), identifiers),
    confirmedAt: request.confirmedAt ?? instantToDate(now()),
  }
}

const movedTo = (request: RequestCase, { address, normalised }: EmailAddress) => ({
  emailEnc: vaultOf(request).seal('subject_request.email', address),
  emailIndex: blindIndex('email', normalised),
})

/**
 * Keys of an earlier decision go: they may be somebody else's. Once a step exists they stay, for after a clearing the
 * person is found by nothing else.
 */
async function forgotten(
  tx: Transaction,
  request: RequestCase,
): Promise<{ personKeysEnc?: null; inferredKeysEnc?: null }> {
  if (request.personKeysEnc === null) return {}
  const steps = await tx.step.count({ where: { plan: { item: { requestId: request.id } } } })
  return steps === 0 ? { personKeysEnc: null, inferredKeysEnc: null } : {}
}

/** Whoever opened the page by the mailbox that wrote sees nothing more of it. */
async function closePages(tx: Transaction, request: RequestCase): Promise<void> {
  await tx.subjectLink.updateMany({
    where: { requestId: request.id, purpose: { in: ['follow', 'confirm', 'on-file'] }, spentAt: null },
    data: { spentAt: instantToDate(now()) },
  })
}

/** @returns whether it is searched for. */
async function start(tx: Transaction, say: Say, item: RequestCase['items'][number]): Promise<boolean> {
  const right = item.right as Right
  const kind = taskKinds[right]
  const named = right === 'rectification' ? await wishedFor(tx, item.id) : null
  const searched = !kind || (named?.data ?? 0) > 0
  await moveItem(tx, item, { status: searched ? 'discovering' : 'by-hand' })
  if (kind && (!searched || (named?.words ?? 0) > 0)) await openByHand(tx, say, { id: item.id, right }, kind)
  return searched
}
