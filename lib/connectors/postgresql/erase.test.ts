// What only PostgreSQL has: its paths, deferred constraints, row-level triggers that return nothing. The rest is held to
// one contract with the other engine in test/connectors/.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonKeys } from '../../domain/findings'
import { connect } from '../connect'
import type { Connector, ErasureOrder } from '../connector'
import { josé } from '../fixture-shop-map'
import { type FixtureDatabase, fixtureDatabase } from './fixture-database'
import { shopOrder } from './fixture-order'
import { shopMap, shopRows, shopSchema } from './fixture-shop'

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
})

describe('refused, with nothing done', () => {
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
})
