import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CatalogueTable } from '../../domain/catalogue'
import { catalogueHash } from '../catalogue-hash'
import { connect } from '../connect'
import type { Connector, SystemMap } from '../connector'
import { dataset, josé } from '../fixture-shop-map'
import { type FixtureDatabase, fixtureDatabase } from './fixture-database'
import { shopMap, shopRows, shopSchema } from './fixture-shop'

let database: FixtureDatabase
let shop: Connector

beforeAll(async () => {
  database = await fixtureDatabase(shopSchema)
  await database.run(shopRows)
  shop = connect('postgresql', database.connection)
})

afterAll(async () => {
  await shop.close()
  await database.drop()
})

const table = async (name: string): Promise<CatalogueTable> => {
  const found = (await shop.inspect()).tables.find((candidate) => candidate.name === name)
  if (!found) throw new Error(`no ${name}`)
  return found
}

/** The map with one dataset more or changed. */
const mapWith = (...more: SystemMap['datasets']): SystemMap => ({
  ...shopMap,
  datasets: [...shopMap.datasets.filter((d) => !more.some((m) => m.key === d.key)), ...more],
})

describe('introspection', () => {
  it('sees types, nullability, keys, checks and what is generated', async () => {
    await database.run(
      `create table crm.odd (
      "a ""b" integer generated always as identity, kind text check (kind in ('x', 'y')), tag text[], price numeric(12, 2),
      twice numeric generated always as (price * 2) stored, unique (kind, price), primary key ("a ""b", kind))`,
    )
    await database.run(
      `create unique index partial on crm.odd (price) where price > 1; create index on crm.odd (lower(kind))`,
    )
    const odd = await table('crm.odd')
    expect(odd.columns.map((c) => [c.name, c.type, c.nullable, c.hasDefault, c.generated])).toEqual([
      ['a "b', 'integer', false, true, true],
      ['kind', 'text', false, false, false],
      ['tag', 'text[]', true, false, false],
      ['price', 'numeric(12,2)', true, false, false],
      ['twice', 'numeric', true, true, true],
    ])
    expect(odd).toMatchObject({ kind: 'table', primaryKey: ['a "b', 'kind'], unique: [['kind', 'price']] })
    expect(odd.indexes.map((index) => index.columns)).toContainEqual(['lower(kind)'])
    expect(odd.checks).toEqual([{ name: 'odd_kind_check', expression: expect.stringContaining('ARRAY[') }])
    await database.run('drop table crm.odd')
  })

  it('sees composite foreign keys in order, views, and one table for all partitions', async () => {
    const order = await table('crm.order')
    expect(order.foreignKeys).toEqual([
      {
        ...{ name: 'order_tenant_no_fkey', columns: ['tenant', 'no'], references: 'crm.account' },
        ...{ referencedColumns: ['tenant', 'no'], onDelete: 'no action' },
      },
    ])
    await database.run(`create view crm.v as select 1 as one;
      create table crm.log (id bigint, at date, primary key (id, at)) partition by range (at);
      create table crm.log_2024 partition of crm.log for values from ('2024-01-01') to ('2025-01-01')`)
    const names = (await shop.inspect()).tables.map((t) => [t.name, t.kind])
    expect(names).toContainEqual(['crm.v', 'view'])
    expect(names).toContainEqual(['crm.log', 'partitioned'])
    expect(names.flat()).not.toContain('crm.log_2024')
    await database.run('drop view crm.v; drop table crm.log')
  })

  it('gives one hash to one structure, whatever grows or is indexed', async () => {
    const tables = ['crm.visit', 'crm.customer']
    const before = catalogueHash(await shop.inspect(), tables)
    await database.run('create index visit_ip on crm.visit (ip); create table crm.elsewhere (id integer)')
    expect(catalogueHash(await shop.inspect(), [...tables].reverse())).toBe(before)
    expect(before).toMatch(/^[0-9a-f]{64}$/)
    for (const [change, back] of [
      ['alter table crm.visit alter ip set not null', 'alter table crm.visit alter ip drop not null'],
      ['alter table crm.visit alter tenant type bigint', 'alter table crm.visit alter tenant type integer'],
      ['alter table crm.elsewhere add c bigint references crm.customer', 'alter table crm.elsewhere drop c'],
    ] as const) {
      await database.run(`update crm.visit set ip = '::' where ip is null; ${change}`)
      expect(catalogueHash(await shop.inspect(), tables), change).not.toBe(before)
      await database.run(back)
      expect(catalogueHash(await shop.inspect(), tables), back).toBe(before)
    }
    await database.run('drop table crm.elsewhere; drop index crm.visit_ip')
  })
})

