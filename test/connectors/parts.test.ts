// An erasure in parts: the same rows go as in one transaction, each part once, and nothing that nobody approved.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ErasureOrder } from '@/lib/connectors/connector'
import type { ErasurePart } from '@/lib/domain/plan/parts'
import { engines } from './engines'
import { type ShopErasure, shopErasure } from './shop-erasure'

const unnoted = async () => undefined

describe.each(engines)('$name: an erasure in parts', (engine) => {
  let { database, shop, order, before, end } = {} as ShopErasure

  beforeEach(async () => {
    ;({ database, shop, order, before, end } = await shopErasure(engine))
  }, 300_000)
  afterEach(() => end?.())

  async function parts(most: number): Promise<ErasurePart[]> {
    const found = await shop.partsOf(order, most)
    if (found.status !== 'parts') throw new Error(found.problem)
    return found.parts
  }
  const restOf = (done: readonly ErasurePart[]): ErasureOrder => ({
    ...order,
    groups: order.groups.filter((_, index) => !done.some((part) => part.group === index)),
  })
  const named = (part: ErasurePart) => order.groups[part.group]?.dataset ?? ''

  it('children first, what other rows are told by last; all parts together are the groups', async () => {
    const found = await parts(1)
    const datasets = found.map(named)
    expect(new Set(datasets)).toEqual(new Set(['order', 'visit', 'account', 'newsletter', ...datasets]))
    expect(datasets).not.toContain('customer')
    expect(datasets).not.toContain('message')
    expect(datasets.lastIndexOf('order')).toBeLessThan(datasets.indexOf('account'))
    expect(datasets.lastIndexOf('visit')).toBeLessThan(datasets.indexOf('account'))
    expect(found.filter((part) => named(part) === 'order').map(({ rows }) => rows)).toEqual([1, 1])
    expect((await parts(5)).filter((part) => named(part) === 'order').map(({ rows }) => rows)).toEqual([2])
  })

  it('leaves, with its last transaction, exactly what one transaction leaves', async () => {
    const found = await parts(1)
    for (const part of found) {
      const name = named(part)
      expect(await shop.erasePart(order, part, unnoted)).toMatchObject({
        status: 'applied',
        rows: [{ dataset: name, deleted: 1, changed: 0 }],
      })
    }
    expect((await shop.verify(order)).complete).toBe(false)
    expect(await shop.erase(restOf(found), unnoted)).toMatchObject({ status: 'applied' })
    expect(await shop.verify(order)).toMatchObject({ complete: true })
    const after = await database.dump()
    const gone = Object.entries(before).flatMap(([table, rows]) => rows.filter((row) => !after[table]?.includes(row)))
    const fresh = Object.entries(after).flatMap(([table, rows]) => rows.filter((row) => !before[table]?.includes(row)))
    expect([gone.length, fresh.length]).toEqual([17, 3])
  })

  it('takes no part twice, none before its turn, and none of rows that changed', async () => {
    const [first, second, ...others] = await parts(1)
    if (!first || !second) throw new Error('two parts are there')
    expect(first.group).toBe(second.group)
    const all = [first, second, ...others]
    const refused = { status: 'refused', problem: 'rows-changed' }
    expect(await shop.partSeen(order, all, 0)).toBe('there')
    expect(await shop.erasePart(order, second, unnoted)).toMatchObject(refused)
    expect(await database.dump()).toEqual(before)
    await shop.erasePart(order, first, unnoted)
    expect(await shop.partSeen(order, all, 0)).toBe('gone')
    expect(await shop.erasePart(order, first, unnoted)).toMatchObject(refused)
    const dataset = named(second)
    expect(dataset).toBe('order')
    const [name, field] = engine.kind === 'postgresql' ? ['"order"', '"User ""Agent"""'] : ['`order`', '`User "Agent"`']
    await database.run(`update {crm}.${name} set ${field} = 'another'`)
    expect(await shop.erasePart(order, second, unnoted)).toMatchObject(refused)
    expect(await shop.partSeen(order, all, 0)).toBe('unclear')
    expect(await shop.partSeen(order, all, 1)).toBe('unclear')
  })

  it('counts everything before the first part, and holds the structure in each', async () => {
    const [first] = await parts(1)
    if (!first) throw new Error('a part is there')
    await database.run("update {crm}.customer set phone = '1' where number = '42'")
    expect(await shop.partsOf(order, 1)).toMatchObject({ status: 'refused', problem: 'rows-changed' })
    await database.run('alter table {crm}.account add column extra integer')
    expect(await shop.partsOf(order, 1)).toMatchObject({ status: 'refused', problem: 'schema-changed' })
    expect(await shop.erasePart(order, first, unnoted)).toMatchObject({ status: 'refused', problem: 'schema-changed' })
  })
})
