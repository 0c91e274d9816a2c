import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, type Refusal, refuse } from '../domain/outcome'
import type { WishStatus } from '../domain/rectification/correction-facts'
import { type ItemStatus, may, permits } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { db, type Prisma, type Transaction } from '../platform/db/client'
import { evidenceDigest } from '../platform/keys'
import { readDatum } from '../schemas/datum-value'
import { Conflict, commit, moveItem, type Say } from './commit-item'
import { mapVersion } from './current-map'
import { drawPlan, savePlan } from './draw-plan'
import { controllerOf } from './letter-frame'
import { type ItemCase, loadItem, vaultOf } from './load-case'
import { partlyCarriedOut } from './partly-carried-out'
import { planChoices } from './plan-choices'
import { planMaterial } from './plan-material'
import { placeOfDatum } from './stated-wishes'

export type DecideWish = {
  wishId: string
  /** Of the wish. */
  version: number
  decision: 'accept' | 'adapt' | 'refuse'
  /** What is to stand there instead, where it is adapted. */
  value?: string
  /** For the person: why it is refused, or why places are left as they are. */
  reason?: string
  /** Places that are left as they are. */
  left?: string[]
  /** Empty places that are completed although the datum stands elsewhere. */
  completed?: string[]
}

type Wish = Prisma.CorrectionWishGetPayload<{ include: { places: true } }>
type Decided = { status: WishStatus; value: string | null; reason: string }

const statusAfter = { accept: 'accepted', adapt: 'adapted', refuse: 'refused' } as const

/** The DPO's word on one wish; the plan is drawn anew with it. What was carried out already stands. */
export async function decideWish(actor: StaffActor, input: DecideWish): Promise<Outcome> {
  if (!may(actor, 'decideWish')) return refuse('not-permitted')
  const wish = await db.correctionWish.findUnique({
    where: { id: input.wishId },
    include: { places: { where: { replacedAt: null } } },
  })
  const item = wish && (await loadItem(wish.itemId))
  if (!wish || !item) return refuse('not-found')
  const decided = await decide(input, wish, item)
  if (!decided.ok) return decided
  const plan = item.plans[0]
  if (!plan) return refuse('not-searched')
  const seen = await mapVersion(db, plan.mapVersion)
  const material = await planMaterial(db, item.request, seen, 'rectification')
  return commit(actor, item.requestId, async (tx, say) => {
    await saveDecision(tx, actor, { wish, item, input, decided })
    sayDecided(say, item.id, wish, input)
    if (wish.datum === null) await closeByHand(tx, actor, item.id)
    await moveItem(tx, item, { status: 'planned' })
    const choices = await planChoices(tx, item, null, material.today)
    await savePlan(tx, say, item, drawPlan('rectification', material, choices))
    return {}
  })
}

async function decide(input: DecideWish, wish: Wish, item: ItemCase): Promise<Outcome<Decided>> {
  const refusal = await whyNot(input, wish, item)
  if (refusal) return refusal
  const { decision, reason = '' } = input
  const decided = { status: statusAfter[decision], reason: reason.trim() }
  if (decision !== 'adapt') return { ok: true, ...decided, value: null }
  const { map } = await mapVersion(db, item.plans[0]?.mapVersion ?? 0)
  const datum = map.data?.find(({ key }) => key === wish.datum)
  if (!datum) return refuse('bad-value')
  const read = readDatum(datum.input, input.value ?? '', placeOfDatum(controllerOf(map, item.request.controllerKey)))
  return read.ok ? { ok: true, ...decided, value: read.value } : refuse('corrections-unfit', { value: read.problem })
}

async function whyNot(input: DecideWish, wish: Wish, item: ItemCase): Promise<Refusal | null> {
  const { decision, left = [], completed = [], reason = '' } = input
  if (wish.version !== input.version) return refuse('conflict')
  if (wish.status === 'replaced' || !permits('decideWish', item.status as ItemStatus)) return refuse('wrong-status')
  // In the person's own words: a colleague does it, or it is refused.
  if (wish.datum === null && decision !== 'refuse') return refuse('bad-value')
  if (reason.trim() === '' && (decision === 'refuse' || left.length > 0)) return refuse('reason-missing')
  const known = new Set(wish.places.map(({ id }) => id))
  if ([...left, ...completed].some((id) => !known.has(id))) return refuse('plan-changed')
  if (item.plans.length === 0) return refuse('not-searched')
  const decidedBefore = wish.status !== 'open' && (await partlyCarriedOut(db, [item])).length > 0
  return decidedBefore ? refuse('partly-carried-out') : null
}

type Saving = { wish: Wish; item: ItemCase; input: DecideWish; decided: Decided }

async function saveDecision(tx: Transaction, actor: StaffActor, { wish, item, input, decided }: Saving): Promise<void> {
  const vault = vaultOf(item.request)
  const { value, reason, status } = decided
  const { count } = await tx.correctionWish.updateMany({
    where: { id: wish.id, version: wish.version },
    data: {
      ...{ status, version: { increment: 1 }, decidedBy: actor.userId, decidedAt: instantToDate(now()) },
      adaptedEnc: value === null ? null : vault.seal(`correction_wish.adapted:${wish.id}`, value),
      reasonEnc: reason === '' ? null : vault.seal(`correction_wish.reason:${wish.id}`, reason),
    },
  })
  if (count !== 1) throw new Conflict()
  const { left = [], completed = [] } = input
  const own = { wishId: wish.id, replacedAt: null }
  await tx.correctionPlace.updateMany({ where: own, data: { decision: null } })
  await tx.correctionPlace.updateMany({ where: { ...own, id: { in: completed } }, data: { decision: 'apply' } })
  await tx.correctionPlace.updateMany({ where: { ...own, id: { in: left } }, data: { decision: 'leave' } })
}

function sayDecided(say: Say, itemId: string, wish: Wish, { decision, left = [], reason = '' }: DecideWish): void {
  const body = { itemId, right: 'rectification' as const, wishId: wish.id, number: wish.number, decision }
  const reasonDigest = reason.trim() === '' ? null : evidenceDigest(reason.trim())
  say(evidence('wish.decided', { ...body, left: left.length, reasonDigest }))
}

/** Once nothing in the person's own words is left to do, the task for it is over. */
async function closeByHand(tx: Transaction, actor: StaffActor, itemId: string): Promise<void> {
  const left = await tx.correctionWish.count({ where: { itemId, datum: null, status: { not: 'refused' } } })
  if (left > 0) return
  await tx.manualTask.updateMany({
    where: { itemId, kind: 'rectify', status: { in: ['open', 'impossible'] } },
    data: { status: 'kept', version: { increment: 1 }, doneBy: actor.userId, doneAt: instantToDate(now()) },
  })
}
