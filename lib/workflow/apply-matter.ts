// After a matter was placed or lifted: plans that were drawn without it, or with it, are drawn again, and steps that wait
// under it are given the chance to say so. What commits is stopped by the lock, never by this.
import type { WorkerActor } from '../domain/actor'
import type { PersonKeys } from '../domain/findings'
import type { PlanMatter } from '../domain/matter'
import { type Outcome, refuse } from '../domain/outcome'
import type { RectificationPlan } from '../domain/plan/rectification-plan'
import type { ErasurePlan } from '../domain/plan/types'
import { type ItemStatus, permits } from '../domain/request/status'
import { db, inTransaction, type Prisma } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import { openForOffice, sealForOffice } from '../platform/request-vault'
import { planMatter, unforeseen } from './active-matters'
import { commit, moveItem } from './commit-item'
import { currentMap } from './current-map'
import { supersedePlan } from './draw-plan'
import { askForRecords } from './matter-people'
import { personIndex } from './person-index'

/** Thrown so that the queue asks again: a system that was away may know the person by other records. */
export class MatterWaits extends Error {}

/** @throws MatterWaits */
export async function applyMatter(actor: WorkerActor, input: { matterId: string }): Promise<Outcome> {
  const found = await db.matter.findUnique({ where: { id: input.matterId } })
  if (!found) return refuse('not-found')
  const lifted = found.status === 'lifted'
  const unasked = lifted ? [] : await askAgain(found.id)
  const matter = planMatter(found)
  for (const plan of await openPlans(found)) {
    const document = plan.document as unknown as ErasurePlan | RectificationPlan
    const outdated = lifted ? (document.matters ?? []).includes(matter.id) : unforeseen(document, [matter])
    if (outdated) await drawAgain(actor, plan, matter)
  }
  if (unasked.length > 0) throw new MatterWaits()
  return { ok: true }
}

type OpenPlan = Prisma.PlanGetPayload<{ include: { item: true; steps: true } }>

/** The plans of open erasures and corrections that were drawn under a lifted matter, or that an active one may concern. */
async function openPlans(matter: { id: string; aboutEverybody: boolean; status: string }): Promise<OpenPlan[]> {
  const lifted = matter.status === 'lifted'
  const people = await db.matterPerson.findMany({ where: { matterId: matter.id }, select: { personIndex: true } })
  const index = people.flatMap((person) => person.personIndex)
  return db.plan.findMany({
    where: {
      status: { in: ['draft', 'prepared', 'approved'] },
      ...(lifted && { matters: { has: matter.id } }),
      item: {
        right: { in: ['erasure', 'rectification'] },
        status: { in: ['planned', 'prepared', 'approved'] },
        ...(!lifted && !matter.aboutEverybody && { request: { personIndex: { hasSome: index } } }),
      },
    },
    include: { item: true, steps: true },
  })
}

/** A draft goes back to the search; an approved plan's steps refuse themselves, and one that is done stays done. */
async function drawAgain(actor: WorkerActor, plan: OpenPlan, matter: PlanMatter): Promise<void> {
  const { item, steps } = plan
  if (item.status === 'approved') {
    const waiting = steps.filter(({ status }) => status === 'pending' || status === 'waiting')
    for (const { id } of waiting) await inTransaction((tx) => enqueue(tx, 'run-step', { stepId: id }))
    return
  }
  if (!permits('rediscover', item.status as ItemStatus)) return
  await commit(actor, item.requestId, async (tx, say) => {
    await moveItem(tx, item, { status: 'discovering' })
    await supersedePlan(tx, say, item, plan, `matter:${matter.id}`)
    await enqueue(tx, 'discover-data', { requestId: item.requestId })
    return {}
  })
}

/** @returns the systems that still do not answer. */
async function askAgain(matterId: string): Promise<string[]> {
  const people = await db.matterPerson.findMany({ where: { matterId, unasked: { isEmpty: false } } })
  if (people.length === 0) return []
  const { map } = await currentMap(db)
  const left: string[] = []
  for (const { id, keysEnc, unasked } of people) {
    const place = `matter_person.keys:${id}`
    const before: PersonKeys = JSON.parse(openForOffice(place, keysEnc))
    const asked = await askForRecords(map, before, unasked)
    const row = { keysEnc: sealForOffice(place, JSON.stringify(asked.keys)), personIndex: personIndex(asked.keys) }
    await db.matterPerson.updateMany({ where: { id }, data: { ...row, unasked: asked.unasked } })
    left.push(...asked.unasked)
  }
  return left
}
