// The web process that starts while its database is away must not write with the wrong keys once it is back.
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { productDatabase } from '../support/product-database'

let database: Awaited<ReturnType<typeof productDatabase>>
const answers: (Error | null)[] = []
let KeyringError: typeof import('@/lib/platform/keys').KeyringError

beforeAll(async () => {
  database = await productDatabase()
  const real = await vi.importActual<typeof import('@/lib/platform/keys')>('@/lib/platform/keys')
  KeyringError = real.KeyringError
  const verifyKeyCheck = async () => {
    const answer = answers.shift()
    if (answer) throw answer
  }
  vi.doMock('@/lib/platform/keys', () => ({ ...real, verifyKeyCheck }))
  vi.stubEnv('NEXT_RUNTIME', 'nodejs')
})
afterEach(() => vi.restoreAllMocks())
afterAll(async () => {
  vi.unstubAllEnvs()
  await database.drop()
})

async function start(...given: (Error | null)[]) {
  answers.push(...given)
  const { register } = await import('@/instrumentation')
  await register()
  const { db, inTransaction } = await import('@/lib/platform/db/client')
  const write = (key: string) => inTransaction((tx) => tx.setting.create({ data: { key, value: 1 } }))
  return { write, stored: (key: string) => db.setting.count({ where: { key } }) }
}

test('the first write waits for the check; the check passes once', async () => {
  const { write, stored } = await start(new Error('away'), new Error('still away'), null, new Error('never asked'))
  await expect(write('one')).rejects.toThrow('still away')
  expect(await stored('one')).toBe(0)
  await write('one')
  await write('two')
  expect([await stored('one'), await stored('two')]).toEqual([1, 1])
  answers.length = 0
})

test('with another key than the database was written with, nothing is written and the process ends', async () => {
  vi.spyOn(console, 'error').mockReturnValue()
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => {
    throw new Error('the process ended')
  })
  const { write, stored } = await start(new Error('away'), new KeyringError(['another key']))
  await expect(write('three')).rejects.toThrow('the process ended')
  expect(exit).toHaveBeenCalledWith(1)
  expect(await stored('three')).toBe(0)
})
