// Rows that a law keeps from being looked at, as the memories of erasures name them.
import type { HoldRule } from '../domain/hold-rule'
import { db, type Prisma } from '../platform/db/client'

/** Whether one of these lines stands under a rule whose rows are blocked. */
export async function blockedLines(where: Prisma.RetainedLineWhereInput): Promise<boolean> {
  const lines = await db.retainedLine.findMany({
    where: { state: { not: 'ended' }, ...where },
    select: { ruleKey: true, ruleVersion: true },
    distinct: ['ruleKey', 'ruleVersion'],
  })
  const rules = await db.holdRule.findMany({
    where: { OR: lines.map(({ ruleKey: key, ruleVersion: version }) => ({ key, version })) },
    select: { document: true },
  })
  return rules.some(({ document }) => (document as HoldRule).regime === 'blocked')
}
