// What MariaDB's engines mean for an erasure: MyISAM and Aria take nothing back, versioned tables forget nothing.
import { describe, expect, it } from 'vitest'
import { connect } from '@/lib/connectors/connect'
import { type Engine, engines } from './engines'
import { clear, expectErased, expectRefused, linked, opened, person } from './opened-case'

describe('MariaDB: engines of tables', () => {
  const [, engine] = engines as [Engine, Engine]

  it.each(['MyISAM', 'Aria'])('%s takes nothing back: said beforehand, written last', async (name) => {
    const shop = await opened(
      engine,
      {
        mariadb: `create table {s}.loose (id integer primary key, owner integer) engine ${name};
        create table {s}.firm (id integer primary key, owner integer not null);
        insert into {s}.loose values (1, 1), (2, 2); insert into {s}.firm values (1, 1), (2, 2);`,
        postgresql: '',
      },
      (at) => [person(at), linked(at, 'loose', ['id', 'owner']), linked(at, 'firm', ['id', 'owner'])],
      ['loose', 'firm', 'person'],
    )
    const { problems, warnings } = await shop.system.check(shop.map)
    expect([problems, warnings]).toEqual([
      [],
      [{ code: 'not-atomic', dataset: 'loose', table: shop.database.table('s', 'loose') }],
    ])
    const whole = shop.order.groups
    shop.order.groups = whole.map((one) =>
      one.dataset === 'firm' ? { ...one, ...clear('firm', { field: 'owner', change: 'clear' }) } : one,
    )
    await expectRefused(shop, 'constraint')
    shop.order.groups = whole
    await expectErased(shop, { 's.loose': 1, 's.firm': 1, 's.person': 1 })
  })

  it('a table that keeps the history of its rows, and triggers that the account may not see, stop the plan', async () => {
    const shop = await opened(
      engine,
      {
        mariadb: 'create table {s}.old (id integer primary key, owner integer) with system versioning;',
        postgresql: '',
      },
      (at) => [person(at), linked(at, 'old', ['id', 'owner'])],
      ['person'],
    )
    const table = shop.database.table('s', 'old')
    expect((await shop.system.check(shop.map)).problems).toEqual([{ code: 'keeps-history', dataset: 'old', table }])
    const { user } = shop.database.connection
    await shop.database.run(`revoke trigger on {s}.* from '${user}'@'127.0.0.1'`)
    await shop.system.close()
    const blind = connect('mariadb', shop.database.connection)
    expect((await blind.check(shop.map)).problems).toContainEqual({ code: 'hidden-triggers', dataset: 'old', table })
    await blind.close()
  })

  it('keys of tables that the account may not see stop the plan, and that it cannot see them is said', async () => {
    const shop = await opened(
      engine,
      { mariadb: 'create table {s}.firm (id integer primary key, owner integer);', postgresql: '' },
      (at) => [person(at), linked(at, 'firm', ['id', 'owner'])],
      ['person'],
    )
    const { user } = shop.database.connection
    const other = `${shop.database.table('s', '')}-é`.replace('.', '')
    await shop.database.run(`create database \`${other}\`;
      create table \`${other}\`.\`their own\` (id integer primary key, person integer,
        foreign key (person) references {s}.person (id) on delete cascade)`)
    const check = async () => {
      const system = connect('mariadb', shop.database.connection)
      try {
        return await system.check(shop.map)
      } finally {
        await system.close()
      }
    }
    try {
      const table = shop.database.table('s', 'person')
      expect((await check()).problems).toEqual([{ code: 'hidden-references', dataset: 'person', table }])
      await shop.database.run(`grant select on \`${other}\`.* to '${user}'@'127.0.0.1'`)
      const unmapped = { code: 'unmapped-table', table: `${other}.their own` }
      expect(await check()).toEqual({ problems: [unmapped], warnings: [] })
      await shop.database.run(`revoke select on \`${other}\`.* from '${user}'@'127.0.0.1';
        revoke process on *.* from '${user}'@'127.0.0.1'`)
      expect(await check()).toEqual({ problems: [], warnings: [{ code: 'references-unseen' }] })
    } finally {
      await shop.database.run(`drop database \`${other}\``)
    }
  })

  it('a key that the server takes for another spelling of it leads to the same row, where it keeps that key itself', async () => {
    const shop = await opened(
      engine,
      {
        mariadb: `create table {s}.account (code varchar(20) primary key, owner integer);
          create table {s}.entry (id integer primary key, account varchar(20), foreign key (account) references {s}.account (code));
          insert into {s}.account values ('Abc', 1), ('other', 2);
          insert into {s}.entry values (1, 'Abc'), (2, 'aBC'), (3, 'other');`,
        postgresql: '',
      },
      (at) => [
        person(at),
        linked(at, 'account', ['code', 'owner']),
        linked(at, 'entry', ['id', 'account'], { links: [{ to: 'account', fields: ['account'], toFields: ['code'] }] }),
      ],
      ['entry', 'account', 'person'],
    )
    await expectErased(shop, { 's.entry': 2, 's.account': 1, 's.person': 1 })
  })

  it('a server set to read only gives nobody the right to write', async () => {
    const shop = await opened(engine, '', (at) => [person(at)], ['person'])
    await shop.database.run('set global read_only = 1')
    try {
      expect((await shop.system.check(shop.map)).problems).toEqual([
        { code: 'no-right', dataset: 'person', right: 'delete' },
      ])
    } finally {
      await shop.database.run('set global read_only = 0')
    }
  })
})
