import type { StaffActor } from '../domain/actor'
import type { DataMap } from '../domain/data-map/types'
import { type EvidenceEvent, evidence } from '../domain/evidence/events'
import type { SystemFinding } from '../domain/findings'
import { type Outcome, refuse } from '../domain/outcome'
import { linesFor } from '../domain/recipients/notice'
import { type ItemStatus, may, permits } from '../domain/request/status'
import { instantToDate, now, today } from '../platform/clock'
import { db, type Transaction } from '../platform/db/client'
import { appendAllEvidence } from '../platform/ledger'
import { enqueue } from '../platform/queue'
import { currentMap } from './current-map'
import { loadRestriction, type RestrictionCase } from './load-restriction'
import { whileNothingCommits } from './matter-lock'
import { askForRecords } from './matter-people'
import { insertMatter, type PlacedMatter } from './place-matter'
import { restrictedPerson } from './restricted-person'
import { tellRecipients } from './tell-recipients'
import { writeRestrictionLetter } from './write-restriction-letter'

/** Looked at again within a month: accuracy is not contested for ever. */
const REVIEW = { months: 1 }

/**
 * Stored and nothing else (Art. 18(2)): once this has returned, nothing of the person is erased or corrected but by their
 * own request; records are marked where the data map says how.
 */
export async function beginRestriction(
  actor: StaffActor,
  input: { restrictionId: string; version: number },
): Promise<Outcome<{ matterId: string }>> {
  if (!may(actor, 'restrict')) return refuse('not-permitted')
  const found = await loadRestriction(input.restrictionId)
  if (!found) return refuse('not-found')
  if (found.version !== input.version) return refuse('conflict')
  if (found.status !== 'asked' || found.item.request.identity !== 'proven') return refuse('wrong-status')
  // What was answered or withdrawn is contested no more.
  if (!permits('askRestriction', found.item.status as ItemStatus)) return refuse('wrong-status')
  const { map } = await currentMap(db)
  if (found.item.request.wrappedKey === null) return refuse('data-destroyed')
  const people = [await askForRecords(map, restrictedPerson(map, found))]
  const number = await db.restriction.count({ where: { requestId: found.requestId, matterId: { not: null } } })
  return whileNothingCommits(async (tx): Promise<Outcome<{ matterId: string }>> => {
    const { id, version } = found
    const { count } = await tx.restriction.updateMany({
      where: { id, version, status: 'asked' },
      data: { status: 'active', version: { increment: 1 }, beganAt: instantToDate(now()), decidedBy: actor.userId },
    })
    if (count !== 1) return refuse('conflict')
    const matterId = await insertMatter(tx, actor, matterOf(found, number + 1), people)
    await tx.restriction.update({ where: { id }, data: { matterId } })
    await writeRestrictionLetter(tx, found, 'restriction-begun')
    const events: EvidenceEvent[] = [
      evidence('restriction.begun', { itemId: found.itemId, restrictionId: id, matterId }),
    ]
    const touched = await foundIn(tx, found.requestId, map)
    const item = { id: found.itemId, requestId: found.requestId }
    const change = { act: 'restriction' as const, map, lines: linesFor(map, touched), occasion: id }
    await tellRecipients(tx, (event) => events.push(event), item, change)
    await appendAllEvidence(tx, { actor, requestId: found.requestId, events })
    await enqueue(tx, 'mark-restriction', { restrictionId: id })
    return { ok: true, matterId }
  })
}

const matterOf = ({ item, requestId }: RestrictionCase, number: number): PlacedMatter => ({
  ...{ kind: 'restriction', reference: `${item.request.reference}-R${number}`, told: 'told' },
  ...{ name: 'Article 18(1)(a) GDPR', reason: 'Article 18(1)(a) GDPR', requestId },
  ...{ systems: [], datasets: [], identifiers: [], from: null, to: null },
  reviewOn: today(item.request.timeZone).add(REVIEW).toString(),
})

/** Own datasets with rows of the person, by the newest search: what is restricted. */
async function foundIn(tx: Transaction, requestId: string, map: DataMap): Promise<string[]> {
  const newest = await tx.systemFinding.findFirst({ where: { requestId }, orderBy: { round: 'desc' } })
  if (!newest) return []
  const findings = await tx.systemFinding.findMany({ where: { requestId, round: newest.round } })
  const held = findings.flatMap(({ document }) => (document as unknown as SystemFinding).datasets ?? [])
  return held
    .filter(({ count }) => count > 0)
    .map(({ dataset }) => dataset)
    .filter((key) => map.datasets.some((dataset) => dataset.key === key && dataset.role === 'controller'))
}
