// A receiver's own public key: what arrives is for it alone, one package and a partner's folder alike.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption'
import { generateKey } from 'openpgp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { opensshReceiver, type RealReceiver } from '../carriers/receivers'
import { customerRows } from './shop'
import { type TransferWorld, transferWorld } from './transfer-world'

let t: TransferWorld
let server: RealReceiver
let identity: string

beforeAll(async () => {
  server = await opensshReceiver('transfer-encrypted')
  t = await transferWorld()
  identity = await generateIdentity()
  expect(await add('sealed', { kind: 'age', key: await identityToRecipient(identity) })).toMatchObject({ ok: true })
}, 120_000)
afterAll(async () => {
  await t.end()
  await server.stop()
})

async function add(key: string, encryptTo: object) {
  const { addReceiver } = await import('@/lib/workflow/add-receiver')
  const { secret, ...address } = server.config
  return addReceiver(t.world.dpo, { key, form: { name: key, country: 'FR', address, encryptTo }, secret })
}

async function opened(file: string): Promise<Buffer> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return Buffer.from(await decrypter.decrypt(readFileSync(path.join(server.folder, file))))
}

it('is checked when the receiver is set up', async () => {
  const { privateKey } = await generateKey({ userIDs: [{ name: 'Bora' }] })
  const unfit = (problem: string) => ({ ok: false, reason: 'receiver-unfit', detail: { problem } })
  expect(await add('a', { kind: 'age', key: 'age1nonsense' })).toEqual(unfit('not-a-key'))
  expect(await add('b', { kind: 'age', key: identity })).toEqual(unfit('secret-key'))
  expect(await add('c', { kind: 'openpgp', key: privateKey })).toEqual(unfit('secret-key'))
})

it('opens the package, and nothing readable left the house', async () => {
  const { requestId } = await t.person()
  await t.towards(requestId, 'sealed')
  await t.sign(requestId)
  await t.decide(t.client, requestId, true)
  await t.work()
  const { remoteName, status } = await t.delivery(requestId)
  expect(status).toBe('delivered')
  expect(readdirSync(server.folder).sort()).toEqual([`${remoteName}.manifest.json`, `${remoteName}.zip.age`])
  const sent = readFileSync(path.join(server.folder, `${remoteName}.zip.age`))
  expect(sent.subarray(0, 21).toString()).toBe('age-encryption.org/v1')
  expect((await opened(`${remoteName}.zip.age`)).subarray(0, 2).toString()).toBe('PK')
  expect(readdirSync(process.env.HABEAS_STORAGE_DIR ?? '')).toEqual([])
})

it('opens every package of a partner’s folder', async () => {
  await t.world.shop.query(customerRows(1, 'customer1@shop.example'))
  const { orderBatch } = await import('@/lib/workflow/order-batch')
  const { acceptBatch } = await import('@/lib/workflow/accept-batch')
  const people = 'customer1@shop.example'
  const ordered = await orderBatch(t.client, { receiver: 'sealed', schedule: 'once', identifier: 'email', people })
  if (!ordered.ok) throw new Error(ordered.reason)
  await acceptBatch(t.world.dpo, { batchId: ordered.batchId, version: 1, accept: true, reason: '' })
  await t.work()
  const folder = readdirSync(server.folder).find((name) => name.endsWith(ordered.batchId.slice(0, 8))) ?? ''
  expect(readdirSync(path.join(server.folder, folder)).sort()).toEqual(['000001.zip.age', 'manifest.json'])
  expect((await opened(path.join(folder, '000001.zip.age'))).subarray(0, 2).toString()).toBe('PK')
  expect(readdirSync(process.env.HABEAS_STORAGE_DIR ?? '')).toEqual([])
})
