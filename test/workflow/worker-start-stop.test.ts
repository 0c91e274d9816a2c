import { afterAll, beforeAll, expect, it } from 'vitest'
import { testKeyring } from '../support/product-database'
import { type Office, office } from './office'
import { customerRows } from './shop'
import { ended, said, workerProcesses } from './worker-process'

let world: Office
let workers: Awaited<ReturnType<typeof workerProcesses>>

beforeAll(async () => {
  world = await office()
  const { verifyKeyCheck } = await import('@/lib/platform/keys')
  await verifyKeyCheck()
  workers = await workerProcesses('start')
})
afterAll(async () => {
  workers.end()
  await world.end()
})

it('works by itself from the confirmed mailbox to the plan, and ends cleanly on SIGTERM', async () => {
  await world.shop.query(customerRows(90, 'person90@example.org'))
  const worker = await workers.start()
  const id = await world.submit('person90@example.org', ['erasure'])
  for (const until = Date.now() + 40_000; Date.now() < until; ) {
    if ((await world.request(id)).status === 'deciding') break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect((await world.request(id)).status).toBe('deciding')
  worker.kill('SIGTERM')
  expect(await ended(worker)).toBe(0)
})

it('refuses to start with another key than the database was written with', async () => {
  const worker = workers.spawn({ HABEAS_KEYRING: testKeyring() })
  let words = ''
  worker.stderr?.on('data', (chunk: Buffer) => {
    words += chunk.toString()
  })
  expect(await ended(worker)).toBe(1)
  expect(words).toMatch(/key/i)
})

it('waits for a database that is away', async () => {
  const url = new URL(world.product.url)
  url.port = '1'
  const worker = workers.spawn({ DATABASE_URL: url.href })
  await said(worker, 'worker-waits')
  worker.kill('SIGTERM')
  expect(await ended(worker)).toBe(0)
})
