// What tables can be like: said beforehand, erased as planned, or refused with nothing done.
import { describe, expect, it } from 'vitest'
import { connect } from '@/lib/connectors/connect'
import { all, group } from '@/lib/connectors/postgresql/fixture-order'
import { engines } from './engines'
import { expectErased, expectRefused, linked, note, opened, person } from './opened-case'

describe.each(engines)('$name: tables', (engine) => {
  const { kind } = engine
  it('rows of one table that point at each other, also in a circle and at themselves', async () => {
    const shop = await opened(
      engine,
      `create table {s}.note (id integer primary key, owner integer, parent integer, foreign key (parent) references {s}.note (id));
       insert into {s}.note values (1, 1, null), (2, 1, 1), (3, 1, 2), (4, 1, 4), (5, 1, null), (6, 1, 5), (7, 2, null), (8, 2, 7);
       update {s}.note set parent = 6 where id = 5;`,
      (at) => [person(at), linked(at, 'note', ['id', 'owner', 'parent'])],
      ['note', 'person'],
    )
    await expectErased(shop, { 's.note': 6, 's.person': 1 })
  })
  it('a row that stays and points at one that would go keeps it: refused where the order forgot', async () => {
    const shop = await opened(
      engine,
      `create table {s}.note (id integer primary key, owner integer, parent integer, foreign key (parent) references {s}.note (id));
       insert into {s}.note values (1, 1, null), (2, 2, 1);`,
      (at) => [person(at), linked(at, 'note', ['id', 'owner', 'parent'])],
      ['note', 'person'],
    )
    const found = await shop.system.discover(shop.map, shop.order.person)
    expect(found.datasets[1]?.strata[0]?.referencedBy).toEqual([shop.database.table('s', 'note')])
    await expectRefused(shop, 'constraint')
  })
  it('two tables that point at each other: refused, with nothing done', async () => {
    const shop = await opened(
      engine,
      `create table {s}.a (id integer primary key, owner integer, b integer);
       create table {s}.b (id integer primary key, owner integer, a integer, foreign key (a) references {s}.a (id));
       insert into {s}.a values (1, 1, 1); insert into {s}.b values (1, 1, 1);
       alter table {s}.a add foreign key (b) references {s}.b (id);`,
      (at) => [person(at), linked(at, 'a', ['id', 'owner', 'b']), linked(at, 'b', ['id', 'owner', 'a'])],
      ['a', 'b', 'person'],
    )
    await expectRefused(shop, 'constraint')
  })
  it('keys that delete elsewhere are seen beforehand, and the table they reach is missed in the map', async () => {
    const {
      system: connector,
      map,
      database: of,
    } = await opened(
      engine,
      `create table {s}.basket (id integer primary key, owner integer, foreign key (owner) references {s}.person (id) on delete cascade);
       create table {s}.wish (id integer primary key, owner integer, foreign key (owner) references {s}.person (id) on delete set null);`,
      (at) => [person(at)],
      ['person'],
    )
    const { tables } = await connector.inspect()
    const actions = tables.flatMap(({ name, foreignKeys }) => foreignKeys.map(({ onDelete }) => [name, onDelete]))
    expect(actions).toEqual([
      [of.table('s', 'basket'), 'cascade'],
      [of.table('s', 'wish'), 'set null'],
    ])
    const { problems } = await connector.check(map)
    expect(problems).toContainEqual({ code: 'unmapped-table', table: of.table('s', 'basket') })
    expect(problems).toContainEqual({ code: 'unmapped-table', table: of.table('s', 'wish') })
  })
  it('triggers are seen beforehand; what one takes beside the plan is seen by the re-reading of its dataset', async () => {
    const shop = await opened(
      engine,
      {
        postgresql: `create table {s}.visit (id integer primary key, owner integer);
          insert into {s}.visit values (1, 1), (2, 2);
          create table {s}.shadow (id integer primary key, owner integer); insert into {s}.shadow values (1, 1);
          create function {s}.f() returns trigger language plpgsql as 'begin insert into {s}.shadow values (9, old.owner); return old; end';
          create trigger copies after delete on {s}.visit for each row execute function {s}.f()`,
        mariadb: `create table {s}.visit (id integer primary key, owner integer);
          insert into {s}.visit values (1, 1), (2, 2);
          create table {s}.shadow (id integer primary key, owner integer); insert into {s}.shadow values (1, 1);
          create trigger {s}.copies after delete on {s}.visit for each row insert into {s}.shadow values (9, old.owner)`,
      },
      (at) => [person(at), linked(at, 'visit', ['id', 'owner']), linked(at, 'shadow', ['id', 'owner'])],
      ['shadow', 'visit', 'person'],
    )
    const { tables } = await shop.system.inspect()
    expect(tables.find(({ name }) => name === shop.database.table('s', 'visit'))?.triggers).toEqual(['copies'])
    expect(await shop.system.erase(shop.order, note)).toMatchObject({ status: 'applied' })
    const seen = await shop.system.verify(shop.order)
    expect(seen.complete).toBe(false)
    expect(seen.groups.find((one) => one.dataset === 'shadow')).toMatchObject({ remaining: 1 })
  })
  it('partitioned tables are one table', async () => {
    const shop = await opened(
      engine,
      {
        postgresql: `create table {s}.log (id integer, owner integer, day date not null, primary key (id, day)) partition by range (day);
          create table {s}.log_old partition of {s}.log for values from ('2023-01-01') to ('2024-01-01');
          create table {s}.log_new partition of {s}.log for values from ('2024-01-01') to ('2025-01-01');
          insert into {s}.log values (1, 1, '2023-05-05'), (1, 1, '2024-05-05'), (2, 2, '2024-05-05');`,
        mariadb: `create table {s}.log (id integer, owner integer, day date not null, primary key (id, day))
            partition by range columns (day) (partition old values less than ('2024-01-01'), partition new values less than (maxvalue));
          insert into {s}.log values (1, 1, '2023-05-05'), (1, 1, '2024-05-05'), (2, 2, '2024-05-05');`,
      },
      (at) => [person(at), linked(at, 'log', ['id', 'owner', 'day'])],
      ['log', 'person'],
    )
    const { tables } = await shop.system.inspect()
    expect(tables.map(({ name, kind: of }) => [name, of])).toEqual([
      [shop.database.table('s', 'log'), 'partitioned'],
      [shop.database.table('s', 'person'), 'table'],
    ])
    expect(await shop.system.erase(shop.order, note)).toMatchObject({ status: 'applied' })
    expect((await shop.system.verify(shop.order)).complete).toBe(true)
    expect((await shop.system.discover(shop.map, shop.order.person)).datasets.map((d) => d.count)).toEqual([0, 0])
  })
  it('a view is known as one', async () => {
    const { system: connector, database: of } = await opened(
      engine,
      'create view {s}.everybody as select * from {s}.person;',
      (at) => [person(at)],
      ['person'],
      ['everybody'],
    )
    const view = (await connector.inspect()).tables.find(({ name }) => name === of.table('s', 'everybody'))
    expect(view).toMatchObject({ kind: 'view', primaryKey: [], columns: [{ name: 'id' }, { name: 'email' }] })
  })
  it('an account that may only read', async () => {
    const shop = await opened(engine, '', (at) => [person(at)], ['person'])
    const name = `r${shop.database.table('s', 'person').replaceAll(/\W/g, '').slice(0, 20)}_${process.pid}`
    await shop.database.run(
      kind === 'postgresql'
        ? `create role ${name} login password 'x'; grant usage on schema {s} to ${name}; grant select on all tables in schema {s} to ${name}`
        : `create user ${name}@'127.0.0.1' identified by 'x'; grant select, trigger on {s}.* to ${name}@'127.0.0.1'`,
    )
    const reader = connect(kind, { ...shop.database.connection, user: name, password: 'x' })
    const { problems } = await reader.check(shop.map)
    expect(problems).toEqual([{ code: 'no-right', dataset: 'person', right: 'delete' }])
    const { datasets: found, catalogueHash } = await reader.discover(shop.map, shop.order.person)
    const order = { ...shop.order, catalogueHash, groups: [group(found, 'person', 'delete', all)] }
    expect(await reader.erase(order, note)).toMatchObject({ status: 'refused', problem: 'no-right' })
    expect(await shop.database.dump()).toEqual(shop.before)
    await reader.close()
    await shop.database.run(
      kind === 'postgresql' ? `drop owned by ${name}; drop role ${name}` : `drop user ${name}@'127.0.0.1'`,
    )
  })
})
