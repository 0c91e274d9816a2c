// A partner's order: packages of many of its own customers, as one dated folder at a real OpenSSH.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { opensshReceiver, type RealReceiver } from '../carriers/receivers'
import { customerRows } from './shop'
import { type TransferWorld, transferWorld } from './transfer-world'

let t: TransferWorld
let server: RealReceiver

beforeAll(async () => {
  server = await opensshReceiver('transfer-batch')
  t = await transferWorld()
  const { addReceiver } = await import('@/lib/workflow/add-receiver')
  const { secret, ...address } = server.config
  const added = await addReceiver(t.world.dpo, {
    key: 'mistral',
    form: { name: 'Mistral', country: 'FR', address },
    secret,
  })
  if (!added.ok) throw new Error(added.reason)
  for (const n of [1, 2, 3]) await t.world.shop.query(customerRows(n, `customer${n}@shop.example`))
}, 120_000)
afterAll(async () => {
  await t.end()
  await server.stop()
})

const people = 'customer1@shop.example\nnobody@shop.example\ncustomer3@shop.example\n'
const batchOf = (id: string) => t.world.db.partnerBatch.findUniqueOrThrow({ where: { id } })

async function order(schedule = 'once', typed = people): Promise<string> {
  const { orderBatch } = await import('@/lib/workflow/order-batch')
  const input = { receiver: 'mistral', schedule, identifier: 'email', people: typed }
  const ordered = await orderBatch(t.client, input)
  if (!ordered.ok) throw new Error(ordered.reason)
  return ordered.batchId
}

async function accept(batchId: string) {
  const { acceptBatch } = await import('@/lib/workflow/accept-batch')
  return acceptBatch(t.world.dpo, { batchId, version: 1, accept: true, reason: '' })
}

type Manifest = {
  people: number
  unknown: number[]
  files: { row: number; name: string; sha256: string; rows: number }[]
}

it('is accepted by the officer, and arrives as one folder that holds the client’s data alone', async () => {
  const batchId = await order()
  expect(JSON.stringify(await batchOf(batchId))).not.toContain('customer1')
  await t.work()
  expect(readdirSync(server.folder)).toEqual([])
  expect(await accept(batchId)).toEqual({ ok: true })
  expect(await accept(batchId)).toMatchObject({ ok: false, reason: 'wrong-status' })
  await t.work()
  const [folder = ''] = readdirSync(server.folder)
  expect(folder).toMatch(/^\d{4}-\d{2}-\d{2}-[0-9a-f]{8}$/)
  const at = path.join(server.folder, folder)
  expect(readdirSync(at).sort()).toEqual(['000001.zip', '000003.zip', 'manifest.json'])
  const text = readFileSync(path.join(at, 'manifest.json'), 'utf8')
  const manifest: Manifest = JSON.parse(text)
  expect(manifest).toMatchObject({ people: 3, unknown: [2] })
  expect(text).not.toMatch(/@|nobody|customer1/)
  for (const { name, sha256, rows } of manifest.files) {
    expect(
      createHash('sha256')
        .update(readFileSync(path.join(at, name)))
        .digest('hex'),
    ).toBe(sha256)
    // The newsletter's row, and none of the shop's own.
    expect(rows).toBe(1)
  }
  const done = await batchOf(batchId)
  expect(done).toMatchObject({ status: 'delivered', peopleEnc: null, result: { found: 2, unknown: 1, rows: 2 } })
})

