// Nothing leaves: because nothing was found, nothing is portable, or nobody accepted. The person is told which, and why.
import type { DataMap } from '../domain/data-map/types'
import { forwardedLines } from '../domain/letters/answer-lines'
import { leftOutPlace, withReasons } from '../domain/plan/left-out'
import type { PortabilityPlan } from '../domain/plan/portability-plan'
import { leftLines } from '../domain/transfer/outcome'
import type { Transaction } from '../platform/db/client'
import type { Say } from './commit-item'
import { endItem } from './finish-item'
import { type ItemCase, vaultOf } from './load-case'

export type EmptyTransfer = { item: ItemCase; plan: PortabilityPlan; map: DataMap; decidedBy?: string }

/** Within `commit`. @throws Conflict */
export async function endTransferEmpty(
  tx: Transaction,
  say: Say,
  { item, plan: sealed, map, ...decided }: EmptyTransfer,
): Promise<void> {
  const vault = vaultOf(item.request)
  const plan = withReasons(sealed, (reason) => vault.open(leftOutPlace(item.id), reason))
  const forwarded = forwardedLines(plan, map)
  const left = leftLines(plan.left, map)
  if (left.length === 0) {
    const letter = { kind: 'nothing-found' as const, facts: { forwarded } }
    await endItem(tx, say, { item, outcome: 'nothing-found', ...decided, letter })
    return
  }
  const ground = left.some(({ why }) => why === 'not-accepted') ? 'not-accepted' : 'not-provided-by-person'
  const letter = { kind: 'transfer-refused' as const, facts: { left, forwarded } }
  await endItem(tx, say, { item, outcome: 'refused', ground, ...decided, letter })
}
