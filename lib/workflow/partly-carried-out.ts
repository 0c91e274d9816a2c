// A right of which something was carried out, or may have been, ends with the answer that tells of it (Art. 12(3)):
// never silently, as withdrawn or refused. Also of a plan that was overtaken since.
import { begunSteps } from '../domain/request/status'
import type { Transaction } from '../platform/db/client'

/** Of these items, those that can no longer be undone. */
export async function partlyCarriedOut(
  from: Pick<Transaction, 'plan' | 'manualTask'>,
  items: { id: string }[],
): Promise<string[]> {
  const plans = await from.plan.findMany({
    where: { itemId: { in: items.map(({ id }) => id) }, steps: { some: { status: { in: [...begunSteps] } } } },
    select: { itemId: true },
  })
  const byHand = await from.manualTask.findMany({
    where: { itemId: { in: items.map(({ id }) => id) }, kind: 'erase', status: { in: ['done', 'kept'] } },
    select: { itemId: true },
  })
  return [...new Set([...plans, ...byHand].map(({ itemId }) => itemId))]
}
