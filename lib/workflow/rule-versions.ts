// A key's versions as they stand, and what may be written next. One writer at a time: versions follow each other.
import type { StaffActor, WorkerActor } from '../domain/actor'
import type { HoldRule } from '../domain/hold-rule'
import { takesEffectAt, type Weakening, weakenings } from '../domain/hold-rules/rule-change'
import { instantToDate, now } from '../platform/clock'
import { inTransaction, type Prisma, type Transaction } from '../platform/db/client'
import { sealForOffice } from '../platform/request-vault'

type Row = Prisma.HoldRuleGetPayload<object>

export type RuleVersions = {
  /** The highest number ever given, also to what was cancelled; 0: no such rule. */
  newest: number
  /** Null: none, or retired. */
  inForce: HoldRule | null
  /** A change that has not come into force yet, and can be cancelled. */
  pending: { change: 'version' | 'retirement'; version: number } | null
  /** Written by a person of this office, or retired by one. */
  own: boolean
}

export async function ruleVersions(tx: Transaction, key: string): Promise<RuleVersions> {
  const rows = await tx.holdRule.findMany({ where: { key }, orderBy: { version: 'desc' } })
  return standing(rows, instantToDate(now()))
}

function standing(rows: readonly Row[], moment: Date): RuleVersions {
  const valid = rows.filter((row) => row.cancelledAt === null)
  const coming = valid.find((row) => row.effectiveAt > moment)
  const current = valid.find((row) => row.effectiveAt <= moment)
  const retired = current?.retiredAt ?? null
  const leaving = retired !== null && retired > moment
  const pending = coming
    ? ({ change: 'version', version: coming.version } as const)
    : current && leaving
      ? ({ change: 'retirement', version: current.version } as const)
      : null
  return {
    newest: rows[0]?.version ?? 0,
    inForce: current && (retired === null || leaving) ? (current.document as HoldRule) : null,
    pending,
    own: rows.some((row) => row.createdBy !== null || row.retiredAt !== null || row.cancelledAt !== null),
  }
}

/** Also against the worker, which ships new versions at its start. */
export const whileRulesStand = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
  inTransaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('hold-rule'))`
    return work(tx)
  })

const LONGEST_REASON = 2000

/** Null where nothing was written, or too much. */
export function reasonIn(text: string): string | null {
  const reason = text.trim()
  return reason === '' || reason.length > LONGEST_REASON ? null : reason
}

export type Enacted = { key: string; version: number; effectiveAt: string; weaker: Weakening[] }

/** Writes a version; what weakens the one in force waits. */
export async function enact(
  tx: Transaction,
  actor: StaffActor | WorkerActor,
  rule: HoldRule,
  facts: { before: HoldRule | null; reason: string | null },
): Promise<Enacted> {
  const moment = now()
  const effective = takesEffectAt(facts.before, rule, moment)
  const { key, version } = rule
  await tx.holdRule.create({
    data: {
      ...{ key, version, document: rule as unknown as Prisma.InputJsonValue },
      effectiveAt: instantToDate(effective),
      createdAt: instantToDate(moment),
      ...(actor.kind === 'staff' && { createdBy: actor.userId }),
      ...(facts.reason && { reasonEnc: sealForOffice(rulePlace('reason', key, version), facts.reason) }),
    },
  })
  const weaker = facts.before ? weakenings(facts.before, rule) : []
  return { key, version, effectiveAt: effective.toString(), weaker }
}

/** Where a colleague's words stand. */
export const rulePlace = (column: 'reason' | 'retire_reason', key: string, version: number): string =>
  `hold_rule.${column}:${key}@${version}`
