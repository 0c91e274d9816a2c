// The end of one right: outcome, letter, evidence and the request's status in one transaction. Nothing ends without
// its answer to the person (Art. 12(3) and (4)).
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import type { AnswerLetterFacts, AnswerLetterKind, Remedies } from '../domain/letters/answer-facts'
import type { RefusalGround } from '../domain/request/refusal-ground'
import type { Right } from '../domain/request/rights'
import type { ItemOutcome, ItemStatus } from '../domain/request/status'
import { authorityFor } from '../domain/supervisory-authorities'
import { instantToDate, now, plainDate } from '../platform/clock'
import type { Prisma, Transaction } from '../platform/db/client'
import type { RequestVault } from '../platform/request-vault'
import { claimedEmail } from './claimed-identifiers'
import { closeSubjectFiles } from './close-subject-files'
import { moveItem, type Say, type SeenItem } from './commit-item'
import { currentMap } from './current-map'
import { controllerOf, letterFrame } from './letter-frame'
import { vaultOf } from './load-case'
import { writeLetter } from './write-letter'

type SubjectRequest = Prisma.SubjectRequestGetPayload<object>
type Answer<K extends AnswerLetterKind> = { kind: K; facts: Omit<AnswerLetterFacts[K], keyof Remedies> }

export type Finish = {
  item: SeenItem & { requestId: string; right: string }
  outcome: ItemOutcome
  ground?: RefusalGround
  /** In the colleague's words; kept encrypted. */
  reason?: string
  decidedBy?: string
  letter: { [K in AnswerLetterKind]: Answer<K> }[AnswerLetterKind]
}

const statusOf = (outcome: ItemOutcome): ItemStatus =>
  outcome === 'refused' || outcome === 'withdrawn' ? outcome : 'done'

/** Within `commit`, which holds the lock, settles the request and adds the evidence in its order. @throws Conflict */
export async function endItem(tx: Transaction, say: Say, finish: Finish): Promise<string> {
  const { item, outcome, letter } = finish
  const request = await tx.subjectRequest.findUniqueOrThrow({ where: { id: item.requestId } })
  const vault = vaultOf(request)
  await moveItem(tx, item, {
    status: statusOf(outcome),
    outcome,
    ...(finish.ground && { ground: finish.ground }),
    ...(finish.reason && { reasonEnc: vault.seal(`request_item.reason:${item.id}`, finish.reason) }),
    ...(finish.decidedBy && { decidedBy: finish.decidedBy }),
    decidedAt: instantToDate(now()),
  })
  const files = await closeSubjectFiles(tx, request.id, item.id)
  const letterId = await writeAnswer(tx, vault, request, finish)
  const right = item.right as Right
  say(evidence('letter.written', { letterId, kind: letter.kind }))
  if (files > 0) say(evidence('subject-file.deleted', { itemId: item.id, right, files }))
  say(evidence('item.decided', { itemId: item.id, right, outcome, ground: finish.ground ?? null }))
  return letterId
}

async function writeAnswer(
  tx: Transaction,
  vault: RequestVault,
  request: SubjectRequest,
  { item, letter }: Finish,
): Promise<string> {
  const { map } = await currentMap(tx)
  const proven = request.identity === 'proven' && request.nameEnc !== null
  const name = proven && request.nameEnc ? vault.open('subject_request.name', request.nameEnc) : undefined
  const facts = { ...letter.facts, ...remedies(request, map, item.right as Right) }
  return writeLetter(tx, vault, {
    requestId: request.id,
    itemId: item.id,
    kind: letter.kind,
    frame: letterFrame(request, map, name),
    recipient: claimedEmail(vault, request),
    // The union keeps kind and facts together; the compiler cannot follow it through the spread.
    facts: facts as AnswerLetterFacts[typeof letter.kind],
  })
}

/** What was asked and when, and where to complain (Art. 12(4)). */
export function remedies(request: { controllerKey: string; receivedOn: Date }, map: DataMap, right: Right): Remedies {
  const { country, region } = controllerOf(map, request.controllerKey)
  const authority = authorityFor(country, region)
  return { right, receivedOn: plainDate(request.receivedOn).toString(), authority }
}
