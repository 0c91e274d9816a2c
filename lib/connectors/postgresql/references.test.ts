// What keeps a row: documents over several tables, strangers' rows, rows that must stay themselves; and odd key types.
import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, expect, it } from 'vitest'
import type { MapDataset } from '../../domain/data-map/types'
import { connect } from '../connect'
import type { Connector, SystemMap } from '../connector'
import { dataset, josé } from '../fixture-shop-map'
import { digestOf } from './digest'
import { type FixtureDatabase, fixtureDatabase } from './fixture-database'
import { shopMap } from './fixture-shop'
import { statement } from './statement'

let database: FixtureDatabase | undefined
let system: Connector | undefined

afterEach(async () => {
  await system?.close()
  await database?.drop()
})

const person = dataset('person', 'public.person', { identifiedBy: [{ identifier: 'email', field: 'email' }] })
const linked = (key: string, to: string, fields: string[], toFields: string[], more: Partial<MapDataset> = {}) =>
  dataset(key, `public.${key}`, { links: [{ to, fields, toFields }], ...more })

async function strataOf(schema: string, datasets: MapDataset[], exempt: string[] = []) {
  database = await fixtureDatabase(schema)
  system = connect('postgresql', database.connection)
  const map: SystemMap = { ...shopMap, datasets, exempt }
  const finding = await system.discover(map, await system.pin(map, josé))
  expect(finding.problems).toEqual([])
  return Object.fromEntries(
    finding.datasets.map((d) => [
      d.dataset,
      d.strata.map((s) => [s.count, s.documents.map((f) => f.date).join(), s.referencedBy.join()]),
    ]),
  )
}

const people = `create table person (id integer primary key, email text);
  insert into person values (1, 'josé@x.fr'), (2, 'jose@x.fr');`
const invoiceDocument = { document: { type: 'invoice', jurisdiction: { country: 'FR' }, date: 'day' } } as const

it('a document holds what it references over a foreign key that the map does not follow, in the person’s rows only', async () => {
  const strata = await strataOf(
    `${people}
    create table iban (id integer primary key, owner integer references person);
    create table invoice (id integer primary key, buyer integer references person, paid_from integer references iban, day date);
    insert into iban values (1, 1), (2, 1), (3, 1), (4, 2);
    insert into invoice values (1, 1, 1, '2024-01-01'), (2, 1, 1, '2025-01-01'), (3, 2, 3, '2026-01-01');`,
    [
      person,
      linked('iban', 'person', ['owner'], ['id']),
      linked('invoice', 'person', ['buyer'], ['id'], invoiceDocument),
    ],
  )
  // Another person's invoice was paid from IBAN 3: that keeps the row, but is none of this person's documents.
  expect(strata.iban).toEqual([
    [1, '', ''],
    [1, '', 'public.invoice'],
    [1, '2025-01-01', ''],
  ])
  expect(strata.person).toEqual([[1, '2025-01-01', 'public.invoice']])
})

it('a row that stays keeps the rows it points at, up to the person', async () => {
  const strata = await strataOf(
    `${people}
    create table membership (id integer primary key, owner integer references person);
    create table click (id integer primary key, membership integer references membership);
    create table total (click integer references click, n integer);
    insert into membership values (1, 1), (2, 1); insert into click values (1, 1), (2, 2), (3, 2); insert into total values (3, 7);`,
    [person, linked('membership', 'person', ['owner'], ['id']), linked('click', 'membership', ['membership'], ['id'])],
    ['public.total'],
  )
  expect(strata).toEqual({
    click: [
      [2, '', ''],
      [1, '', 'public.total'],
    ],
    membership: [
      [1, '', ''],
      [1, '', 'public.total'],
    ],
    person: [[1, '', 'public.total']],
  })
})

it('rows held for somebody else as processor, and rows that the map only clears, keep what they point at', async () => {
  const strata = await strataOf(
    `${people}
    create table visit (id integer primary key, owner integer references person);
    create table post (id integer primary key, owner integer references person);
    create table draft (id integer primary key, owner integer references person);
    insert into visit values (1, 1); insert into post values (1, 1); insert into draft values (1, 1);`,
    [
      person,
      linked('visit', 'person', ['owner'], ['id'], { role: 'processor' }),
      linked('post', 'person', ['owner'], ['id'], { erasure: 'clear' }),
      linked('draft', 'person', ['owner'], ['id'], {
        ...{ erasure: 'clear', fields: { owner: { category: 'reference', onErasure: 'clear' } } },
      }),
    ],
  )
  expect(strata.person).toEqual([[1, '', 'public.post,public.visit']])
})

