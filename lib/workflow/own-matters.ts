import type { Transaction } from '../platform/db/client'

/** Matters of a correction's own restriction: it is what they wait for (Art. 18(1)(a) GDPR). */
export async function ownMatters(from: Pick<Transaction, 'restriction'>, itemId: string): Promise<string[]> {
  const restrictions = await from.restriction.findMany({
    where: { itemId, matterId: { not: null } },
    select: { matterId: true },
  })
  return restrictions.flatMap(({ matterId }) => (matterId === null ? [] : [matterId]))
}
