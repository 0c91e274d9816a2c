import type { Transaction } from '../platform/db/client'

/** How many wishes of an item name a datum of the map, and how many are in the person's own words. */
export async function wishedFor(
  from: Pick<Transaction, 'correctionWish'>,
  itemId: string,
): Promise<{ data: number; words: number }> {
  const data = await from.correctionWish.count({ where: { itemId, datum: { not: null } } })
  const words = await from.correctionWish.count({ where: { itemId, datum: null, status: { not: 'refused' } } })
  return { data, words }
}
