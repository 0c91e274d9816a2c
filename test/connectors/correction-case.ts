// José's rows in the shop, and orders that correct them.
import pg from 'pg'
import type { connect } from '@/lib/connectors/connect'
import type { Correction, CorrectionOrder } from '@/lib/connectors/connector'
import { all, french } from '@/lib/connectors/postgresql/fixture-order'
import type { GroupCondition } from '@/lib/domain/plan/types'
import type { Engine, TestDatabase } from './engines'
import { quick, shopErasure } from './shop-erasure'

export const notHeld: GroupCondition = { heldBy: [], notHeldBy: [french], referenced: null }

/** `rows` of a dataset's field become `after` where they hold `before`. */
export const correction = (
  dataset: string,
  field: string,
  [before, after]: readonly [string | null, string | null],
  rows = 1,
  where: GroupCondition = all,
): Correction => ({ place: `${dataset}.${field}.${before}`, ...{ dataset, field, before, after, rows, where } })

/** Everything about José that may be corrected: his name, his addresses, what is not held of his invoices. */
export const ofJosé = (): Correction[] => [
  correction('customer', 'name', ['José', 'Joseph']),
  correction('customer', 'email', ['José@x.fr', 'joseph@y.fr']),
  correction('customer', 'note', ['calls often', null]),
  correction('invoice', 'buyer_name', ['José', 'Joseph'], 2, notHeld),
  correction('invoice', 'country', ['Allemagne', 'France'], 1, notHeld),
  correction('newsletter', 'email', [' JOSÉ@X.fr ', 'joseph@y.fr']),
  correction('message', 'body', ['answer', '¡otra!']),
]

export async function shopCorrection(engine: Engine, limits: Parameters<typeof connect>[2] = quick) {
  const { order, ...rest } = await shopErasure(engine, limits)
  const { groups: _, ...same } = order
  return { ...rest, order: { ...same, corrections: ofJosé() } satisfies CorrectionOrder }
}
export type ShopCorrection = Awaited<ReturnType<typeof shopCorrection>>

/** By table, each row with the transaction that wrote it; MariaDB keeps none that could be read. */
export async function rowVersions({ connection }: TestDatabase, tables: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ ...connection, ssl: false })
  await client.connect()
  const found: string[] = []
  for (const table of tables) {
    const [schema, name] = table.split('.')
    const { rows } = await client.query(`select t.xmin || ' ' || t::text as row from "${schema}"."${name}" t`)
    found.push(...rows.map(({ row }) => `${table} ${row}`))
  }
  await client.end()
  return found.sort()
}
