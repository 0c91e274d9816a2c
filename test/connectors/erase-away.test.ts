// Locks, networks and servers that are away while an erasure runs: the same on every server.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '@/lib/connectors/connect'
import { cutReplyTo } from './cut-reply'
import { engines } from './engines'
import { quick, type ShopErasure, shopErasure } from './shop-erasure'

describe.each(engines)('$name: an erasure, disturbed', (engine) => {
  const { kind } = engine
  let database: ShopErasure['database']
  let shop: ShopErasure['shop']
  let map: ShopErasure['map']
  let person: ShopErasure['person']
  let order: ShopErasure['order']
  let before: ShopErasure['before']
  let end: ShopErasure['end'] | undefined

  const noted: string[] = []
  const note = async (id: string) => void noted.push(id)

  beforeEach(async () => {
    ;({ database, shop, map, person, order, before, end } = await shopErasure(engine))
  }, 300_000)

  afterEach(async () => {
    await end?.()
    end = undefined
  })

  it('a row that somebody holds: the wait ends, nothing is done', async () => {
    await database.run(`begin; update {crm}.customer set note = 'held' where id = 1`)
    expect(await shop.erase(order, note)).toEqual({ status: 'unavailable', problem: 'lock-timeout' })
    await database.run('rollback')
    expect(await database.dump()).toEqual(before)
  })

  it('what was counted cannot change before COMMIT', async () => {
    const patience = kind === 'postgresql' ? "set lock_timeout = '200ms'" : 'set innodb_lock_wait_timeout = 1'
    await database.run(patience)
    const tries = [
      "update {crm}.customer set phone = '+33700000000' where id = 1",
      'delete from {crm}.newsletter',
      // Rows that stay as they are: PostgreSQL's snapshot does not lock them, and the re-reading counts them.
      ...(kind === 'mariadb' ? ["update {Billing Dept}.line set what = 'c' where invoice = 'F-2023'"] : []),
    ]
    const result = await shop.erase(order, async () => {
      for (const change of tries) await expect(database.run(change)).rejects.toThrow(/lock/i)
    })
    expect(result).toMatchObject({ status: 'applied' })
    expect((await shop.verify(order)).complete).toBe(true)
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
