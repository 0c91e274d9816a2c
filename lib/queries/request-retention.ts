// What is still kept of one request's erasure, and what followed it.
import type { StaffActor } from '../domain/actor'
import { type RowCounts, rowCounts } from '../domain/plan/row-counts'
import type { ErasurePlan } from '../domain/plan/types'
import { may } from '../domain/request/status'
import type { KeptPiece } from '../domain/retention/kept-lines'
import { plainDate } from '../platform/clock'
import { db } from '../platform/db/client'

export type FollowUp = {
  id: string
  number: number
  hash: string
  system: string
  cause: string
  status: string
  waitsFor: string | null
  closedAt: string | null
  stepStatus: string | null
  /** By dataset, as the plan says; what was carried out once it is closed. */
  counts: RowCounts[]
}
export type RequestRetention = {
  itemId: string
  replayUntil: string
  checkedAt: string | null
  forgottenAt: string | null
  pieces: KeptPiece[]
  followUps: FollowUp[]
}

export async function requestRetention(actor: StaffActor, requestId: string): Promise<RequestRetention[]> {
  if (!may(actor, 'see')) return []
  const memories = await db.erasureMemory.findMany({
    where: { requestId },
    include: {
      lines: { orderBy: [{ endsOn: 'asc' }, { dataset: 'asc' }, { ruleKey: 'asc' }] },
      plans: { where: { status: { not: 'superseded' } }, orderBy: { number: 'asc' }, include: { steps: true } },
    },
  })
  return memories.map((memory) => ({
    itemId: memory.itemId,
    replayUntil: plainDate(memory.replayUntil).toString(),
    checkedAt: memory.checkedAt?.toISOString() ?? null,
    forgottenAt: memory.forgottenAt?.toISOString() ?? null,
    pieces: memory.lines.map(({ systemKey, ruleKey, endsOn, id, dataset, rows, state, problem }) => ({
      ...{ id, dataset, rows, state, problem, system: systemKey, rule: ruleKey },
      endsOn: endsOn && plainDate(endsOn).toString(),
    })),
    followUps: memory.plans.map(({ id, number, hash, document, followUp, status, waitsFor, closedAt, steps }) => ({
      ...{ id, number, hash, status, waitsFor, cause: followUp ?? '', ...planned(document as unknown as ErasurePlan) },
      closedAt: closedAt?.toISOString() ?? null,
      stepStatus: steps[0]?.status ?? null,
    })),
  }))
}

/** What a follow-up changes, and where; rows that it only meets again are left out. */
export function planned({ systems }: ErasurePlan): Pick<FollowUp, 'system' | 'counts'> {
  const counts = rowCounts(systems.flatMap((share) => share.groups))
  return { system: systems[0]?.system ?? '', counts: counts.filter((line) => line.deleted + line.cleared > 0) }
}
