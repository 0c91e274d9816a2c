import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonKeys } from '../../domain/findings'
import { connect } from '../connect'
import type { Connector, ErasureOrder } from '../connector'
import { type FixtureDatabase, fixtureDatabase } from './fixture-database'
import { all, shopOrder } from './fixture-order'
import { josé, shopMap, shopRows, shopSchema } from './fixture-shop'

let database: FixtureDatabase
let shop: Connector
let person: PersonKeys
let order: ErasureOrder
let before: Record<string, string[]>

beforeEach(async () => {
  database = await fixtureDatabase(shopSchema)
  await database.run(shopRows)
  shop = connect('postgresql', database.connection, { lockTimeoutMs: 200, erasureTimeoutMs: 2_000 })
  person = await shop.pin(shopMap, josé)
  order = await shopOrder(shop, shopMap, person)
  before = await database.dump()
})

afterEach(async () => {
  await shop.close()
  await database.drop()
})

const noted: string[] = []
const note = async (id: string) => void noted.push(id)

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

describe('an approved erasure', () => {
  it('deletes and clears exactly the groups, and no row of anybody else changes by a byte', async () => {
    const result = await shop.erase(order, note)
    expect(result).toEqual({
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
    expect(fresh).toEqual([
      '(F-2023,1,,issued,2023-05-01,José,-,,12345678901234.5678)',
      '(F-2024,1,,issued,2024-06-02,José,-,,12345678901234.5678)',
      expect.stringMatching(/^\(1,[0-9a-f-]{36},42,erased-[0-9a-f]{32}@invalid,,José,,\)$/),
    ])
    expect(after['Billing Dept.line']).toEqual(['(F-2023,1,a)', '(F-2023,2,b)', '(F-jose,1,his)'])
    expect(await shop.outcomeOf(noted.at(-1) ?? '')).toBe('committed')
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
      ['customer', 1],
      ['invoice', 2],
      ['line', 2],
    ])
    await database.run(`update crm.customer set phone = '1' where id = 1`)
    expect((await shop.verify(order)).complete).toBe(false)
    await database.run(
      `update crm.customer set phone = null where id = 1; delete from "Billing Dept".line where pos = 2`,
    )
    expect((await shop.verify(order)).complete).toBe(false)
  })

  it('lets the company’s own triggers run as they are used to', async () => {
    await database.run(`create table public.audit (what text);
      create function crm.note() returns trigger language plpgsql as 'begin insert into audit values (tg_op); return old; end';
      create trigger note after delete on crm.visit for each row execute function crm.note();
      create constraint trigger late after delete on crm."order" deferrable initially deferred for each row execute function crm.note()`)
    order = await shopOrder(shop, { ...shopMap, exempt: [...shopMap.exempt, 'public.audit'] }, person)
    expect(await shop.erase(order, note)).toMatchObject({ status: 'applied' })
    expect(await database.run('select count(*)::integer as noted from public.audit')).toEqual([{ noted: 4 }])
  })

  it('counts anew what the company’s own triggers may have written meanwhile', async () => {
    await database.run(`create function crm.forget() returns trigger language plpgsql as $$ begin
        update crm.customer set email = 'erased-0@invalid', phone = null, note = null where id = 1; return old; end $$;
      create trigger forget after delete on crm.message for each row execute function crm.forget()`)
    order = await shopOrder(shop, shopMap, person)
    expect(await shop.erase(order, note)).toMatchObject({ status: 'applied' })
    expect((await shop.verify(order)).complete).toBe(true)
  })

  it('is refused the second time: the rows are no longer those that were approved', async () => {
    await shop.erase(order, note)
    await expectRefusal({ status: 'refused', problem: 'rows-changed' })
  })
})

