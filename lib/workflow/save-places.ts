import { randomUUID } from 'node:crypto'
import { instantToDate, now } from '../platform/clock'
import type { Prisma, Transaction } from '../platform/db/client'
import type { RequestVault } from '../platform/request-vault'
import type { FoundPlace } from './find-places'
import { partlyCarriedOut } from './partly-carried-out'
import { storedDigest } from './value-digest'

/** Within `commit`. What the officer decided for a place stays with the same value in the same field. */
export async function savePlaces(
  tx: Transaction,
  vault: RequestVault,
  itemId: string,
  found: readonly FoundPlace[],
): Promise<void> {
  const wishes = await tx.correctionWish.findMany({
    where: { itemId, datum: { not: null }, status: { not: 'replaced' } },
    include: { places: { where: { replacedAt: null } } },
  })
  await replace(tx, itemId)
  const rows = wishes.flatMap((wish) =>
    found
      .filter(({ datum }) => datum === wish.datum)
      .map((place) => {
        const id = randomUUID()
        const { system: systemKey, dataset, field, rows: count } = place
        const digest = storedDigest(place.value)
        const before = wish.places.find(
          (one) => one.dataset === dataset && one.field === field && one.digest === digest,
        )
        return {
          ...{ id, wishId: wish.id, systemKey, dataset, field, rows: count, digest },
          presentEnc: vault.seal(`correction_place.present:${id}`, JSON.stringify(place.value)),
          groups: place.groups as unknown as Prisma.InputJsonValue,
          decision: before?.decision ?? null,
        }
      }),
  )
  await tx.correctionPlace.createMany({ data: rows })
}

/** A step that was begun is still confirmed by the values that it was signed with. */
async function replace(tx: Transaction, itemId: string): Promise<void> {
  const where = { wish: { itemId }, replacedAt: null }
  const begun = (await partlyCarriedOut(tx, [{ id: itemId }])).length > 0
  if (begun) await tx.correctionPlace.updateMany({ where, data: { replacedAt: instantToDate(now()) } })
  else await tx.correctionPlace.deleteMany({ where })
}