it('on a schedule runs again on its day, and not before', async () => {
  const batchId = await order('weekly')
  await accept(batchId)
  await t.work()
  const before = readdirSync(server.folder).length
  expect(await batchOf(batchId)).toMatchObject({ status: 'accepted', peopleEnc: expect.any(String) })
  const { runBatches } = await import('@/lib/workflow/run-batches')
  expect(await runBatches(t.world.worker)).toEqual({ ok: true, begun: 0 })
  const { moveClock } = await import('@/lib/platform/clock')
  moveClock('P7D')
  try {
    const both = await Promise.all([runBatches(t.world.worker), runBatches(t.world.worker)])
    expect(both.map(({ begun }) => begun).sort()).toEqual([0, 1])
    await t.work()
  } finally {
    moveClock(null)
  }
  expect(readdirSync(server.folder)).toHaveLength(before + 1)
  const { endBatch } = await import('@/lib/workflow/end-batch')
  const { version } = await batchOf(batchId)
  expect(await endBatch(t.shop, { batchId, version })).toEqual({ ok: false, reason: 'not-found' })
  expect(await endBatch(t.client, { batchId, version })).toEqual({ ok: true })
  expect(await batchOf(batchId)).toMatchObject({ status: 'ended', peopleEnc: null, nextRunOn: null })
})

it('waits whole while a system is away, and comes in a folder of its own afterwards', async () => {
  const batchId = await order()
  await accept(batchId)
  const away = await t.world.shopAway()
  const before = readdirSync(server.folder)
  await t.work()
  const delivery = await t.world.db.transferDelivery.findFirstOrThrow({ where: { batchId } })
  expect(delivery).toMatchObject({ status: 'waiting', problem: 'batch-blocked' })
  expect(readdirSync(server.folder)).toEqual(before)
  for (let tries = 2; tries <= 3; tries += 1) {
    const { deliverPackage } = await import('@/lib/workflow/deliver-package')
    await deliverPackage(t.world.worker, { deliveryId: delivery.id })
  }
  const told = t.smtp.mails.filter(({ subject }) => subject.includes(delivery.remoteName))
  expect(told.map(({ recipients }) => recipients)).toEqual([['dpo@shop.example']])
  await away.back()
  const { deliverPackage } = await import('@/lib/workflow/deliver-package')
  expect(await deliverPackage(t.world.worker, { deliveryId: delivery.id })).toEqual({ ok: true })
  expect(readdirSync(server.folder)).toContain(`${delivery.remoteName}-4`)
  const stored = readdirSync(process.env.HABEAS_STORAGE_DIR ?? '')
  expect(stored).toEqual([])
})

it('is refused with a reason; its people are forgotten at once', async () => {
  const batchId = await order()
  const { acceptBatch } = await import('@/lib/workflow/accept-batch')
  const no = { batchId, version: 1, accept: false }
  expect(await acceptBatch(t.world.agent, { ...no, reason: 'x' })).toEqual({ ok: false, reason: 'not-permitted' })
  expect(await acceptBatch(t.world.dpo, { ...no, reason: ' ' })).toEqual({ ok: false, reason: 'reason-missing' })
  expect(await acceptBatch(t.world.dpo, { ...no, reason: 'No contract covers it.' })).toEqual({ ok: true })
  const row = await batchOf(batchId)
  expect(row).toMatchObject({ status: 'refused', peopleEnc: null })
  expect(row.reasonEnc).not.toContain('contract')
})

it('that nobody decides on, or that never gets through, is forgotten after thirty days; a schedule that runs is not', async () => {
  const { runBatches } = await import('@/lib/workflow/run-batches')
  const { moveClock } = await import('@/lib/platform/clock')
  const [undecided, stuck, monthly] = [await order(), await order(), await order('monthly')]
  await accept(stuck)
  await accept(monthly)
  await runBatches(t.world.worker)
  await t.world.db.transferDelivery.updateMany({ where: { batchId: stuck }, data: { status: 'refused' } })
  await t.work()
  expect(await batchOf(monthly)).toMatchObject({ status: 'accepted' })
  moveClock('P29D')
  try {
    await runBatches(t.world.worker)
    for (const id of [undecided, stuck]) expect(await batchOf(id)).toMatchObject({ peopleEnc: expect.any(String) })
    moveClock('P31D')
    await runBatches(t.world.worker)
    for (const id of [undecided, stuck])
      expect(await batchOf(id)).toMatchObject({ status: 'ended', peopleEnc: null, nextRunOn: null })
    const [delivery] = await t.world.db.transferDelivery.findMany({ where: { batchId: stuck } })
    expect(delivery).toMatchObject({ status: 'stopped' })
    expect(await batchOf(monthly)).toMatchObject({ status: 'running', peopleEnc: expect.any(String) })
  } finally {
    moveClock(null)
  }
  const { endBatch } = await import('@/lib/workflow/end-batch')
  await endBatch(t.client, { batchId: monthly, version: (await batchOf(monthly)).version })
})

