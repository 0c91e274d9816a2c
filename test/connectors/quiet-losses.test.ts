// What would go wrong without a word: a person who is not found, a value that is put back, rows that nothing brings back.
import mysql from 'mysql2/promise'
import { describe, expect, it } from 'vitest'
import type { MapDataset } from '@/lib/domain/data-map/types'
import { type Engine, engines, type Script } from './engines'
import { clear, linked, note, opened, person } from './opened-case'

describe('MariaDB', () => {
  const [, engine] = engines as [Engine, Engine]
  const script = (mariadb: string): Script => ({ mariadb, postgresql: '' })

  it.each([
    ['utf8mb4_turkish_ci', 'IRIS@x.fr'],
    ['utf8mb4_croatian_ci', 'palJo@x.fr'],
    ['utf8mb4_danish_ci', 'haAkon@x.fr'],
    ['utf8mb4_czech_ci', 'micHal@x.fr'],
    ['utf8mb4_general_ci', 'IRIS@x.fr'],
    ['utf8mb4_unicode_520_nopad_ci', 'IRIS@x.fr'],
    ['uca1400_ai_ci', 'IRIS@x.fr'],
    ['utf8mb4_bin', 'IRIS@x.fr'],
  ])('finds an address in other case, whatever %s takes for other letters', async (collation, stored) => {
    const shop = await opened(
      engine,
      script(`create table {s}.club (id integer primary key, email varchar(100) character set utf8mb4 collate ${collation},
        key (email)); insert into {s}.club values (1, '${stored}'), (2, 'x${stored}');`),
      (at) => [person(at), person(at, { key: 'club', table: at('club') })],
      ['person'],
    )
    const found = await shop.system.identify(shop.map, [{ kind: 'email', value: stored.toLowerCase() }])
    expect(found.map(({ dataset, keys }) => [dataset, keys])).toEqual([['club', [['1']]]])
  })

  it('writes nothing that nobody can take back before the last look at matters', async () => {
    const shop = await opened(
      engine,
      script(`create table {s}.loose (id integer primary key, owner integer) engine MyISAM;
        insert into {s}.loose values (1, 1), (2, 2);`),
      (at) => [person(at), linked(at, 'loose', ['id', 'owner'])],
      ['loose', 'person'],
    )
    const placed = new Error('a matter was placed')
    await expect(shop.system.erase(shop.order, () => Promise.reject(placed))).rejects.toBe(placed)
    expect(await shop.database.dump()).toEqual(shop.before)
    const told: string[] = []
    const done = await shop.system.erase(shop.order, async (id) => void told.push(id))
    expect(done).toMatchObject({ status: 'applied', transactionId: told[0] })
    expect(told).toHaveLength(1)
  })

  it('ends no connection but that of the try, also where another has its number', async () => {
    const shop = await opened(engine, script(''), (at) => [person(at)], ['person'])
    const told: string[] = []
    await shop.system.erase(shop.order, async (id) => void told.push(id))
    const { host, port, user, password } = shop.database.connection
    const other = await mysql.createConnection({ host, port, user, password })
    const [[mine]] = await other.query<mysql.RowDataPacket[]>('select connection_id() as id')
    const renumbered = (told[0] ?? '').replace(/^\d+/, String(mine?.id))
    expect(await shop.system.outcomeOf(renumbered)).toBe('unknown')
    await expect(other.query('select 1')).resolves.toBeDefined()
    await other.end()
  })

  it('does not say that nothing was done, where a table that takes nothing back stopped half way', async () => {
    const shop = await opened(
      engine,
      script(`create table {s}.loose (id integer primary key, owner integer) engine MyISAM;
        insert into {s}.loose values (1, 1), (2, 1), (3, 2);
        create trigger {s}.no before delete on {s}.loose for each row
          if old.id = 2 then signal sqlstate '45000'; end if;`),
      (at) => [person(at), linked(at, 'loose', ['id', 'owner'])],
      ['loose', 'person'],
    )
    const told: string[] = []
    const result = await shop.system.erase(shop.order, async (id) => void told.push(id))
    expect(result).toEqual({ status: 'ambiguous', transactionId: told[0] })
    expect(await shop.database.dump()).toEqual({ ...shop.before, 's.loose': ['[2,1]', '[3,2]'] })
    expect(await shop.system.outcomeOf(told[0] ?? '')).toBe('unknown')
    expect((await shop.system.verify(shop.order)).complete).toBe(false)
  })
})

describe.each(engines)('$name', (engine) => {
  it.each(['{id}', '{id}@x.fr'])(
    'a trigger that puts back what %s replaced is seen by the re-reading',
    async (replace) => {
      const fields: MapDataset['fields'] = {
        id: { category: 'reference' },
        email: { category: 'contact', onErasure: { replace } },
      }
      const shop = await opened(
        engine,
        {
          mariadb: 'create trigger {s}.back before update on {s}.person for each row set new.email = old.email;',
          postgresql: `create function {s}.back() returns trigger language plpgsql as $$
            begin new.email := old.email; return new; end $$;
          create trigger back before update on {s}.person for each row execute function {s}.back();`,
        },
        (at) => [person(at, { fields })],
        [clear('person', { field: 'email', change: { replace } })],
      )
      expect(await shop.system.erase(shop.order, note)).toMatchObject({ status: 'applied' })
      expect((await shop.system.verify(shop.order)).complete).toBe(false)
      await shop.database.run(engine.kind === 'mariadb' ? 'drop trigger {s}.back' : 'drop trigger back on {s}.person')
      const { catalogueHash } = await shop.system.discover(shop.map, shop.order.person)
      const again = { ...shop.order, catalogueHash }
      const { datasets } = await shop.system.discover(shop.map, shop.order.person)
      const digest = datasets[0]?.digest ?? ''
      again.groups = again.groups.map((group) => ({ ...group, digest }))
      expect(await shop.system.erase(again, note)).toMatchObject({ status: 'applied' })
      expect((await shop.system.verify(again)).complete).toBe(true)
    },
  )
})
