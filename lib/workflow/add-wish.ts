import type { SubjectActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import type { Right } from '../domain/request/rights'
import { type ItemStatus, permits } from '../domain/request/status'
import { db, type Transaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import { mostWishes } from '../schemas/add-wish'
import { commit, moveItem, type Say } from './commit-item'
import { currentMap } from './current-map'
import { supersedePlan } from './draw-plan'
import { controllerOf } from './letter-frame'
import { loadRequest, type RequestCase, vaultOf } from './load-case'
import { openByHand } from './open-by-hand'
import { namedWishes, readWishes, type StatedWish, wishesOf, wishRows } from './stated-wishes'

export type AddWish = { requestId: string; wish: StatedWish }

/** Until the correction is signed, the person may say more; what was planned is planned anew. */
export async function addWish(actor: SubjectActor, { requestId, wish }: AddWish): Promise<Outcome> {
  if (actor.requestId !== requestId || actor.level !== 'code') return refuse('not-permitted')
  const request = await loadRequest(requestId)
  const item = request?.items.find(({ right }) => right === 'rectification')
  if (!request || !item) return refuse('not-found')
  if (!permits('addWish', item.status as ItemStatus)) return refuse('wrong-status')
  const { map } = await currentMap(db)
  const read = readWishes(map, controllerOf(map, request.controllerKey), 'words' in wish ? [] : [wish])
  if (!read.ok) return read
  const [wanted] = wishesOf(map, read.values, 'words' in wish ? wish.words : '')
  if (!wanted) return refuse('wish-missing')
  if ((await db.correctionWish.count({ where: { itemId: item.id } })) >= mostWishes) return refuse('wishes-too-many')
  return commit(actor, requestId, async (tx, say) => {
    const before = await tx.correctionWish.count({ where: { itemId: item.id } })
    const rows = wishRows(vaultOf(request), [wanted], before + 1)
    if (!('words' in wanted)) await replaceEarlier(tx, item.id, wanted.datum)
    await tx.correctionWish.createMany({ data: rows.map((row) => ({ itemId: item.id, ...row })) })
    say(evidence('wishes.received', namedWishes([wanted])))
    await planAnew(tx, say, item, wanted)
    return {}
  })
}

/** Of one datum one value is right: the person's newest word. */
async function replaceEarlier(tx: Transaction, itemId: string, datum: string): Promise<void> {
  await tx.correctionWish.updateMany({
    where: { itemId, datum, status: { not: 'refused' } },
    data: { status: 'replaced', version: { increment: 1 } },
  })
}

async function planAnew(tx: Transaction, say: Say, item: RequestCase['items'][number], wish: StatedWish) {
  const inWords = 'words' in wish
  if (item.status !== 'waiting' && inWords) await askColleague(tx, say, item)
  const searched = item.status !== 'waiting' && !(item.status === 'by-hand' && inWords)
  // Also where nothing else changes: whoever decides meanwhile has not seen this wish.
  await moveItem(tx, item, { status: searched ? 'discovering' : (item.status as ItemStatus) })
  if (!searched) return
  const plan = await tx.plan.findFirst({ where: { itemId: item.id }, orderBy: { number: 'desc' } })
  if (plan && plan.status !== 'superseded') await supersedePlan(tx, say, item, plan, 'wish-added')
  await enqueue(tx, 'discover-data', { requestId: item.requestId })
}

async function askColleague(tx: Transaction, say: Say, { id, right }: { id: string; right: string }) {
  const open = await tx.manualTask.count({
    where: { itemId: id, kind: 'rectify', status: { in: ['open', 'impossible'] } },
  })
  if (open === 0) await openByHand(tx, say, { id, right: right as Right }, 'rectify')
}
