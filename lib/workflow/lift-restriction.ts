import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { linesFor } from '../domain/recipients/notice'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { db, type Transaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import { Conflict, commit, type Say } from './commit-item'
import { currentMap } from './current-map'
import { loadRestriction, type RestrictionCase } from './load-restriction'
import { tellRecipients } from './tell-recipients'

/** Only after the letter that announces it has gone out, by mail or by post. One person is enough: it was told before. */
export async function liftRestriction(
  actor: StaffActor,
  input: { restrictionId: string; version: number },
): Promise<Outcome> {
  if (!may(actor, 'restrict')) return refuse('not-permitted')
  const found = await loadRestriction(input.restrictionId)
  if (!found) return refuse('not-found')
  if (found.version !== input.version) return refuse('conflict')
  if (found.status !== 'lift-announced') return refuse('wrong-status')
  const letter = found.letterId && (await db.letter.findUnique({ where: { id: found.letterId } }))
  if (!letter || !['sent', 'posted'].includes(letter.status)) return refuse('letter-not-sent')
  const { id, itemId, matterId, version } = found
  return commit(actor, found.requestId, async (tx, say) => {
    const { count } = await tx.restriction.updateMany({
      where: { id, version, status: 'lift-announced' },
      data: { status: 'lifted', version: { increment: 1 }, liftedAt: instantToDate(now()) },
    })
    if (count !== 1) throw new Conflict()
    say(evidence('restriction.lifted', { itemId, restrictionId: id }))
    if (matterId !== null) await endMatter(tx, say, actor, matterId)
    await enqueue(tx, 'mark-restriction', { restrictionId: id })
    await tellOfLift(tx, say, found)
    return {}
  })
}

/** Whoever was told that it began hears that it ended. */
async function tellOfLift(tx: Transaction, say: Say, { id: occasion, item }: RestrictionCase): Promise<void> {
  if (item.request.wrappedKey === null) return
  const told = await tx.recipientNotice.findMany({ where: { itemId: item.id, act: 'restriction', occasion } })
  const { map } = await currentMap(tx)
  const lines = linesFor(
    map,
    told.flatMap(({ datasets }) => datasets),
  )
  await tellRecipients(tx, say, item, { act: 'restriction-lifted', map, lines, occasion })
}

/** What it kept is planned anew; whom it was about is forgotten with it. */
async function endMatter(tx: Transaction, say: Say, actor: StaffActor, matterId: string): Promise<void> {
  await tx.matter.updateMany({
    where: { id: matterId },
    data: { status: 'lifted', version: { increment: 1 }, liftedBy: actor.userId, liftedAt: instantToDate(now()) },
  })
  await tx.matterPerson.deleteMany({ where: { matterId } })
  say(evidence('matter.lifted', { matterId, proposedBy: actor.userId }))
  await enqueue(tx, 'apply-matter', { matterId })
  await enqueue(tx, 'end-holds', {})
}