describe('what map and system disagree about', () => {
  it('is nothing for the map of this shop', async () => {
    expect(await shop.check(shopMap)).toEqual({ problems: [], warnings: [] })
  })

  it('names missing tables and columns, and tables without a primary key; nothing is counted then', async () => {
    await database.run('create table crm.loose (customer_id bigint, note text)')
    const map = mapWith(
      dataset('gone', 'crm.gone', {}),
      dataset('visit', 'crm.visit', { fields: { ip: { category: 'technical' }, cookie: { category: 'technical' } } }),
      dataset('loose', 'crm.loose', { links: [{ to: 'customer', fields: ['customer_id'], toFields: ['uid'] }] }),
    )
    const finding = await shop.discover(map, await shop.pin(shopMap, josé))
    expect(finding).toMatchObject({ status: 'blocked', datasets: [] })
    expect(finding.problems).toEqual([
      { code: 'column-missing', dataset: 'customer', column: 'uid' },
      { code: 'table-missing', dataset: 'gone', table: 'crm.gone' },
      { code: 'column-missing', dataset: 'visit', column: 'cookie' },
      { code: 'no-primary-key', dataset: 'loose' },
    ])
    await database.run('drop table crm.loose')
  })

  it.each([
    ['a column that sounds like a person', 'create table crm.extra (id integer, "Kontakt E-Mail" text)', true],
    ['camelCase', 'create table crm.extra (id integer, "lastName" text)', true],
    ['an address of a machine', 'create table crm.extra (id integer, source inet)', true],
    [
      'a key that leads to a mapped table',
      'create table crm.extra (id integer, c bigint references crm.customer)',
      true,
    ],
    ['nothing of a person', 'create table crm.extra (id integer, amount numeric, zip_count integer)', false],
  ])('an unmapped table with %s', async (_, create, blocks) => {
    await database.run(create)
    const { problems } = await shop.check(shopMap)
    expect(problems).toEqual(blocks ? [{ code: 'unmapped-table', table: 'crm.extra' }] : [])
    expect((await shop.check({ ...shopMap, exempt: [...shopMap.exempt, 'crm.extra'] })).problems).toEqual([])
    await database.run('drop table crm.extra')
  })

  it('warns of lookups that read a large table, until an index answers them', async () => {
    await database.run(`create table crm.hit (id bigint primary key, customer_id bigint, mail text);
      insert into crm.hit select i, 1, i || '@x.fr' from generate_series(1, 11000) i; create index on crm.hit (mail); analyze crm.hit`)
    const map = mapWith(
      dataset('hit', 'crm.hit', {
        links: [{ to: 'customer', fields: ['customer_id'], toFields: ['id'] }],
        identifiedBy: [{ identifier: 'email', field: 'mail' }],
      }),
    )
    const slow = async () => (await shop.check(map)).warnings.map((w) => 'column' in w && w.column)
    expect(await slow()).toEqual(['mail', 'customer_id'])
    await database.run(`create index on crm.hit (customer_id);
      create index on crm.hit ((lower(btrim(normalize(mail, NFC))) collate "C"))`)
    expect(await slow()).toEqual([])
    await database.run('drop table crm.hit')
  })

  it('warns of phone numbers without their country, by which nobody is found', async () => {
    await database.run(`update crm.customer set phone = '06 12 34 56 78' where number = '43'`)
    expect((await shop.check(shopMap)).warnings).toEqual([
      { code: 'national-phone', dataset: 'customer', column: 'phone' },
    ])
    expect(await shop.identify(shopMap, [{ kind: 'phone', value: '+33612345678' }])).toMatchObject([{ count: 1 }])
    await database.run(`update crm.customer set phone = '(00) 33 6 12' where number = '43'`)
    expect((await shop.check(shopMap)).warnings).toEqual([])
    await database.run(`update crm.customer set phone = null where number = '43'`)
  })

  it('does not search where a policy would hide rows', async () => {
    const reader = `shop_policy_${process.pid}`
    await database.run(`create role ${reader} login password 'x'; grant usage on schema crm, "Billing Dept", stats to ${reader};
      grant all on all tables in schema crm, "Billing Dept", stats to ${reader};
      alter table crm.visit enable row level security; create policy few on crm.visit using (id < 2)`)
    const limited = connect('postgresql', { ...database.connection, user: reader, password: 'x' })
    const finding = await limited.discover(shopMap, await limited.pin(shopMap, josé))
    expect(finding).toMatchObject({ status: 'blocked', datasets: [] })
    expect(finding.problems).toEqual([{ code: 'no-right', dataset: 'visit', right: 'select' }])
    await limited.close()
    await database.run(`alter table crm.visit disable row level security; drop policy few on crm.visit;
      drop owned by ${reader}; drop role ${reader}`)
  })

  it('takes no thousand people for one', async () => {
    await database.run(
      `insert into crm.customer (number, email, phone, name) select 'n' || i, 'm' || i, '+4900', 'x' from generate_series(1, 1005) i`,
    )
    const many = await shop.pin(shopMap, [{ kind: 'phone', value: '+49 00' }])
    expect(await shop.discover(shopMap, many)).toMatchObject({
      ...{ status: 'blocked', datasets: [], problems: [{ code: 'too-many-people', dataset: 'customer', count: 1001 }] },
    })
    await database.run(`delete from crm.customer where phone = '+4900'`)
  })
})