describe('refused, with nothing done', () => {
  it.each([
    ['a changed row', `update crm.account set label = label where tenant = 1 and no = 'A1'`, 'account'],
    ['a new row', `insert into crm.visit (id, tenant, account_no) values (9, 1, 'A1')`, 'visit'],
    ['a missing row', `delete from crm.visit where id = 1`, 'visit'],
    [
      'an invoice that became issued',
      `update "Billing Dept"."Invoice" set status = 'issued' where "No" = 'D-2024'`,
      'invoice',
    ],
  ])('%s', async (_, change, dataset) => {
    await database.run(change)
    await expectRefusal({ status: 'refused', problem: 'rows-changed', dataset: expect.any(String) })
    expect([dataset, 'line', 'customer']).toContain(((await shop.erase(order, note)) as { dataset: string }).dataset)
  })

  it('a row where nothing had been found', async () => {
    order.groups = order.groups.filter((group) => group.dataset !== 'newsletter')
    await expectRefusal({ problem: 'rows-changed', dataset: 'newsletter' })
  })

  it.each([
    ['a new column', 'alter table crm.visit add column agent text'],
    ['a new cascade from elsewhere', 'create table stats.seen (id bigint references crm.customer on delete cascade)'],
    [
      'a new trigger',
      `create function crm.f() returns trigger language plpgsql as 'begin return null; end';
      create trigger keep before delete on crm.visit for each row execute function crm.f()`,
    ],
    ['a missing table', 'drop table crm.newsletter'],
  ])('%s, whether or not the structure was known before', async (_, change) => {
    await shop.verify(order)
    await database.run(change)
    await expectRefusal({ status: 'refused', problem: 'schema-changed' })
    await shop.close()
    shop = connect('postgresql', database.connection)
    await expectRefusal({ status: 'refused', problem: 'schema-changed' })
  })

  it('a change of the structure that was under way when it was locked', async () => {
    const patient = connect('postgresql', database.connection)
    await patient.verify(order)
    const waits = `select from pg_locks where not granted and mode = 'RowExclusiveLock'
      and relation = 'crm.visit'::regclass`
    await database.run('begin; alter table crm.visit add column agent text')
    const erasure = patient.erase(order, note)
    await expect.poll(() => database.run(waits), { interval: 5 }).toHaveLength(1)
    await database.run('commit')
    expect(await erasure).toEqual({ status: 'refused', problem: 'schema-changed' })
    await patient.close()
  })

  it('a table that was replaced by another of the same name', async () => {
    await shop.verify(order)
    await database.run(`alter table crm.newsletter rename to former;
      create table crm.newsletter (like crm.former including all)`)
    await expectRefusal({ status: 'refused', problem: 'rows-changed', dataset: 'newsletter' })
  })

  it.each([
    ['delete', 'visit'],
    ['update', 'customer'],
  ])('a trigger that swallows the %s', async (operation, dataset) => {
    await database.run(`create function crm.f() returns trigger language plpgsql as 'begin return null; end';
      create trigger keep before ${operation} on crm.${dataset} for each row execute function crm.f()`)
    order = await shopOrder(shop, shopMap, person)
    await expectRefusal({ status: 'refused', problem: 'rows-changed', dataset })
  })

  it('a field that cannot be cleared, without the server’s words', async () => {
    const customer = order.groups.find((group) => group.dataset === 'customer')
    customer?.changes.push({ field: 'name', change: 'clear' })
    await expectRefusal({ status: 'refused', problem: 'constraint', dataset: 'customer' })
  })

  it('rows that others still reference', async () => {
    order.groups = order.groups.map((g) => (g.dataset === 'customer' ? { ...g, fate: 'delete', changes: [] } : g))
    await expectRefusal({ status: 'refused', problem: 'constraint', dataset: 'customer' })
  })

  it('a foreign key checked at COMMIT is checked before it', async () => {
    await database.run(`alter table crm."order" alter constraint order_tenant_no_fkey deferrable initially deferred`)
    order = await shopOrder(shop, shopMap, person)
    order.groups = order.groups.map((g) => (g.dataset === 'order' ? { ...g, fate: 'clear' } : g))
    await expectRefusal({ status: 'refused', problem: 'constraint' })
  })

  it('a user without the right', async () => {
    await database.run(`create role shop_reader_${process.pid} login password 'x';
      grant usage on schema crm, "Billing Dept", stats to shop_reader_${process.pid};
      grant select on all tables in schema crm, "Billing Dept", stats to shop_reader_${process.pid};
      grant delete on crm.visit, crm."order", crm.account, crm.message, "Billing Dept".line to shop_reader_${process.pid}`)
    const limited = connect('postgresql', { ...database.connection, user: `shop_reader_${process.pid}`, password: 'x' })
    expect(await limited.erase(order, note)).toMatchObject({ status: 'refused', problem: 'no-right' })
    const lacking = (await limited.check(shopMap)).problems
    expect(lacking).toContainEqual({ code: 'no-right', dataset: 'customer', right: 'update' })
    expect(lacking).not.toContainEqual({ code: 'no-right', dataset: 'visit', right: 'delete' })
    await limited.close()
    await database.run(`drop owned by shop_reader_${process.pid}; drop role shop_reader_${process.pid}`)
    expect(await database.dump()).toEqual(before)
  })

  it('an order for what is held as processor', async () => {
    const datasets = shopMap.datasets.map((d) => (d.key === 'visit' ? { ...d, role: 'processor' as const } : d))
    await expect(shop.erase({ ...order, map: { ...shopMap, datasets } }, note)).rejects.toThrow('processor')
    expect(await database.dump()).toEqual(before)
  })

  it('when the number cannot be stored', async () => {
    await expect(shop.erase(order, () => Promise.reject(new Error('our database is away')))).rejects.toThrow('away')
    expect(await database.dump()).toEqual(before)
  })
})

it('an order that names unknown columns or tables never reaches the server', async () => {
  const [first] = order.groups
  if (!first) throw new Error('no group')
  const hostile = { ...first, dataset: 'customer', fate: 'clear' as const, where: all }
  const named = { ...order, groups: [{ ...hostile, changes: [{ field: 'x" = null; --', change: 'clear' as const }] }] }
  named.map = { ...shopMap, datasets: shopMap.datasets.filter((d) => d.key === 'customer') }
  const customer = order.groups.find((g) => g.dataset === 'customer')
  named.groups = named.groups.map((g) => ({ ...g, rows: 1, digest: customer?.digest ?? '' }))
  expect(await shop.erase(named, note)).toMatchObject({ status: 'refused', problem: 'schema-changed' })
  expect(await database.dump()).toEqual(before)
})
