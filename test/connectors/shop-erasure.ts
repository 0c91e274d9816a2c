// José found in the shop of a test's own, and about to be erased.
import { connect } from '@/lib/connectors/connect'
import { josé } from '@/lib/connectors/fixture-shop-map'
import { shopOrder } from '@/lib/connectors/postgresql/fixture-order'
import type { Engine } from './engines'
import { shopMap, shopSchemas, shopScript } from './shop'

export type ShopErasure = Awaited<ReturnType<typeof shopErasure>>

/** Short of patience, so that a test sees the end of it. */
export const quick = { lockTimeoutMs: 200, erasureTimeoutMs: 5_000, commitReplyMs: 300 }

export async function shopErasure({ kind, create }: Engine, limits: Parameters<typeof connect>[2] = quick) {
  const database = await create(shopSchemas, shopScript(kind))
  const shop = connect(kind, database.connection, limits)
  const end = async () => {
    await shop.close()
    await database.drop()
  }
  try {
    const map = shopMap(database)
    const person = await shop.pin(map, josé)
    const order = await shopOrder(shop, map, person)
    return { database, shop, map, person, order, before: await database.dump(), end }
  } catch (error) {
    await end()
    throw error
  }
}
