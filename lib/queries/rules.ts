import type { StaffActor } from '../domain/actor'
import type { HoldRule } from '../domain/hold-rule'
import { type Weakening, weakenings } from '../domain/hold-rules/rule-change'
import type { ShownRule } from '../domain/hold-rules/shown-rule'
import { may } from '../domain/request/status'
import { instantToDate, now } from '../platform/clock'
import { db, type Prisma } from '../platform/db/client'
import { openForOffice } from '../platform/request-vault'

/** What has not come into force yet: what it protects less, and when. */
export type PendingChange = { change: 'version' | 'retirement'; at: string; weaker: Weakening[]; shown: ShownRule }

type Row = Prisma.HoldRuleGetPayload<object>

/** Every version of every rule, the newest of a key first. Which is in force is asked as workflow/current-rules does. */
async function versions(actor: StaffActor, where: Prisma.HoldRuleWhereInput): Promise<ShownRule[]> {
  const moment = instantToDate(now())
  const rows = await db.holdRule.findMany({ where, orderBy: [{ key: 'asc' }, { version: 'desc' }] })
  const ids = rows.flatMap((row) => [row.createdBy, row.retiredBy, row.cancelledBy]).filter((id) => id !== null)
  const people = await db.staffUser.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const named = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  const mayRead = may(actor, 'readPersonalData') || may(actor, 'editMap')
  const words = (row: Row, column: 'reason' | 'retire_reason', sealed: string | null) =>
    sealed && mayRead ? openForOffice(`hold_rule.${column}:${row.key}@${row.version}`, sealed) : null
  return rows.map((row) => ({
    rule: row.document as HoldRule,
    state: stateOf(row, rows, moment),
    effectiveAt: row.effectiveAt.toISOString(),
    retiredAt: row.retiredAt?.toISOString() ?? null,
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
    by: named(row.createdBy),
    reason: words(row, 'reason', row.reasonEnc),
    retiredBy: named(row.retiredBy),
    retireReason: words(row, 'retire_reason', row.retireReasonEnc),
    cancelledBy: named(row.cancelledBy),
  }))
}

function stateOf(row: Row, rows: readonly Row[], moment: Date): ShownRule['state'] {
  if (row.cancelledAt) return 'cancelled'
  if (row.effectiveAt > moment) return 'coming'
  const newest = rows.find((other) => other.key === row.key && !other.cancelledAt && other.effectiveAt <= moment)
  if (row !== newest) return 'replaced'
  return row.retiredAt !== null && row.retiredAt <= moment ? 'retired' : 'in-force'
}

export async function rulesInForce(actor: StaffActor): Promise<ShownRule[]> {
  return (await versions(actor, {})).filter(({ state }) => state === 'in-force' || state === 'coming')
}

/** What comes into force within a day unless somebody takes it back. */
export async function changesWaiting(actor: StaffActor): Promise<PendingChange[]> {
  const later = { gt: instantToDate(now()) }
  const coming = await db.holdRule.findMany({
    where: { OR: [{ effectiveAt: later, cancelledAt: null }, { retiredAt: later }] },
    select: { key: true },
  })
  if (coming.length === 0) return []
  const shown = await versions(actor, { key: { in: coming.map(({ key }) => key) } })
  const byKey = [...Map.groupBy(shown, ({ rule }) => rule.key).values()]
  return byKey.map(pendingChange).filter((pending) => pending !== null)
}

export const ruleVersions = (actor: StaffActor, key: string): Promise<ShownRule[]> => versions(actor, { key })

/** Of one key's versions. */
export function pendingChange(shown: readonly ShownRule[]): PendingChange | null {
  const current = shown.find(({ state }) => state === 'in-force')
  const coming = shown.find(({ state }) => state === 'coming')
  if (coming) {
    const weaker = current ? weakenings(current.rule, coming.rule) : []
    return { change: 'version', at: coming.effectiveAt, weaker, shown: coming }
  }
  if (!current?.retiredAt) return null
  return { change: 'retirement', at: current.retiredAt, weaker: weakenings(current.rule, null), shown: current }
}
