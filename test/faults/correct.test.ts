// Locks, networks and servers that fail while a correction runs, and colleagues who write at the same time: all of it is
// done or nothing, and what became of it can always be told. The same on every server.
import mysql from 'mysql2/promise'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '@/lib/connectors/connect'
import { correction, type ShopCorrection, shopCorrection } from '../connectors/correction-case'
import { cutReplyTo } from '../connectors/cut-reply'
import { engines } from '../connectors/engines'
import { quick } from '../connectors/shop-erasure'
import { mariadbUrl } from '../support/mariadb-server'

describe.each(engines)('$name: a correction, disturbed', (engine) => {
  const { kind } = engine
  let database: ShopCorrection['database']
  let shop: ShopCorrection['shop']
  let order: ShopCorrection['order']
  let before: ShopCorrection['before']
  let end: ShopCorrection['end'] | undefined

  const noted: string[] = []
  const note = async (id: string) => void noted.push(id)

  beforeEach(async () => {
    ;({ database, shop, order, before, end } = await shopCorrection(engine))
  }, 300_000)

  afterEach(async () => {
    await end?.()
    end = undefined
  })

  /** As an administrator does it, or the server's own limits: the transaction that said this number is ended. */
  async function endTransaction(id: string): Promise<void> {
    if (kind === 'mariadb') {
      const admin = await mysql.createConnection(await mariadbUrl())
      await admin.query(`kill ${/^\d+/.exec(id)}`)
      return admin.end()
    }
    const admin = new pg.Client({ ...database.connection, ssl: false })
    await admin.connect()
    const ended = await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'habeas' and backend_xid::text = $1`,
      [id],
    )
    expect(ended.rowCount).toBe(1)
    await admin.end()
  }

  it('ended by the server before COMMIT: nothing is done, it is known, and the next try does it all', async () => {
    const result = await shop.correct(order, async (id) => {
      noted.push(id)
      await endTransaction(id)
    })
    expect(result.status).toMatch(/unavailable|ambiguous/)
    await expect.poll(() => database.dump()).toEqual(before)
    const known = kind === 'postgresql' ? 'aborted' : 'unknown'
    await expect.poll(() => shop.outcomeOf(noted.at(-1) ?? '')).toBe(known)
    expect((await shop.verifyCorrection(order)).complete).toBe(false)
    expect(await shop.correct(order, note)).toMatchObject({ status: 'applied' })
    expect((await shop.verifyCorrection(order)).complete).toBe(true)
  })

  it.each(['cut', 'silence'] as const)('a reply to COMMIT lost in a %s is ambiguous, and resolved', async (how) => {
    const network = await cutReplyTo(database.connection, how)
    const through = connect(kind, network.connection, quick)
    const result = await through.correct(order, note)
    expect(result).toEqual({ status: 'ambiguous', transactionId: noted.at(-1) })
    const known = kind === 'postgresql' ? 'committed' : 'unknown'
    await expect.poll(() => shop.outcomeOf(noted.at(-1) ?? '')).toBe(known)
    expect((await shop.verifyCorrection(order)).complete).toBe(true)
    // Nobody writes it a second time.
    expect(await shop.correct(order, note)).toMatchObject({ status: 'refused', problem: 'rows-changed' })
    await through.close()
    network.close()
  })

  it('a row that somebody holds: the wait ends, nothing is done', async () => {
    await database.run(`begin; update {crm}.customer set note = 'held' where id = 1`)
    expect(await shop.correct(order, note)).toEqual({ status: 'unavailable', problem: 'lock-timeout' })
    await database.run('rollback')
    expect(await database.dump()).toEqual(before)
    expect(await shop.correct(order, note)).toMatchObject({ status: 'applied' })
  })

  it('what was written cannot change before COMMIT', async () => {
    await database.run(kind === 'postgresql' ? "set lock_timeout = '200ms'" : 'set innodb_lock_wait_timeout = 1')
    const result = await shop.correct(order, async () => {
      await expect(database.run("update {crm}.customer set name = 'Pepe' where id = 1")).rejects.toThrow(/lock/i)
      await expect(database.run('delete from {crm}.newsletter')).rejects.toThrow(/lock/i)
    })
    expect(result).toMatchObject({ status: 'applied' })
    expect((await shop.verifyCorrection(order)).complete).toBe(true)
  })

  it('two workers with the same order: it is written once', async () => {
    const other = connect(kind, database.connection, quick)
    const results = await Promise.all([shop.correct(order, note), other.correct(order, note)])
    expect(results.filter(({ status }) => status === 'applied').length).toBeLessThanOrEqual(1)
    for (const { status } of results) expect(status).toMatch(/applied|refused|unavailable/)
    if (!results.some(({ status }) => status === 'applied')) {
      expect(await database.dump()).toEqual(before)
      expect(await shop.correct(order, note)).toMatchObject({ status: 'applied' })
    }
    expect((await shop.verifyCorrection(order)).complete).toBe(true)
    await other.close()
  })

  it('the last of many hits a value that another person has: all are taken back', async () => {
    order.corrections.push(correction('customer', 'number', ['42', '042']))
    expect(await shop.correct(order, note)).toEqual({ status: 'refused', problem: 'constraint', dataset: 'customer' })
    expect(await database.dump()).toEqual(before)
  })

  it('a key that another’s row takes at the same moment: all are taken back', async () => {
    const taken = `begin; insert into {crm}.newsletter (email) values ('joseph@y.fr')`
    await database.run(taken)
    const waiting = shop.correct(order, note)
    await new Promise((resolve) => setTimeout(resolve, 100))
    await database.run('commit')
    const result = await waiting
    expect(result.status).toMatch(/refused|unavailable/)
    const after = await database.dump()
    expect(after['crm.newsletter']).toHaveLength((before['crm.newsletter']?.length ?? 0) + 1)
    expect({ ...after, 'crm.newsletter': [] }).toEqual({ ...before, 'crm.newsletter': [] })
    expect(await shop.correct(order, note)).toMatchObject({ status: 'refused', dataset: 'newsletter' })
  })

  it('a server that is not there', async () => {
    const away = connect(kind, { ...database.connection, port: 1 })
    expect(await away.correct(order, note)).toEqual({ status: 'unavailable', problem: 'unreachable' })
    await expect(away.verifyCorrection(order)).rejects.toMatchObject({ failure: 'unreachable' })
    await away.close()
  })

  it('an account that lost its right to write: refused, with nothing done', async () => {
    const role = `reader_${crypto.randomUUID().slice(0, 8)}`
    const granted = {
      postgresql: `create role ${role} login password 'x'; grant usage on schema {crm}, {Billing Dept} to ${role};
        grant select on all tables in schema {crm}, {Billing Dept} to ${role};
        grant update on all tables in schema {Billing Dept} to ${role}`,
      mariadb: `create user ${role}@'127.0.0.1' identified by 'x'; grant select, trigger on {crm}.* to ${role}@'127.0.0.1';
        grant select, update, trigger on {Billing Dept}.* to ${role}@'127.0.0.1'; grant process on *.* to ${role}@'127.0.0.1'`,
    }[kind]
    await database.run(granted)
    const reader = connect(kind, { ...database.connection, user: role, password: 'x' }, quick)
    const { catalogueHash } = await reader.discover(order.map, order.person)
    const result = await reader.correct({ ...order, catalogueHash }, note)
    expect(result).toMatchObject({ status: 'refused', problem: 'no-right' })
    expect(await database.dump()).toEqual(before)
    await reader.close()
    await database.run(
      kind === 'postgresql' ? `drop owned by ${role}; drop role ${role}` : `drop user ${role}@'127.0.0.1'`,
    )
  })
})
