// Wishes and places of one correction, opened as the planner wants them: values in memory, digests in what it draws.
import type { CorrectionFacts, PlaceDecision, PlaceGroup, WishStatus } from '../domain/rectification/correction-facts'
import type { Prisma, Transaction } from '../platform/db/client'
import type { RequestVault } from '../platform/request-vault'
import { vaultOf } from './load-case'
import { ownMatters } from './own-matters'
import { valueDigest } from './value-digest'

type Wish = Prisma.CorrectionWishGetPayload<{ include: { places: true } }>
type Place = Wish['places'][number]

export const noCorrections: CorrectionFacts = { wishes: [], places: [], ownMatters: [] }

export async function correctionFacts(
  from: Pick<Transaction, 'requestItem' | 'correctionWish' | 'restriction'>,
  itemId: string,
): Promise<CorrectionFacts> {
  // One after the other: within a transaction there is one connection.
  const { request } = await from.requestItem.findUniqueOrThrow({
    where: { id: itemId },
    select: { request: { select: { id: true, wrappedKey: true } } },
  })
  const wishes = await from.correctionWish.findMany({
    where: { itemId },
    orderBy: { number: 'asc' },
    include: { places: { where: { replacedAt: null }, orderBy: { id: 'asc' } } },
  })
  const own = await ownMatters(from, itemId)
  const vault = vaultOf(request)
  return {
    wishes: wishes.map((wish) => {
      const wanted = wantedValue(vault, wish)
      const { id, number, datum, status } = wish
      return { id, number, datum, status: status as WishStatus, wanted, after: valueDigest(wanted) }
    }),
    places: wishes.flatMap(({ places }) => places.map((place) => placeFacts(vault, place))),
    ownMatters: own,
  }
}

/** What is to stand there: as the officer adapted it, else as the person said. */
export function wantedValue(
  vault: RequestVault,
  { id, adaptedEnc, wantedEnc }: Pick<Wish, 'id' | 'adaptedEnc' | 'wantedEnc'>,
): string | null {
  if (adaptedEnc !== null) return vault.open(`correction_wish.adapted:${id}`, adaptedEnc)
  return wantedEnc === null ? null : vault.open(`correction_wish.wanted:${id}`, wantedEnc)
}

export const presentValue = (
  vault: RequestVault,
  { id, presentEnc }: Pick<Place, 'id' | 'presentEnc'>,
): string | null => JSON.parse(vault.open(`correction_place.present:${id}`, presentEnc))

const placeFacts = (vault: RequestVault, place: Place): CorrectionFacts['places'][number] => ({
  ...{ id: place.id, wish: place.wishId, system: place.systemKey, dataset: place.dataset, field: place.field },
  rows: place.rows,
  before: valueDigest(presentValue(vault, place)),
  decision: place.decision as PlaceDecision | null,
  groups: place.groups as unknown as PlaceGroup[],
})
