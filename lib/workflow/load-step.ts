import type { ErasureOrder } from '../connectors/connector'
import type { MapDataset } from '../domain/data-map/types'
import type { PersonKeys } from '../domain/findings'
import type { ErasurePlan } from '../domain/plan/types'
import type { Right } from '../domain/request/rights'
import { type FollowUpCause, keysToSeek } from '../domain/retention/standing-rows'
import { db, type Prisma } from '../platform/db/client'
import { mapVersion } from './current-map'
import { vaultOf } from './load-case'
import { loadMemory, rememberedKeys, standingOf } from './load-memory'
import { systemShare } from './system-share'

export type StepCase = Prisma.StepGetPayload<{
  include: { plan: { include: { item: { include: { request: true } } } } }
}>

export const loadStep = (id: string): Promise<StepCase | null> =>
  db.step.findUnique({ where: { id }, include: { plan: { include: { item: { include: { request: true } } } } } })

export const stepBody = (
  step: StepCase,
): { itemId: string; right: Right; planId: string; stepId: string; system: string } => ({
  itemId: step.plan.itemId,
  right: step.plan.item.right as Right,
  planId: step.planId,
  stepId: step.id,
  system: step.systemKey,
})

/** The request's own keys; those of the erasure's memory where the plan follows up, when the request's may be gone. */
async function personOf({ plan }: StepCase, datasets: MapDataset[]): Promise<PersonKeys> {
  const { request } = plan.item
  if (plan.memoryId !== null) {
    const memory = await loadMemory(plan.memoryId)
    if (!memory) throw new Error('a follow-up whose memory was destroyed')
    return keysToSeek(rememberedKeys(memory), datasets, standingOf(memory), plan.followUp as FollowUpCause)
  }
  if (!request.personKeysEnc) throw new Error('a step without the keys of its person')
  return JSON.parse(vaultOf(request).open('subject_request.person_keys', request.personKeysEnc))
}

/** Exactly what was signed: the plan's own groups, map version and catalogue hash; nothing newer. */
export async function erasureOrder(step: StepCase): Promise<ErasureOrder> {
  const { map } = await mapVersion(db, step.plan.mapVersion)
  const { system, catalogueHash, groups } = approvedShare(step)
  const share = systemShare(map, system)
  return { stepId: step.id, map: share, catalogueHash, person: await personOf(step, share.datasets), groups }
}

export function approvedShare(step: StepCase): ErasurePlan['systems'][number] {
  const document = step.plan.document as unknown as ErasurePlan
  const share = document.systems.find(({ system }) => system === step.systemKey)
  if (!share) throw new Error('a step of a system that its plan does not name')
  return share
}

export type RowCounts = { dataset: string; deleted: number; cleared: number }

/** What the plan says is what was done: a step that would touch any other number of rows is refused beforehand. */
export function approvedCounts(step: StepCase): RowCounts[] {
  const counts = new Map<string, RowCounts>()
  for (const group of approvedShare(step).groups) {
    const line = counts.get(group.dataset) ?? { dataset: group.dataset, deleted: 0, cleared: 0 }
    if (group.fate === 'delete') line.deleted += group.rows
    else if (group.changes.length > 0) line.cleared += group.rows
    counts.set(group.dataset, line)
  }
  return [...counts.values()]
}
