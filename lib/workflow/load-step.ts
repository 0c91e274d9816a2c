import type { ErasureOrder } from '../connectors/connector'
import type { MapDataset } from '../domain/data-map/types'
import type { PersonKeys } from '../domain/findings'
import { type RowCounts, rowCounts } from '../domain/plan/row-counts'
import type { ErasurePlan } from '../domain/plan/types'
import type { Right } from '../domain/request/rights'
import { type FollowUpCause, keysToSeek } from '../domain/retention/standing-rows'
import { db, type Prisma } from '../platform/db/client'
import { namedMap } from './current-map'
import { loadMemory, rememberedKeys, standingOf } from './load-memory'
import { pinnedKeys } from './person-index'
import { systemShare } from './system-share'

/** Only what the verbs of a step look at. */
export type StepCase = Pick<
  Prisma.StepGetPayload<object>,
  'id' | 'planId' | 'systemKey' | 'status' | 'attempts' | 'fence' | 'transactionId' | 'problem'
> & {
  plan: Pick<
    Prisma.PlanGetPayload<object>,
    | 'id'
    | 'itemId'
    | 'number'
    | 'document'
    | 'hash'
    | 'mapVersion'
    | 'status'
    | 'followUp'
    | 'memoryId'
    | 'approvedAt'
    | 'createdAt'
  > & { mapChecksum: string; item: { id: string; requestId: string; right: string; request: StepRequest } }
}
type StepRequest = { id: string; wrappedKey: string | null; personKeysEnc: string | null; emailIndex: string }

/** In one statement, since each job of a step begins with it. */
export async function loadStep(id: string): Promise<StepCase | null> {
  const [found] = await db.$queryRaw<{ step: StepCase; approvedAt: Date | null; createdAt: Date }[]>`
    SELECT json_build_object('id', s.id, 'planId', s.plan_id, 'systemKey', s.system_key, 'status', s.status,
      'attempts', s.attempts, 'fence', s.fence, 'transactionId', s.transaction_id, 'problem', s.problem,
      'plan', json_build_object('id', p.id, 'itemId', p.item_id, 'number', p.number, 'document', p.document,
        'hash', p.hash, 'mapVersion', p.map_version, 'mapChecksum', m.checksum, 'status', p.status,
        'followUp', p.follow_up, 'memoryId', p.memory_id,
        'item', json_build_object('id', i.id, 'requestId', i.request_id, 'right', i."right",
          'request', json_build_object('id', r.id, 'wrappedKey', r.wrapped_key, 'personKeysEnc', r.person_keys_enc,
            'emailIndex', r.email_index)))) AS step,
      p.approved_at AS "approvedAt", p.created_at AS "createdAt"
    FROM step s JOIN plan p ON p.id = s.plan_id JOIN request_item i ON i.id = p.item_id
      JOIN subject_request r ON r.id = i.request_id LEFT JOIN data_map_version m ON m.version = p.map_version
    WHERE s.id = ${id}::uuid`
  if (!found) return null
  const { step, approvedAt, createdAt } = found
  return { ...step, plan: { ...step.plan, approvedAt, createdAt } }
}

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
export async function personOf({ plan }: StepCase, datasets: MapDataset[]): Promise<PersonKeys> {
  const { request } = plan.item
  if (plan.memoryId !== null) {
    const memory = await loadMemory(plan.memoryId)
    if (!memory) throw new Error('a follow-up whose memory was destroyed')
    return keysToSeek(rememberedKeys(memory), datasets, standingOf(memory), plan.followUp as FollowUpCause)
  }
  if (!request.personKeysEnc) throw new Error('a step without the keys of its person')
  return pinnedKeys(request)
}

/** Exactly what was signed: the plan's own groups, map version and catalogue hash; nothing newer. */
export async function erasureOrder(step: StepCase): Promise<ErasureOrder> {
  const { map } = await namedMap(db, { version: step.plan.mapVersion, checksum: step.plan.mapChecksum })
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

/** What the plan says is what was done: a step that would touch any other number of rows is refused beforehand. */
export const approvedCounts = (step: StepCase): RowCounts[] => rowCounts(approvedShare(step).groups)
