// What columns can be like: read as they are, changed as planned, or refused with nothing done.
import { describe, expect, it } from 'vitest'
import { dataset } from '@/lib/connectors/fixture-shop-map'
import { all, group } from '@/lib/connectors/postgresql/fixture-order'
import type { FieldChange, PlanGroup } from '@/lib/domain/plan/types'
import { engines } from './engines'
import { clear, expectErased, expectRefused, fields, linked, note, opened, type Place, person } from './opened-case'

describe.each(engines)('$name: columns', (engine) => {
  const { kind } = engine
  it('generated columns, defaults and checks: deleted as any row; a change that a check forbids is refused', async () => {
    const script = `create table {s}.sum (id integer primary key, owner integer, net integer not null, gross integer generated always as (net * 2) stored,
        word varchar(20) default 'x', check (net > 0), check (word <> '-'));
      insert into {s}.sum (id, owner, net) values (1, 1, 5), (2, 2, 6);`
    const datasets = (at: Place) => [person(at), linked(at, 'sum', ['id', 'owner', 'net', 'gross', 'word'])]
    const shop = await opened(engine, script, datasets, ['sum', 'person'])
    const columns = (await shop.system.inspect()).tables.find(
      ({ name }) => name === shop.database.table('s', 'sum'),
    )?.columns
    expect(columns?.filter(({ generated }) => generated).map(({ name }) => name)).toEqual(['gross'])
    expect(columns?.filter(({ hasDefault }) => hasDefault).map(({ name }) => name)).toContain('word')
    const whole = shop.order.groups
    shop.order.groups = [
      { ...(whole[0] as PlanGroup), ...clear('sum', { field: 'word', change: { replace: '-' } }) },
      ...whole.slice(1),
    ]
    await expectRefused(shop, 'constraint')
    shop.order.groups = [
      { ...(whole[0] as PlanGroup), ...clear('sum', { field: 'gross', change: 'clear' }) },
      ...whole.slice(1),
    ]
    await expectRefused(shop, 'constraint')
    shop.order.groups = whole
    await expectErased(shop, { 's.sum': 1, 's.person': 1 })
  })
  it('a unique column takes a token of its own for every row, and no fixed text twice', async () => {
    const script = `create table {s}.login (id integer primary key, owner integer, name varchar(40) not null unique);
      insert into {s}.login values (1, 1, 'jose'), (2, 1, 'jose2'), (3, 2, 'other');`
    const datasets = (at: Place) => [person(at, { erasure: 'clear' }), linked(at, 'login', ['id', 'owner', 'name'])]
    const fixed = clear('login', { field: 'name', change: { replace: 'gone' } })
    const shop = await opened(engine, script, datasets, [fixed, clear('person')])
    await expectRefused(shop, 'constraint')
    const [first, ...rest] = shop.order.groups
    shop.order.groups = [
      { ...(first as PlanGroup), ...clear('login', { field: 'name', change: { replace: 'erased-{id}' } }) },
      ...rest,
    ]
    expect(await shop.system.erase(shop.order, note)).toMatchObject({ status: 'applied' })
    expect((await shop.system.verify(shop.order)).complete).toBe(true)
    const rows = (await shop.database.dump())['s.login'] ?? []
    expect(rows.filter((row) => /erased-[0-9a-f]{32}/.test(row))).toHaveLength(2)
    expect(new Set(rows).size).toBe(3)
  })
  it('documents in JSON, lists and large objects: read as they are, cleared whole, and their change is noticed', async () => {
    const large = 'x'.repeat(2_000_000)
    const shop = await opened(
      engine,
      {
        postgresql: `create table {s}.paper (id integer primary key, owner integer, doc jsonb, words text[], scan bytea, body text);
          insert into {s}.paper values (1, 1, '{"name": {"first": "José"}, "tags": [1, null]}', '{a,"b c"}', '\\x00ff', '${large}'), (2, 2, '{}', '{}', '', 'b');`,
        mariadb: `create table {s}.paper (id integer primary key, owner integer, doc json, words json, scan longblob, body longtext);
          insert into {s}.paper values (1, 1, '{"name": {"first": "José"}, "tags": [1, null]}', '["a","b c"]', unhex('00ff'), '${large}'), (2, 2, '{}', '[]', '', 'b');`,
      },
      (at) => [person(at, { erasure: 'clear' }), linked(at, 'paper', ['id', 'owner', 'doc', 'words', 'scan', 'body'])],
      [
        clear('paper', ...['doc', 'words', 'scan', 'body'].map((field): FieldChange => ({ field, change: 'clear' }))),
        clear('person'),
      ],
    )
    const [row] = await Array.fromAsync(
      shop.system.read(shop.map, shop.order.person, 'paper', ['doc', 'words', 'scan', 'body']),
    )
    expect(JSON.parse(String(row?.doc))).toEqual({ name: { first: 'José' }, tags: [1, null] })
    expect(String(row?.scan)).toMatch(/^(\\x)?00ff$/)
    expect(row?.body).toBe(large)
    await shop.database.run("update {s}.paper set body = concat('y', substring(body, 2)) where id = 1")
    expect(await shop.system.erase(shop.order, note)).toMatchObject({
      status: 'refused',
      problem: 'rows-changed',
      dataset: 'paper',
    })
    await shop.database.run("update {s}.paper set body = 'x' where id = 1")
    const { datasets: found } = await shop.system.discover(shop.map, shop.order.person)
    shop.order.groups = shop.order.groups.map((one) => group(found, one.dataset, one.fate, all, one.changes))
    expect(await shop.system.erase(shop.order, note)).toMatchObject({ status: 'applied' })
    expect((await shop.database.dump())['s.paper']?.find((r) => /^[([]1,/.test(r))).toMatch(
      /^\(1,1,,,,\)$|^\[1,1,null,null,null,null\]$/,
    )
  })
  it('reserved, quoted and odd names of tables and columns', async () => {
    const name =
      kind === 'postgresql'
        ? (text: string) => `"${text.replaceAll('"', '""')}"`
        : (text: string) => `\`${text.replaceAll('`', '``')}\``
    const [table, key, owner] = ['select', 'from "x" `y`', "o'wner ?"]
    const shop = await opened(
      engine,
      `create table {s}.${name(table)} (${name(key)} integer primary key, ${name(owner)} integer);
       insert into {s}.${name(table)} values (1, 1), (2, 2);`,
      (at) => [
        person(at),
        dataset('odd', at(table), {
          links: [{ to: 'person', fields: [owner], toFields: ['id'] }],
          fields: fields(key, owner),
        }),
      ],
      ['odd', 'person'],
    )
    await expectErased(shop, { 's.select': 1, 's.person': 1 })
  })
  it('addresses on file that differ in a letter are different addresses', async () => {
    const shop = await opened(
      engine,
      `create table {s}.mailbox (id integer primary key, owner integer, mail varchar(40));
       insert into {s}.mailbox values (1, 1, 'a@x.fr'), (2, 1, 'A@x.fr'), (3, 1, 'á@x.fr'), (4, 1, ' a@x.fr '), (5, 2, 'b@x.fr'), (6, 1, 'none');`,
      (at) => [person(at), linked(at, 'mailbox', ['id', 'owner', 'mail'], { contactPoints: ['mail'] })],
      [],
    )
    const found = await shop.system.contactPoints(shop.map, shop.order.person)
    expect(found.map(({ value }) => value).sort()).toEqual(['A@x.fr', 'a@x.fr', 'á@x.fr'])
  })

  it('the day of a document is that of its controller’s place', async () => {
    const shop = await opened(
      engine,
      {
        postgresql: `create table {s}.bill (id integer primary key, owner integer, at timestamptz);
          insert into {s}.bill values (1, 1, '2024-12-31 22:59:59+00'), (2, 1, '2024-12-31 23:00:00+00'), (3, 1, '2024-06-30 22:00:00+00'), (4, 1, null);`,
        mariadb: `create table {s}.bill (id integer primary key, owner integer, at timestamp null);
          insert into {s}.bill values (1, 1, '2024-12-31 22:59:59'), (2, 1, '2024-12-31 23:00:00'), (3, 1, '2024-06-30 22:00:00'), (4, 1, null);`,
      },
      (at) => [
        person(at, { erasure: 'clear' }),
        linked(at, 'bill', ['id', 'owner', 'at'], {
          document: { type: 'invoice', jurisdiction: { country: 'FR' }, date: 'at' },
        }),
      ],
      [],
    )
    const found = await shop.system.discover(shop.map, shop.order.person)
    expect(found.datasets[1]?.strata.map(({ documents }) => documents[0]?.date)).toEqual([
      '2024-07-01',
      '2024-12-31',
      '2025-01-01',
      null,
    ])
  })
})
