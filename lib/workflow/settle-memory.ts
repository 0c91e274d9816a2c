// What is open of an erasure in one system, as the newest look or the newest follow-up leaves it.
import type { ErasurePlan } from '../domain/plan/types'
import { retainedLines, settleLines } from '../domain/retention/retained-lines'
import { instantToDate, now, plainDate } from '../platform/clock'
import type { Prisma, Transaction } from '../platform/db/client'
import { lineRow } from './remember-erasure'

type Line = Prisma.RetainedLineGetPayload<object>

/** @returns how many lines ended. The caller holds the request's lock. */
export async function settleMemory(
  tx: Transaction,
  memoryId: string,
  system: string,
  plan: ErasurePlan,
): Promise<number> {
  const open = await tx.retainedLine.findMany({ where: { memoryId, systemKey: system, state: { not: 'ended' } } })
  const { ended, next } = settleLines(open.map(openLine), retainedLines(plan.systems))
  const endedAt = instantToDate(now())
  for (const { id, rows } of ended)
    await tx.retainedLine.update({ where: { id }, data: { state: 'ended', rows, problem: null, endedAt } })
  const replaced = open.map(({ id }) => id).filter((id) => !ended.some((line) => line.id === id))
  await tx.retainedLine.deleteMany({ where: { id: { in: replaced } } })
  await tx.retainedLine.createMany({ data: next.map((line) => ({ memoryId, ...lineRow(line) })) })
  return ended.length
}

/** Whether the plan lets go what is remembered as kept for longer: the map, and no rule or day, says otherwise since. */
export function endsEarly(lines: readonly Line[], system: string, plan: ErasurePlan): boolean {
  const open = lines.filter(({ systemKey, state }) => systemKey === system && state !== 'ended')
  const { ended } = settleLines(open.map(openLine), retainedLines(plan.systems))
  return open.some((line) => line.state === 'held' && ended.some(({ id }) => id === line.id))
}

const openLine = (line: Line) => ({
  id: line.id,
  system: line.systemKey,
  dataset: line.dataset,
  rule: line.ruleKey,
  ruleVersion: line.ruleVersion,
  endsOn: line.endsOn && plainDate(line.endsOn).toString(),
  rows: line.rows,
})
