// From findings to a draft: `domain/plan` decides, here the material is put together and the draft replaces older ones.
import type { Catalogue } from '../domain/catalogue'
import type { DataMap } from '../domain/data-map/types'
import { evidence } from '../domain/evidence/events'
import type { SystemFinding } from '../domain/findings'
import type { HoldRule } from '../domain/hold-rule'
import type { PlanMatter } from '../domain/matter'
import { planAccess } from '../domain/plan/plan-access'
import type { PlanDocument } from '../domain/plan/plan-document'
import { planErasure } from '../domain/plan/plan-erasure'
import { planHash } from '../domain/plan/plan-hash'
import { planPortability } from '../domain/plan/plan-portability'
import { planRectification } from '../domain/plan/plan-rectification'
import type { Right } from '../domain/request/rights'
import type { Prisma, Transaction } from '../platform/db/client'
import type { Say } from './commit-item'
import { planBody } from './plan-body'
import type { PlanChoices } from './plan-choices'

export type PlanMaterial = {
  requestId: string
  map: DataMap
  mapVersion: number
  catalogues: Record<string, Catalogue>
  findings: SystemFinding[]
  rules: HoldRule[]
  /** Active ones that concern the person. */
  matters: PlanMatter[]
  /** More rows of a system are not deleted in one transaction. */
  rowsAtOnce: number
  /** ISO date. */
  today: string
}

export function drawPlan(right: Right, material: PlanMaterial, choices: PlanChoices): PlanDocument {
  const { rules, matters, catalogues, ...shared } = material
  if (right === 'erasure') return planErasure({ ...shared, rules, matters, catalogues })
  const { excluded, transfer } = choices
  if (right === 'access') return planAccess({ ...shared, excluded })
  if (right === 'portability') return planPortability({ ...shared, excluded, ...transfer })
  return planRectification({ ...shared, rules, matters, catalogues, corrections: choices.corrections })
}

export type PlannedItem = { id: string; right: string }
/** `document`: of the newest plan of a copy or a transfer, which alone leave something out. */
export type OlderPlan = { id: string; number: number; hash: string; status: string; document: unknown }
export type SavedPlan = { id: string; number: number; hash: string }

/** The newest first. */
export const olderPlans = (tx: Pick<Transaction, '$queryRaw'>, { id, right }: PlannedItem): Promise<OlderPlan[]> =>
  tx.$queryRaw<OlderPlan[]>`
    SELECT id, number, hash, status,
      CASE WHEN ${right} IN ('access', 'portability') AND number = max(number) OVER () THEN document END AS document
    FROM plan WHERE item_id = ${id}::uuid ORDER BY number DESC`

/** Digests of rows go into the plan as the connector made them: they hash primary keys and row versions, never values,
 * and both the plan and the recheck stay inside the company's servers. Evidence names the plan by its hash only. */
export async function savePlan(
  tx: Transaction,
  say: Say,
  item: PlannedItem,
  document: PlanDocument,
  older?: OlderPlan[],
): Promise<SavedPlan> {
  const before = older ?? (await olderPlans(tx, item))
  for (const plan of before.filter(({ status }) => status === 'draft' || status === 'prepared')) {
    await supersedePlan(tx, say, item, plan, 'newer-plan')
  }
  const hash = planHash(document)
  const number = (before[0]?.number ?? 0) + 1
  const { id } = await tx.plan.create({
    data: {
      itemId: item.id,
      number,
      document: document as unknown as Prisma.InputJsonValue,
      hash,
      mapVersion: document.mapVersion,
      matters: mattersOf(document),
    },
    select: { id: true },
  })
  const body = { ...planBody(item, { id, number, hash }), mapVersion: document.mapVersion }
  say(evidence('plan.drafted', { ...body, rows: document.totals.rows, blocks: document.blocks.length }))
  return { id, number, hash }
}

/** To be found by. */
export const mattersOf = (document: PlanDocument): string[] =>
  document.right === 'erasure' || document.right === 'rectification' ? (document.matters ?? []) : []

export async function supersedePlan(
  tx: Transaction,
  say: Say,
  item: PlannedItem,
  plan: { id: string; number: number; hash: string },
  reason: string,
): Promise<void> {
  await tx.plan.updateMany({ where: { id: plan.id }, data: { status: 'superseded' } })
  say(evidence('plan.superseded', { ...planBody(item, plan), reason }))
}