it('is taken from nobody but a controller whose data is held', async () => {
  const { orderBatch } = await import('@/lib/workflow/order-batch')
  const input = { receiver: 'mistral', schedule: 'once', identifier: 'email', people }
  expect(await orderBatch(t.world.dpo, input)).toEqual({ ok: false, reason: 'not-permitted' })
  expect(await orderBatch(t.shop, input)).toEqual({ ok: false, reason: 'no-own-data' })
  expect(await orderBatch(t.client, { ...input, schedule: 'hourly' })).toEqual({
    ok: false,
    reason: 'unknown-schedule',
  })
  expect(await orderBatch(t.client, { ...input, people: 'x' })).toMatchObject({ reason: 'person-unreadable' })
})

it('names each person by the line of the text that was given, heading and empty lines counted', async () => {
  const batchId = await order('once', 'email\n\ncustomer1@shop.example\nnobody@shop.example\ncustomer1@shop.example\n')
  await accept(batchId)
  await t.work()
  const { remoteName } = await t.world.db.transferDelivery.findFirstOrThrow({ where: { batchId } })
  const at = path.join(server.folder, remoteName)
  const manifest: Manifest = JSON.parse(readFileSync(path.join(at, 'manifest.json'), 'utf8'))
  expect(manifest).toMatchObject({ people: 2, unknown: [4], files: [{ row: 3, name: '000003.zip' }] })
})

it('tried again by the officer comes in a folder of its own, whatever stands in the earlier one', async () => {
  const batchId = await order()
  await accept(batchId)
  const { runBatches } = await import('@/lib/workflow/run-batches')
  expect(await runBatches(t.world.worker)).toMatchObject({ begun: 1 })
  const { id, remoteName } = await t.world.db.transferDelivery.findFirstOrThrow({ where: { batchId } })
  const earlier = path.join(server.folder, remoteName)
  mkdirSync(earlier)
  writeFileSync(path.join(earlier, '000001.zip'), 'of an earlier try')
  await t.work()
  const stuck = await t.world.db.transferDelivery.findUniqueOrThrow({ where: { id } })
  expect(stuck).toMatchObject({ status: 'refused', problem: 'name-taken' })
  const { retryDelivery } = await import('@/lib/workflow/retry-delivery')
  expect(await retryDelivery(t.world.dpo, { deliveryId: id, version: stuck.version })).toEqual({ ok: true })
  await t.work()
  expect(await batchOf(batchId)).toMatchObject({ status: 'delivered' })
  expect(readFileSync(path.join(earlier, '000001.zip'), 'utf8')).toBe('of an earlier try')
})

it('ordered for a receiver that is another since then is not let run: the client never agreed to that one', async () => {
  const batchId = await order()
  const { changeReceiver } = await import('@/lib/workflow/change-receiver')
  const { acceptBatch } = await import('@/lib/workflow/accept-batch')
  const { secret: _secret, ...address } = server.config
  const form = { name: 'Somebody else', country: 'US', address }
  expect(await changeReceiver(t.world.dpo, { key: 'mistral', version: 1, form })).toEqual({ ok: true, version: 2 })
  expect(await accept(batchId)).toEqual({ ok: false, reason: 'receiver-changed' })
  expect(await batchOf(batchId)).toMatchObject({ status: 'ordered', receiverVersion: 1 })
  const no = { batchId, version: 1, accept: false, reason: 'Order it anew.' }
  expect(await acceptBatch(t.world.dpo, no)).toEqual({ ok: true })
  expect(await batchOf(batchId)).toMatchObject({ status: 'refused', peopleEnc: null })
})
