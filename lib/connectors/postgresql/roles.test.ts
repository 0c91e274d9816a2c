import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect } from '../connect'
import type { Connector } from '../connector'
import { type FixtureDatabase, fixtureDatabase } from './fixture-database'

const account = `clerk_${randomBytes(6).toString('hex')}`
const readers = `${account}_readers`
let database: FixtureDatabase
let shop: Connector

beforeAll(async () => {
  database = await fixtureDatabase(`create table customer (id int primary key);
    create role ${readers}; create role ${account} login password 'x'; grant select on customer to ${readers}`)
  shop = connect('postgresql', { ...database.connection, user: account, password: 'x' })
})
afterAll(async () => {
  await shop.close()
  await database.run(`drop owned by ${readers}; drop role ${account}; drop role ${readers}`)
  await database.drop()
})

const mayRead = () =>
  shop.inSnapshot(async (reader) => (await reader.inspect()).tables.map(({ rights }) => rights.select))

it('a right that comes and goes with a role is seen by the next search', async () => {
  expect(await mayRead()).toEqual([false])
  await database.run(`grant ${readers} to ${account}`)
  expect(await mayRead()).toEqual([true])
  await database.run(`revoke ${readers} from ${account}`)
  expect(await mayRead()).toEqual([false])
  await database.run(`alter role ${account} superuser`)
  expect(await mayRead()).toEqual([true])
})
