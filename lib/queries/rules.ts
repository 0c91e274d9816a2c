import type { StaffActor } from '../domain/actor'
import type { HoldRule } from '../domain/hold-rule'
import { instantToDate, now } from '../platform/clock'
import { db } from '../platform/db/client'

export type RuleState = 'in-force' | 'coming' | 'replaced' | 'retired'
export type ShownRule = {
  rule: HoldRule
  state: RuleState
  effectiveAt: string
  retiredAt: string | null
  by: string | null
}

/** Every version of every rule, the newest of a key first. Which is in force is asked as workflow/current-rules does. */
async function versions(where: { key?: string }): Promise<ShownRule[]> {
  const moment = instantToDate(now())
  const rows = await db.holdRule.findMany({ where, orderBy: [{ key: 'asc' }, { version: 'desc' }] })
  const ids = rows.flatMap((row) => row.createdBy ?? [])
  const names = await db.staffUser.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  return rows.map((row) => {
    const newest = rows.find((other) => other.key === row.key && other.effectiveAt <= moment)
    const retired = row.retiredAt !== null && row.retiredAt <= moment
    const state = row.effectiveAt > moment ? 'coming' : row !== newest ? 'replaced' : retired ? 'retired' : 'in-force'
    return {
      rule: row.document as HoldRule,
      state,
      effectiveAt: row.effectiveAt.toISOString(),
      retiredAt: row.retiredAt?.toISOString() ?? null,
      by: names.find(({ id }) => id === row.createdBy)?.name ?? null,
    }
  })
}

export async function rulesInForce(_actor: StaffActor): Promise<ShownRule[]> {
  return (await versions({})).filter(({ state }) => state === 'in-force' || state === 'coming')
}

export async function ruleVersions(_actor: StaffActor, key: string): Promise<ShownRule[]> {
  return versions({ key })
}
