// Our own disk is full: where packages are stored, and under our own PostgreSQL. Nothing is said to be done, nothing half
// done stays, and it goes on when there is room.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterEach, expect, it } from 'vitest'
import { startPg, wipePg } from '../../bin/run/pg.mjs'
import { approvedErasure, type Office, office } from '../workflow/office'
import { customerRows } from '../workflow/shop'
import { expectDoneOnce, faultOffice, takeOver } from './fault-shop'
import { say } from './held-line'
import { smallDisk, smallFiles } from './small-disk'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  const failed: unknown[] = []
  // One that fails keeps the others from nothing: a mounted disk must not stay.
  for (const step of cleanUp.splice(0).reverse()) await Promise.try(step).catch((error: unknown) => failed.push(error))
  expect(failed).toEqual([])
}, 60_000)

/** Half a megabyte that does not pack well. */
async function approvedCopy(world: Office): Promise<{ id: string; itemId: string }> {
  const email = 'person950@example.org'
  await world.shop.query(customerRows(950, email))
  await world.shop.query(`update shop.wish set note = (select string_agg(md5(g::text), '') from generate_series(1, 5000) g)
    where customer_id = 950`)
  const id = await world.submit(email, ['access'])
  await world.drain()
  const { approvePlan } = await import('@/lib/workflow/approve-plan')
  const item = await world.db.requestItem.findFirstOrThrow({ where: { requestId: id }, include: { plans: true } })
  const signed = { itemId: item.id, version: item.version, hash: item.plans[0]?.hash ?? '' }
  expect(await approvePlan(world.dpo, signed)).toEqual({ ok: true })
  return { id, itemId: item.id }
}

it('where packages are stored: no package, no answer, nothing left; built when there is room', async () => {
  const disk = smallDisk('storage', 4)
  const world = await office()
  cleanUp.push(() => world.end())
  const folder = disk?.at ?? process.env.HABEAS_STORAGE_DIR ?? ''
  if (disk) cleanUp.push(disk.remove)
  const { env } = await import('@/lib/platform/env')
  env().HABEAS_STORAGE_DIR = folder
  const { id, itemId } = await approvedCopy(world)
  const { buildPackage } = await import('@/lib/workflow/build-package')
  const room = disk ? disk.free : smallFiles(65_536)
  disk?.fill()
  await expect(buildPackage(world.worker, { itemId })).rejects.toThrow('storage-full')
  expect(readdirSync(folder).filter((file) => file !== 'ballast')).toEqual([])
  expect(await world.items(id)).toMatchObject([{ status: 'approved', outcome: null }])
  expect((await world.events(id)).at(-1)).toBe('package.refused')
  expect(await world.db.letter.count({ where: { requestId: id, kind: 'answer-access' } })).toBe(0)
  room()
  expect(await buildPackage(world.worker, { itemId })).toEqual({ ok: true })
  expect(await world.items(id)).toMatchObject([{ status: 'done', outcome: 'provided' }])
})

it('under our own PostgreSQL: what cannot be recorded is not done to the company', {
  timeout: 240_000,
}, async (test) => {
  const disk = smallDisk('our-server', 256)
  if (!disk) return test.skip('A full disk under PostgreSQL is tried where a tmpfs may be mounted (root, or sudo -n).')
  cleanUp.push(disk.remove)
  const dir = path.join(disk.at, 'pg')
  const flags = '-c shared_buffers=16MB -c min_wal_size=32MB -c max_wal_size=48MB -c restart_after_crash=off'
  const server = await startPg({ dir, port: 0, flags })
  cleanUp.push(() => wipePg(dir))
  const shared = process.env.TEST_PG_URL
  process.env.TEST_PG_URL = server.url('postgres')
  cleanUp.push(() => {
    process.env.TEST_PG_URL = shared
  })
  const world = await faultOffice('postgresql', shared)
  world.shop.on('error', () => undefined)
  cleanUp.push(() => world.end())
  const customer = await world.customer(960)
  await approvedErasure(world, customer.id)

  // All rows are written at the company's, and we are about to note the number of that transaction.
  const { begin, ready } = say.postgresql
  const held = world.theirs.holdAt({ words: [begin, ready], keep: 'reply' })
  const { runStep } = await import('@/lib/workflow/run-step')
  const result = runStep(world.worker, { stepId: (await world.stepOf(customer.id)).id }).catch((error) => error)
  await held.reached
  const client = new pg.Client({ connectionString: world.product.url })
  client.on('error', () => undefined)
  await client.connect()
  await client.query('create table ballast as select 1 as n')
  disk.fill()
  await expect(writeUntilItFails(client)).rejects.toThrow()
  expect(readFileSync(path.join(dir, 'postgres.log'), 'utf8')).toContain('No space left on device')
  held.letGo()
  expect(await result).toBeInstanceOf(Error)
  expect(await customer.wishes()).toBe(3)
  expect(await customer.changes()).toEqual({})

  disk.free()
  await startPg({ dir, port: server.port, flags })
  expect(await world.stepOf(customer.id)).toMatchObject({ status: 'attempted', transactionId: null })
  await takeOver(world)
  await expectDoneOnce(world, customer)
})

/** Until our server's journal finds no room: it stops, rather than promise what it cannot keep. */
async function writeUntilItFails(client: pg.Client): Promise<void> {
  for (let round = 0; round < 100; round++) {
    await client.query('update ballast set n = n + 1')
    await client.query('select pg_switch_wal()')
  }
}
