// An erasure while the company's server is away, busy, or silent at the worst moment.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonKeys } from '../../domain/findings'
import { connect } from '../connect'
import type { Connector, ErasureOrder } from '../connector'
import { cutReplyTo } from './cut-reply'
import { type FixtureDatabase, fixtureDatabase } from './fixture-database'
import { shopOrder } from './fixture-order'
import { josé, shopMap, shopRows, shopSchema } from './fixture-shop'

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

const note = async () => undefined

describe('unavailable', () => {
  it('a row that somebody holds: the wait ends, nothing is done', async () => {
    await database.run(`begin; select from crm.customer where id = 1 for update`)
    expect(await shop.erase(order, note)).toEqual({ status: 'unavailable', problem: 'lock-timeout' })
    await database.run('rollback')
    expect(await database.dump()).toEqual(before)
  })

  it('a server that is not there, is not let in, or does not exist', async () => {
    const away = connect('postgresql', { ...database.connection, port: 1 })
    expect(await away.erase(order, note)).toEqual({ status: 'unavailable', problem: 'unreachable' })
    expect(await away.discover(shopMap, person)).toMatchObject({ status: 'unreachable', datasets: [] })
    const stranger = connect('postgresql', { ...database.connection, password: 'wrong' })
    await expect(stranger.inspect()).rejects.toMatchObject({ failure: 'sign-in-refused' })
    const nowhere = connect('postgresql', { ...database.connection, database: 'nowhere' })
    await expect(nowhere.inspect()).rejects.toMatchObject({ failure: 'database-missing' })
    const plain = connect('postgresql', { ...database.connection, tls: { mode: 'verify-full' } })
    await expect(plain.inspect()).rejects.toMatchObject({ failure: 'tls' })
  })

  it.each(['cut', 'silence'] as const)(
    'a reply to COMMIT lost in a %s is ambiguous, and the server knows',
    async (how) => {
      const network = await cutReplyTo(database.connection, how)
      const through = connect('postgresql', network.connection, { commitReplyMs: 300 })
      let stored = ''
      const result = await through.erase(order, async (id) => {
        stored = id
        expect(await shop.outcomeOf(id)).toBe('in-progress')
      })
      expect(result).toEqual({ status: 'ambiguous', transactionId: stored })
      await expect.poll(() => shop.outcomeOf(stored)).toBe('committed')
      expect((await shop.verify(order)).complete).toBe(true)
      await through.close()
      network.close()
    },
  )

  it('knows an aborted transaction, and one that never was', async () => {
    let stored = ''
    const fail = async (id: string) => {
      stored = id
      throw new Error('our database is away')
    }
    await expect(shop.erase(order, fail)).rejects.toThrow('away')
    await expect.poll(() => shop.outcomeOf(stored)).toBe('aborted')
    expect(await shop.outcomeOf('999999999999')).toBe('unknown')
    expect(await shop.outcomeOf("1'; drop table x")).toBe('unknown')
  })
})