it('links between columns of different types compare without converting one into the other', async () => {
  const strata = await strataOf(
    `create extension citext;
    create table person (id numeric(10, 2) primary key, email text, tag citext unique, code varchar(5) unique);
    insert into person values (1, 'josé@x.fr', 'Ab', '7'), (2, 'jose@x.fr', 'b', '07');
    create table a (id integer primary key, owner integer); insert into a values (1, 1), (2, 2);
    create table b (id integer primary key, tag citext references person (tag)); insert into b values (1, 'aB'), (2, 'b');
    create table c (id integer primary key, code integer); insert into c values (1, 7), (2, 77);
    create table d (id integer primary key, owner text); insert into d values (1, '1.00'), (2, '1'), (3, 'x');`,
    [
      person,
      linked('a', 'person', ['owner'], ['id']),
      linked('b', 'person', ['tag'], ['tag']),
      linked('c', 'person', ['code'], ['code']),
      linked('d', 'person', ['owner'], ['id']),
    ],
  )
  expect(Object.values(strata)).toEqual(Array(5).fill([[1, '', '']]))
})

it('keys that a loose collation calls equal are different people’s', async () => {
  const strata = await strataOf(
    `create extension citext;
    create collation loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
    create table person (id text primary key, email text, alias text unique, code text collate loose);
    insert into person values ('ab', 'josé@x.fr', 'ab', 'ab'), ('AB', 'jose@x.fr', 'AB', 'AB');
    create table pinned (id integer primary key, owner text collate loose); insert into pinned values (1, 'ab'), (2, 'AB');
    create table nested (id integer primary key, alias text collate loose); insert into nested values (1, 'ab'), (2, 'AB');
    create table blind (id integer primary key, owner citext); insert into blind values (1, 'ab'), (2, 'AB');
    create table other (id integer primary key, code text); insert into other values (1, 'ab'), (2, 'AB');`,
    [
      person,
      linked('pinned', 'person', ['owner'], ['id']),
      linked('nested', 'person', ['alias'], ['alias']),
      linked('blind', 'person', ['owner'], ['id']),
      linked('other', 'person', ['code'], ['code']),
    ],
  )
  expect(Object.values(strata)).toEqual(Array(5).fill([[1, '', '']]))
})

it('a document’s day is that of its controller’s place, not of Greenwich', async () => {
  const dated = { document: { type: 'invoice', jurisdiction: { country: 'FR' }, date: 'at' } } as const
  const strata = await strataOf(
    `${people}
    create table invoice (id integer primary key, buyer integer references person, at timestamptz);
    create table note (id integer primary key, buyer integer references person, at timestamp);
    insert into invoice values (1, 1, '2025-01-01 00:30+01'), (2, 1, '-infinity');
    insert into note values (1, 1, '2024-12-31 23:30');`,
    [person, linked('invoice', 'person', ['buyer'], ['id'], dated), linked('note', 'person', ['buyer'], ['id'], dated)],
  )
  expect(strata.invoice?.map(([, dates]) => dates).sort()).toEqual(['', '2025-01-01'])
  expect(strata.note).toEqual([[1, '2024-12-31', '']])
})

it('a partitioned table is searched as one', async () => {
  const strata = await strataOf(
    `${people}
    create table log (id integer, owner integer references person, at date, primary key (id, at)) partition by range (at);
    create table log_old partition of log for values from ('2023-01-01') to ('2024-01-01');
    create table log_new partition of log for values from ('2024-01-01') to ('2025-01-01');
    insert into log values (1, 1, '2023-05-05'), (1, 1, '2024-05-05'), (2, 2, '2024-05-05');`,
    [person, linked('log', 'person', ['owner'], ['id'])],
  )
  expect(strata).toEqual({ log: [[2, '', '']], person: [[1, '', '']] })
})

it('the digest of servers without bit_xor is the same number', async () => {
  database = await fixtureDatabase(
    'create table n as select hashint8extended(i, 0) as hash, i from generate_series(1, 999) i',
  )
  const client = new pg.Client({ ...database.connection, ssl: false })
  await client.connect()
  const each = [12, 14].flatMap((version) =>
    [sql`true`, sql`i % 3 = 0`, sql`i < 0`].map((f) => sql`(select ${digestOf(sql`hash`, version)} from n where ${f})`),
  )
  const { text, values } = statement(sql`select array[${sql.join(each)}] as digests`)
  const found = await client.query<{ digests: string[] }>(text, values)
  const digests = found.rows[0]?.digests ?? []
  await client.end()
  expect(digests.slice(0, 3)).toEqual(digests.slice(3))
  expect(digests).toHaveLength(6)
  expect(digests[2]).toBe('0000000000000000')
  expect(digests[0]).toMatch(/^[0-9a-f]{16}$/)
})
