import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { withoutRefused } from '../domain/plan/plan-portability'
import type { PortabilityPlan } from '../domain/plan/portability-plan'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { db, type Transaction } from '../platform/db/client'
import { evidenceDigest } from '../platform/keys'
import { enqueue } from '../platform/queue'
import { Conflict, commit, type Say } from './commit-item'
import { mapVersion } from './current-map'
import { endTransferEmpty } from './end-transfer-empty'
import { type ItemCase, loadItem, vaultOf } from './load-case'
import { ownController } from './own-controller'

export type DecideAcceptance = { acceptanceId: string; version: number; accept: boolean; reason: string }

const LONGEST_REASON = 2000

/** A controller's word on whether its data leaves; with the last one the transfer goes on, or ends. */
export async function decideAcceptance(actor: StaffActor, input: DecideAcceptance): Promise<Outcome> {
  if (!may(actor, 'decideAcceptance')) return refuse('not-permitted')
  const controller = await ownController(actor)
  const asked = await db.transferAcceptance.findUnique({ where: { id: input.acceptanceId } })
  // Another controller's question looks like one that does not exist.
  if (!asked || controller === null || asked.controllerKey !== controller) return refuse('not-found')
  const reason = input.reason.trim()
  if (!input.accept && reason === '') return refuse('reason-missing')
  if (reason.length > LONGEST_REASON) return refuse('reason-too-long', { longest: LONGEST_REASON })
  if (asked.status !== 'pending') return refuse('wrong-status')
  const item = await loadItem(asked.itemId)
  if (item?.status !== 'approved') return refuse('wrong-status')
  return commit(actor, item.requestId, async (tx, say) => {
    const { count } = await tx.transferAcceptance.updateMany({
      where: { id: asked.id, version: input.version, status: 'pending' },
      data: {
        status: input.accept ? 'accepted' : 'refused',
        version: { increment: 1 },
        ...{ decidedBy: actor.userId, decidedAt: instantToDate(now()) },
        ...(reason !== '' && {
          reasonEnc: vaultOf(item.request).seal(`transfer_acceptance.reason:${asked.id}`, reason),
        }),
      },
    })
    if (count !== 1) throw new Conflict()
    const { id: acceptanceId, itemId, planId, controllerKey, why } = asked
    const body = { itemId, planId, acceptanceId, controller: controllerKey, why }
    const reasonDigest = reason === '' ? null : evidenceDigest(reason)
    say(evidence('acceptance.decided', { ...body, accepted: input.accept, reasonDigest }))
    await goOn(tx, say, item, planId, actor.userId)
    return {}
  })
}

/** Read under the request's lock: of two controllers who answer at once, the second sees the first. */
async function goOn(tx: Transaction, say: Say, { id }: ItemCase, planId: string, decidedBy: string): Promise<void> {
  const item = await loadItem(id, tx)
  const plan = item?.plans[0]
  if (item?.status !== 'approved' || plan?.id !== planId || plan.status !== 'approved') throw new Conflict()
  const answers = await tx.transferAcceptance.findMany({ where: { planId } })
  if (answers.some(({ status }) => status === 'pending')) return
  const refused = answers.filter(({ status }) => status === 'refused').map(({ controllerKey }) => controllerKey)
  const left = withoutRefused(plan.document as unknown as PortabilityPlan, refused)
  if (left.datasets.length > 0) return enqueue(tx, 'build-package', { itemId: id })
  const { map } = await mapVersion(tx, plan.mapVersion)
  await endTransferEmpty(tx, say, { item, plan: left, map, decidedBy })
}
