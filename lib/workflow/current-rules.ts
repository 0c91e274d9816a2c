import type { HoldRule } from '../domain/hold-rule'
import { instantToDate, now } from '../platform/clock'
import type { Transaction } from '../platform/db/client'

/** The rules in force now: of each key the newest version that has taken effect, and is neither cancelled nor retired. */
export async function currentRules(from: Pick<Transaction, 'holdRule'>): Promise<HoldRule[]> {
  const moment = instantToDate(now())
  const rows = await from.holdRule.findMany({
    where: { effectiveAt: { lte: moment }, cancelledAt: null },
    orderBy: [{ key: 'asc' }, { version: 'desc' }],
  })
  const newest = rows.filter((row, index) => rows[index - 1]?.key !== row.key)
  return newest.filter((row) => !row.retiredAt || row.retiredAt > moment).map((row) => row.document as HoldRule)
}
