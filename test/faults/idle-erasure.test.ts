// A worker falls asleep with all rows written: the company's server ends its transaction, and everybody else goes on.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { engines } from '../connectors/engines'
import { shopErasure } from '../connectors/shop-erasure'

it.each(engines)('$name: nothing is done, and what became of it can be asked', { timeout: 300_000 }, async (engine) => {
  const { database, shop, order, before, end } = await shopErasure(engine, { idleErasureMs: 1_000 })
  try {
    let noted = ''
    const result = await shop.erase(order, async (id) => {
      noted = id
      await sleep(2_500)
    })
    expect(result).toEqual({ status: 'ambiguous', transactionId: noted })
    const known = engine.kind === 'postgresql' ? 'aborted' : 'unknown'
    await expect.poll(() => shop.outcomeOf(noted)).toBe(known)
    expect(await database.dump()).toEqual(before)
    expect((await shop.verify(order)).complete).toBe(false)
  } finally {
    await end()
  }
})
