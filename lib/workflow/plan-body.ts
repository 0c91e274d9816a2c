import type { Right } from '../domain/request/rights'

/** How evidence names a plan: by ids and by the hash that people sign. */
export const planBody = (
  item: { id: string; right: string },
  plan: { id: string; number: number; hash: string },
): { itemId: string; right: Right; planId: string; number: number; hash: string } => ({
  itemId: item.id,
  right: item.right as Right,
  planId: plan.id,
  number: plan.number,
  hash: plan.hash,
})
