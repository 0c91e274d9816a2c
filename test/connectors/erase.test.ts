// An approved erasure, and everything that must stop one: the same on every server.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '@/lib/connectors/connect'
import type { Connector, ErasureOrder, SystemMap } from '@/lib/connectors/connector'
import { all, shopOrder } from '@/lib/connectors/postgresql/fixture-order'
import type { PersonKeys } from '@/lib/domain/findings'
import { cutReplyTo } from './cut-reply'
import { engines, type Script, type TestDatabase } from './engines'
import { josé, shopMap, shopSchemas, shopScript } from './shop'

describe.each(engines)('$name: an erasure', ({ kind, create }) => {
  let database: TestDatabase
  let shop: Connector
  let map: SystemMap
  let person: PersonKeys
  let order: ErasureOrder
  let before: Record<string, string[]>

  const quick = { lockTimeoutMs: 200, erasureTimeoutMs: 5_000, commitReplyMs: 300 }
  const noted: string[] = []
  const note = async (id: string) => void noted.push(id)
  const quoted = (name: string) => (kind === 'postgresql' ? `"${name}"` : `\`${name}\``)

  beforeEach(async () => {
    database = await create(shopSchemas, shopScript(kind))
    map = shopMap(database)
    shop = connect(kind, database.connection, quick)
    person = await shop.pin(map, josé)
    order = await shopOrder(shop, map, person)
    before = await database.dump()
  }, 300_000)

  afterEach(async () => {
    await shop?.close()
    await database?.drop()
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

  it('names that the server does not know never reach it', async () => {
    const group = { dataset: 'visit', fate: 'clear' as const, where: all, rows: 2, digest: '', changes: [], keeps: [] }
    for (const field of ['1=1; --', 'ip`, `id', 'ip", "id'])
      await expect(
        shop.erase({ ...order, groups: [{ ...group, changes: [{ field, change: 'clear' }] }] }, note),
      ).resolves.toMatchObject({ status: 'refused' })
    expect(await database.dump()).toEqual(before)
  })

  it('when the transaction’s number cannot be stored, nothing is done', async () => {
    const fail = () => Promise.reject(new Error('our database is away'))
    await expect(shop.erase(order, fail)).rejects.toThrow('away')
    expect(await database.dump()).toEqual(before)
  })

  it('a row that somebody holds: the wait ends, nothing is done', async () => {
    await database.run(`begin; update {crm}.customer set note = 'held' where id = 1`)
    expect(await shop.erase(order, note)).toEqual({ status: 'unavailable', problem: 'lock-timeout' })
    await database.run('rollback')
    expect(await database.dump()).toEqual(before)
  })

  it('a server that is not there, is not let in, or does not exist', async () => {
    const away = connect(kind, { ...database.connection, port: 1 })
    expect(await away.erase(order, note)).toEqual({ status: 'unavailable', problem: 'unreachable' })
    expect(await away.discover(map, person)).toMatchObject({ status: 'unreachable', datasets: [] })
    const stranger = connect(kind, { ...database.connection, password: 'wrong' })
    await expect(stranger.inspect()).rejects.toMatchObject({ failure: 'sign-in-refused' })
    const nowhere = connect(kind, { ...database.connection, database: 'nowhere' })
    await expect(nowhere.inspect()).rejects.toMatchObject({ failure: 'database-missing' })
    const plain = connect(kind, { ...database.connection, tls: { mode: 'verify-full' } })
    await expect(plain.inspect()).rejects.toMatchObject({ failure: 'tls' })
    await Promise.all([away, stranger, nowhere, plain].map((connector) => connector.close()))
  })

  it.each(['cut', 'silence'] as const)('a reply to COMMIT lost in a %s is ambiguous, and resolved', async (how) => {
    const network = await cutReplyTo(database.connection, how)
    const through = connect(kind, network.connection, quick)
    let stored = ''
    const result = await through.erase(order, async (id) => {
      stored = id
    })
    expect(result).toEqual({ status: 'ambiguous', transactionId: stored })
    // PostgreSQL remembers; of MariaDB the rows are asked, once no transaction can be open any more.
    const known = kind === 'postgresql' ? 'committed' : 'unknown'
    await expect.poll(() => shop.outcomeOf(stored)).toBe(known)
    expect((await shop.verify(order)).complete).toBe(true)
    await through.close()
    network.close()
  })

  it('a try that was left open is not taken for one that is over', async () => {
    let seen = ''
    const result = shop.erase(order, async (id) => {
      seen = await shop.outcomeOf(id)
    })
    if (kind === 'postgresql') {
      expect(await result).toMatchObject({ status: 'applied' })
      expect(seen).toBe('in-progress')
    } else {
      // Its connection was ended: it can no longer commit, and nothing is done.
      expect((await result).status).toMatch(/ambiguous|unavailable/)
      expect(seen).toBe('unknown')
      await expect.poll(() => database.dump()).toEqual(before)
    }
  })

  it('numbers of transactions that never were', async () => {
    expect(await shop.outcomeOf('999999999999')).toBe('unknown')
    expect(await shop.outcomeOf("1'; drop table x")).toBe('unknown')
  })
})
