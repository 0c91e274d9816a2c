import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { forwardedLines } from '../domain/letters/answer-lines'
import { type Outcome, type Refusal, refuse } from '../domain/outcome'
import type { PlanDocument } from '../domain/plan/plan-document'
import { type ItemStatus, may, permits } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { db, type Transaction } from '../platform/db/client'
import { enqueue } from '../platform/queue'
import { setting } from '../platform/settings'
import { askToErase } from './by-hand-tasks'
import { commit, moveItem, type Say } from './commit-item'
import { mapVersion } from './current-map'
import { endItem } from './finish-item'
import { type ItemCase, loadItem } from './load-case'
import { mapJustWeakened } from './map-just-weakened'
import { askAboutMentions } from './mention-task'
import { openCopy } from './open-copy'
import { partlyCarriedOut } from './partly-carried-out'
import { pinnedKeys } from './person-index'
import { planBody } from './plan-body'
import { planOutdated } from './plan-outdated'
import type { SignPlan } from './prepare-plan'
import { startCorrections } from './start-corrections'
import { startTransfer } from './start-transfer'
import { knowsTheOthersPassword } from './two-people'

type SignedPlan = ItemCase['plans'][number]

/** The DPO's signature under the plan's hash. From here the worker acts. */
export async function approvePlan(actor: StaffActor, input: SignPlan): Promise<Outcome> {
  const item = await loadItem(input.itemId)
  const plan = item?.plans[0]
  if (!item || !plan) return refuse('not-found')
  const twoPeople = item.right === 'erasure' && (await setting(db, 'two-people-for-erasure'))
  const refusal = decideApproval(actor, input, item, plan, twoPeople)
  if (refusal) return refusal
  if (item.right === 'erasure' && twoPeople && (await knowsTheOthersPassword(plan, actor.userId)))
    return refuse('first-password')
  if (await planOutdated(item, plan)) return refuse('plan-outdated')
  if (item.right === 'erasure' && (await openCopy(db, item.request, pinnedKeys(item.request))))
    return refuse('access-first')
  const document = plan.document as unknown as PlanDocument
  if (await mapJustWeakened(document)) return refuse('map-weakened')
  return commit(actor, item.requestId, async (tx, say) => {
    await moveItem(tx, item, { status: 'approved' })
    await tx.plan.updateMany({
      where: { id: plan.id },
      data: { status: 'approved', approvedBy: actor.userId, approvedAt: instantToDate(now()) },
    })
    // A deletion approved by one person says so for ever (the setting's use is recorded).
    const signed = {
      preparedBy: plan.preparedBy ?? actor.userId,
      twoPeople: (plan.preparedBy ?? actor.userId) !== actor.userId,
    }
    say(evidence('plan.approved', { ...planBody(item, plan), ...signed }))
    await startWork(tx, say, actor, item, plan, document)
    return {}
  })
}

function decideApproval(
  actor: StaffActor,
  input: SignPlan,
  item: ItemCase,
  plan: SignedPlan,
  twoPeople: boolean,
): Refusal | null {
  if (!may(actor, 'approvePlan')) return refuse('not-permitted')
  if (item.version !== input.version) return refuse('conflict')
  if (!permits('approvePlan', item.status as ItemStatus)) return refuse('wrong-status')
  if ((plan.status !== 'draft' && plan.status !== 'prepared') || plan.hash !== input.hash) return refuse('plan-changed')
  const { blocks } = plan.document as unknown as PlanDocument
  if (blocks.length > 0) return refuse('plan-blocked', { blocks: blocks.length })
  if (item.right !== 'erasure') return null
  if (item.status !== 'prepared') return refuse('first-signature-missing')
  if (twoPeople && plan.preparedBy === actor.userId) return refuse('same-person')
  return copyPending(item) ? refuse('access-first') : null
}

/** What the person asked to have must be handed out before it is erased. */
const copyPending = (item: ItemCase): boolean =>
  item.request.items.some(
    ({ right, status }) =>
      (right === 'access' || right === 'portability') && !['done', 'refused', 'withdrawn'].includes(status),
  )

async function startWork(
  tx: Transaction,
  say: Say,
  actor: StaffActor,
  item: ItemCase,
  plan: SignedPlan,
  document: PlanDocument,
): Promise<void> {
  if (document.right === 'portability') {
    const moved = { ...item, status: 'approved', version: item.version + 1 }
    return startTransfer(tx, say, actor, moved, plan, document)
  }
  if (document.right === 'rectification') return startCorrections(tx, say, item, plan, document)
  const byHand = (document.byHand ?? []).length > 0
  // What an earlier plan erased is told and remembered, also where nothing is left to find.
  const begun = document.right === 'erasure' && (await partlyCarriedOut(tx, [item])).length > 0
  const named = await askAboutMentions(tx, say, item, document)
  if (document.totals.rows === 0 && !byHand && !begun && !named) return nothingFound(tx, say, actor, item, document)
  if (document.right === 'access') return enqueue(tx, 'build-package', { itemId: item.id })
  await askToErase(tx, say, item)
  const systems = document.systems.filter(({ groups }) => groups.length > 0)
  if (systems.length === 0) return enqueue(tx, 'close-item', { itemId: item.id })
  for (const { system } of systems) {
    const { id } = await tx.step.create({ data: { planId: plan.id, systemKey: system }, select: { id: true } })
    await enqueue(tx, 'run-step', { stepId: id })
  }
}

/** An outcome of its own, with its own letter (Art. 15(1): also "no data" is an answer). */
async function nothingFound(
  tx: Transaction,
  say: Say,
  actor: StaffActor,
  item: ItemCase,
  document: PlanDocument,
): Promise<void> {
  const { map } = await mapVersion(tx, document.mapVersion)
  await endItem(tx, say, {
    item: { ...item, status: 'approved', version: item.version + 1 },
    outcome: 'nothing-found',
    decidedBy: actor.userId,
    letter: { kind: 'nothing-found', facts: { forwarded: forwardedLines(document, map) } },
  })
}
