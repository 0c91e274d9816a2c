// An approved erasure, and everything that must stop one: the same on every server.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { engines, type Script } from './engines'
import { type ShopErasure, shopErasure } from './shop-erasure'

describe.each(engines)('$name: an erasure', (engine) => {
  const { kind } = engine
  let database: ShopErasure['database']
  let shop: ShopErasure['shop']
  let map: ShopErasure['map']
  let order: ShopErasure['order']
  let before: ShopErasure['before']
  let end: ShopErasure['end'] | undefined

  const noted: string[] = []
  const note = async (id: string) => void noted.push(id)
  const quoted = (name: string) => (kind === 'postgresql' ? `"${name}"` : `\`${name}\``)

  beforeEach(async () => {
    ;({ database, shop, map, order, before, end } = await shopErasure(engine))
  }, 300_000)

  afterEach(async () => {
    await end?.()
    end = undefined
  })

  /** Nothing is done, and a second try still is not. */
  async function expectRefusal(problem: object) {
    const now = await database.dump()
    let asked = false
    const result = await shop.erase(order, async () => {
      asked = true
    })
    expect(result).toMatchObject(problem)
    expect(asked).toBe(false)
    expect(await database.dump()).toEqual(now)
  }

  it('deletes and clears exactly the groups, and no row of anybody else changes by a byte', async () => {
    expect(await shop.erase(order, note)).toEqual({
      status: 'applied',
      transactionId: noted.at(-1),
      rows: [
        { dataset: 'order', deleted: 2, changed: 0 },
        { dataset: 'visit', deleted: 2, changed: 0 },
        { dataset: 'account', deleted: 2, changed: 0 },
        { dataset: 'message', deleted: 3, changed: 0 },
        { dataset: 'newsletter', deleted: 1, changed: 0 },
        { dataset: 'line', deleted: 2, changed: 0 },
        { dataset: 'invoice', deleted: 2, changed: 2 },
        { dataset: 'customer', deleted: 0, changed: 1 },
      ],
    })
    const after = await database.dump()
    const gone = Object.entries(before).flatMap(([table, rows]) => rows.filter((row) => !after[table]?.includes(row)))
    const fresh = Object.entries(after).flatMap(([table, rows]) => rows.filter((row) => !before[table]?.includes(row)))
    expect(gone).toHaveLength(17)
    expect(fresh).toHaveLength(3)
    expect(fresh.filter((row) => /F-202[34].*José.*-.*12345678901234.5678/.test(row))).toHaveLength(2)
    expect(fresh.at(-1)).toMatch(/42"?,"?erased-[0-9a-f]{32}@invalid/)
    expect(fresh.join()).not.toMatch(/@x\.fr|calls often|\+33/)
  })

  it('is seen by the re-reading, which also sees when it was not', async () => {
    const early = await shop.verify(order)
    expect(early.complete).toBe(false)
    expect(early.groups.find((g) => g.dataset === 'order')).toMatchObject({ remaining: 2 })
    expect(early.groups.find((g) => g.dataset === 'customer')).toMatchObject({ unchangedFields: 3, kept: 1 })
    await shop.erase(order, note)
    const late = await shop.verify(order)
    expect(late).toMatchObject({ complete: true })
    expect(late.groups.filter((g) => g.fate === 'clear').map((g) => [g.dataset, g.kept])).toEqual([
      ...[['customer', 1], ['invoice', 2], ['line', 2]], // biome-ignore format: one line of figures
    ])
    await database.run("update {crm}.customer set phone = '1' where id = 1")
    expect((await shop.verify(order)).complete).toBe(false)
    await database.run(
      'update {crm}.customer set phone = null where id = 1; delete from {Billing Dept}.line where pos = 2',
    )
    expect((await shop.verify(order)).complete).toBe(false)
  })

  it('is refused the second time: the rows are no longer those that were approved', async () => {
    await shop.erase(order, note)
    await expectRefusal({ status: 'refused', problem: 'rows-changed' })
  })

  it.each([
    ['a changed row', "update {crm}.account set label = 'other' where tenant = 1 and no = 'A1'"],
    ['a change of letters’ case alone', "update {crm}.account set label = 'Mine' where tenant = 1 and no = 'A1'"],
    ['a new row', "insert into {crm}.visit (id, tenant, account_no) values (9, 1, 'A1')"],
    ['a missing row', 'delete from {crm}.visit where id = 1'],
    [
      'an invoice that became issued',
      `update {Billing Dept}.${quoted('Invoice')} set status = 'issued' where ${quoted('No')} = 'D-2024'`,
    ],
  ])('%s: refused, with nothing done', async (_, change) => {
    await database.run(change)
    await expectRefusal({ status: 'refused', problem: 'rows-changed', dataset: expect.any(String) })
  })

  it('a row where nothing had been found: refused', async () => {
    order.groups = order.groups.filter((group) => group.dataset !== 'newsletter')
    await expectRefusal({ problem: 'rows-changed', dataset: 'newsletter' })
  })

  const structures: [string, Script][] = [
    [
      'a new column',
      {
        postgresql: 'alter table {crm}.visit add column agent text',
        mariadb: 'alter table {crm}.visit add column agent text',
      },
    ],
    [
      'a new cascade from elsewhere',
      {
        postgresql: 'create table {stats}.seen (id bigint references {crm}.customer on delete cascade)',
        mariadb:
          'create table {stats}.seen (id bigint, foreign key (id) references {crm}.customer (id) on delete cascade)',
      },
    ],
    [
      'a new trigger',
      {
        postgresql: `create function {crm}.f() returns trigger language plpgsql as 'begin return null; end';
          create trigger keep before delete on {crm}.visit for each row execute function {crm}.f()`,
        mariadb: 'create trigger {crm}.keep before delete on {crm}.visit for each row set @kept = old.id',
      },
    ],
    ['a missing table', { postgresql: 'drop table {crm}.newsletter', mariadb: 'drop table {crm}.newsletter' }],
  ]
  it.each(structures)('%s: refused', async (_, change) => {
    await database.run(change[kind])
    await expectRefusal({ status: 'refused', problem: 'schema-changed' })
  })

  it('a field that cannot be cleared: refused, without the server’s words', async () => {
    order.groups.find((group) => group.dataset === 'customer')?.changes.push({ field: 'name', change: 'clear' })
    await expectRefusal({ status: 'refused', problem: 'constraint', dataset: 'customer' })
  })

  it('rows that others still reference: refused', async () => {
    order.groups = order.groups.map((g) => (g.dataset === 'customer' ? { ...g, fate: 'delete', changes: [] } : g))
    await expectRefusal({ status: 'refused', problem: 'constraint', dataset: 'customer' })
  })

  it('an order for what is held as processor is never carried out', async () => {
    order.map = { ...map, datasets: map.datasets.map((d) => (d.key === 'visit' ? { ...d, role: 'processor' } : d)) }
    await expect(shop.erase(order, note)).rejects.toThrow('Art. 28(3)')
    expect(await database.dump()).toEqual(before)
  })

  it.each(['1=1; --', 'ip`, `id', 'ip", "id', 'nowhere'])(
    'a field called %s never reaches the server',
    async (field) => {
      order.groups = order.groups.map((group) =>
        group.dataset === 'visit' ? { ...group, fate: 'clear', changes: [{ field, change: 'clear' }] } : group,
      )
      await expectRefusal({ status: 'refused', problem: 'schema-changed' })
    },
  )

  it('when the transaction’s number cannot be stored, nothing is done', async () => {
    let number = ''
    const fail = (id: string) => {
      number = id
      return Promise.reject(new Error('our database is away'))
    }
    await expect(shop.erase(order, fail)).rejects.toThrow('away')
    expect(await database.dump()).toEqual(before)
    await expect.poll(() => shop.outcomeOf(number)).toBe(kind === 'postgresql' ? 'aborted' : 'unknown')
  })
})
