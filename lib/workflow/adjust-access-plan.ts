import type { StaffActor } from '../domain/actor'
import { evidence } from '../domain/evidence/events'
import { type Outcome, refuse } from '../domain/outcome'
import { leftOutPlace } from '../domain/plan/left-out'
import type { PlanDocument } from '../domain/plan/plan-document'
import type { AccessPlan } from '../domain/plan/types'
import { type ItemStatus, may, permits } from '../domain/request/status'
import { db } from '../platform/db/client'
import { commit, moveItem } from './commit-item'
import { mapVersion } from './current-map'
import { drawPlan, savePlan } from './draw-plan'
import { loadItem, vaultOf } from './load-case'
import { planBody } from './plan-body'
import { planChoices } from './plan-choices'
import { planMaterial } from './plan-material'

type Excluded = AccessPlan['excluded']

/** Leaves a dataset or a field out of the person's copy or transfer, each with its reason (Art. 15(4), 20(4)). */
export async function adjustAccessPlan(
  actor: StaffActor,
  input: { itemId: string; version: number; excluded: Excluded },
): Promise<Outcome> {
  if (!may(actor, 'preparePlan')) return refuse('not-permitted')
  const item = await loadItem(input.itemId)
  const plan = item?.plans[0]
  if (!item || !plan || (item.right !== 'access' && item.right !== 'portability')) return refuse('not-found')
  if (item.version !== input.version) return refuse('conflict')
  if (!permits('preparePlan', item.status as ItemStatus)) return refuse('wrong-status')
  const unknown = unknownEntry(plan.document as unknown as PlanDocument, input.excluded)
  if (unknown) return refuse(unknown)
  const material = await planMaterial(db, item.request, await mapVersion(db, plan.mapVersion), item.right)
  const vault = vaultOf(item.request)
  const seal = (reason: string) => vault.seal(leftOutPlace(item.id), reason)
  const sealed = input.excluded.map((one) => ({ ...one, reason: seal(one.reason) }))
  const choices = await planChoices(db, item, null, material.today)
  const document = drawPlan(item.right, material, { ...choices, excluded: sealed })
  return commit(actor, item.requestId, async (tx, say) => {
    await moveItem(tx, item, { status: 'planned' })
    const saved = await savePlan(tx, say, item, document)
    say(evidence('plan.adjusted', { ...planBody(item, saved), excluded: input.excluded.length }))
    return {}
  })
}

function unknownEntry(document: PlanDocument, excluded: Excluded): 'reason-missing' | 'unknown-dataset' | null {
  const left = document.right === 'portability' ? document.left : document.right === 'access' ? document.excluded : null
  if (left === null || !('datasets' in document)) return 'unknown-dataset'
  const known = new Set([...document.datasets, ...left].map(({ dataset }) => dataset))
  if (excluded.some(({ dataset }) => !known.has(dataset))) return 'unknown-dataset'
  return excluded.some(({ reason }) => reason.trim() === '') ? 'reason-missing' : null
}
