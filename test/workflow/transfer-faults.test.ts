// What goes wrong on the way to another controller, against a real OpenSSH: a clear outcome each time, nothing under a
// final name that is not whole, nothing sent to anybody else.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { opensshReceiver, type RealReceiver } from '../carriers/receivers'
import { cuttingProxy } from '../support/cutting-proxy'
import { type TransferWorld, transferWorld } from './transfer-world'

let t: TransferWorld
let server: RealReceiver
let line: Awaited<ReturnType<typeof cuttingProxy>>

beforeAll(async () => {
  server = await opensshReceiver('transfer-faults')
  line = await cuttingProxy({ host: '127.0.0.1', ports: server.ports })
  t = await transferWorld()
  const { secret, ...address } = server.config
  const { secret: _same, ...overProxy } = server.overProxy
  const impostor = { ...address, hostKey: `SHA256:${'A'.repeat(43)}` }
  await add('bora', address, secret)
  await add('far', overProxy, secret)
  await add('impostor', impostor, secret)
  await add('changing', address, secret)
}, 120_000)
afterEach(() => line.heal())
afterAll(async () => {
  await t.end()
  await line.stop()
  await server.stop()
})

async function add(key: string, address: object, secret: object) {
  const { addReceiver } = await import('@/lib/workflow/add-receiver')
  const added = await addReceiver(t.world.dpo, { key, form: { name: key, country: 'FR', address }, secret })
  if (!added.ok) throw new Error(added.reason)
}

/** Signed and accepted; `build`: the package stands, nothing is sent yet. */
async function underWay(receiver: string, { build = true } = {}): Promise<string> {
  const { requestId } = await t.person()
  await t.towards(requestId, receiver)
  expect(await t.sign(requestId)).toEqual({ ok: true })
  expect(await t.decide(t.client, requestId, true)).toEqual({ ok: true })
  if (build) await rebuild(requestId)
  return requestId
}

async function rebuild(requestId: string) {
  const { buildPackage } = await import('@/lib/workflow/build-package')
  expect(await buildPackage(t.world.worker, { itemId: (await t.item(requestId)).id })).toEqual({ ok: true })
}

async function send(requestId: string) {
  const { deliverPackage } = await import('@/lib/workflow/deliver-package')
  return deliverPackage(t.world.worker, { deliveryId: (await t.delivery(requestId)).id })
}

const files = (name: string) => readdirSync(server.folder).filter((file) => file.includes(name))
const withdraw = async (requestId: string) => {
  const { withdrawRequest } = await import('@/lib/workflow/withdraw-request')
  return withdrawRequest(t.subject(requestId), { requestId })
}
const stored = async (requestId: string) =>
  t.world.db.accessPackage.findFirstOrThrow({ where: { requestId }, orderBy: { builtAt: 'desc' } })

describe('the receiver', () => {
  it('with another host key gets no secret; it stops at once and the officer is told', async () => {
    const requestId = await underWay('impostor')
    const signIns = () => server.log().match(/Accepted|Failed/g)?.length ?? 0
    const before = signIns()
    expect(await send(requestId)).toEqual({ ok: true })
    expect(await t.delivery(requestId)).toMatchObject({ status: 'refused', problem: 'wrong-host-key', retryAt: null })
    expect(signIns()).toBe(before)
    expect(await t.letters(requestId, 'transfer-stuck')).toBe(1)
    expect(await send(requestId)).toEqual({ ok: false, reason: 'wrong-status' })
    expect(await t.item(requestId)).toMatchObject({ status: 'approved' })
    const { retryDelivery } = await import('@/lib/workflow/retry-delivery')
    const { id, version } = await t.delivery(requestId)
    expect(await retryDelivery(t.world.agent, { deliveryId: id, version })).toMatchObject({ reason: 'not-permitted' })
    expect(await retryDelivery(t.world.dpo, { deliveryId: id, version })).toEqual({ ok: true })
    expect(await t.delivery(requestId)).toMatchObject({ status: 'pending', attempts: 0 })
  })

  it('that is cut off is tried again, later and later; the third failure is told, and then it arrives', async () => {
    const requestId = await underWay('far')
    const waits: number[] = []
    for (let tries = 1; tries <= 4; tries += 1) {
      line.cutAfter(0)
      expect(await send(requestId)).toEqual({ ok: true })
      const { status, retryAt, attempts } = await t.delivery(requestId)
      expect({ status, attempts }).toEqual({ status: 'waiting', attempts: tries })
      waits.push(Math.round(((retryAt?.getTime() ?? 0) - Date.now()) / 10_000) * 10)
      expect(await t.letters(requestId, 'transfer-stuck')).toBe(tries < 3 ? 0 : 1)
    }
    expect(waits).toEqual([30, 60, 120, 240])
    line.heal()
    expect(await send(requestId)).toEqual({ ok: true })
    expect(await t.item(requestId)).toMatchObject({ status: 'done', outcome: 'partly-transferred' })
    const { remoteName } = await t.delivery(requestId)
    expect(files(remoteName).sort()).toEqual([`${remoteName}.manifest.json`, `${remoteName}.zip`])
  })

  it('cut off at every stage of the upload ends with both files whole, and nothing half under a name', async () => {
    const requestId = await underWay('far')
    const { remoteName } = await t.delivery(requestId)
    for (const bytes of [500, 3000, 5000, 7000, 9000, 12_000]) {
      line.cutAfter(bytes)
      await send(requestId)
      if ((await t.delivery(requestId)).status === 'delivered') break
      for (const name of files(remoteName).filter((file) => file.endsWith('.zip')))
        expect(readFileSync(path.join(server.folder, name)).length).toBe(Number((await stored(requestId)).bytes))
      line.heal()
    }
    line.heal()
    if ((await t.delivery(requestId)).status !== 'delivered') expect(await send(requestId)).toEqual({ ok: true })
    expect(files(remoteName).sort()).toEqual([`${remoteName}.manifest.json`, `${remoteName}.zip`])
  })

  it('that changed since the signature gets nothing; drawn anew, the person is asked again', async () => {
    const requestId = await underWay('changing')
    const { changeReceiver } = await import('@/lib/workflow/change-receiver')
    const { redrawTransfer } = await import('@/lib/workflow/redraw-transfer')
    const { secret: _secret, ...address } = server.config
    const form = { name: 'Somebody else', country: 'CH', address }
    expect(await changeReceiver(t.world.dpo, { key: 'changing', version: 1, form })).toEqual({ ok: true, version: 2 })
    expect(await send(requestId)).toEqual({ ok: true })
    expect(await t.delivery(requestId)).toMatchObject({ status: 'refused', problem: 'receiver-changed' })
    const { remoteName, id, version } = await t.delivery(requestId)
    expect(files(remoteName)).toEqual([])
    const { retryDelivery } = await import('@/lib/workflow/retry-delivery')
    expect(await retryDelivery(t.world.dpo, { deliveryId: id, version })).toMatchObject({ reason: 'receiver-changed' })
    const item = await t.item(requestId)
    expect(await redrawTransfer(t.world.dpo, { requestId, version: item.version })).toEqual({ ok: true })
    await t.world.drain()
    const plan = (await t.plan(requestId)).document as { blocks: object[]; destination: object }
    expect(plan.blocks).toEqual([{ code: 'receiver-unconfirmed' }])
    expect(plan.destination).toMatchObject({ receiverVersion: 2, country: 'CH', adequacy: 'adequate' })
    expect(await t.delivery(requestId)).toMatchObject({ status: 'stopped' })
    expect(await t.letters(requestId, 'confirm-receiver')).toBe(2)
  })

  it('that is taken out of use while it is sent to gets no more; the officer is told', async () => {
    const { secret: _secret, ...address } = server.overProxy
    await add('closing', address, server.overProxy.secret)
    const requestId = await underWay('closing')
    line.slow(200)
    const sending = send(requestId)
    await until(async () => (await t.delivery(requestId)).status === 'sending')
    const { disableReceiver } = await import('@/lib/workflow/disable-receiver')
    expect(await disableReceiver(t.world.dpo, { key: 'closing', version: 1 })).toEqual({ ok: true })
    expect(await sending).toEqual({ ok: true })
    const { remoteName, status, problem } = await t.delivery(requestId)
    expect({ status, problem, left: files(remoteName) }).toEqual({
      ...{ status: 'refused', problem: 'receiver-changed' },
      left: [],
    })
    expect(await t.item(requestId)).toMatchObject({ status: 'approved' })
    expect(await t.letters(requestId, 'transfer-stuck')).toBe(1)
  })

  it('that changes before the signature: whoever confirmed it is asked again', async () => {
    const { requestId } = await t.person()
    await t.towards(requestId, 'changing')
    const { changeReceiver } = await import('@/lib/workflow/change-receiver')
    const { secret: _secret, ...address } = server.config
    const form = { name: 'Somebody else again', country: 'FR', address }
    const [{ version } = { version: 0 }] = await t.world.db.transferReceiver.findMany({ where: { key: 'changing' } })
    expect(await changeReceiver(t.world.dpo, { key: 'changing', version, form })).toMatchObject({ ok: true })
    await t.world.drain()
    expect(await t.wish(requestId)).toMatchObject({ confirmedAt: null })
    expect(await t.letters(requestId, 'confirm-receiver')).toBe(2)
    const plan = (await t.plan(requestId)).document as { blocks: object[] }
    expect(plan.blocks).toEqual([{ code: 'receiver-unconfirmed' }])
  })

  it('that has another file of this name keeps it; the officer is told', async () => {
    const requestId = await underWay('bora')
    const { remoteName } = await t.delivery(requestId)
    const theirs = path.join(server.folder, `${remoteName}.zip`)
    writeFileSync(theirs, 'theirs')
    await send(requestId)
    expect(await t.delivery(requestId)).toMatchObject({ status: 'refused', problem: 'name-taken' })
    expect(readFileSync(theirs, 'utf8')).toBe('theirs')
  })
})

describe('our own package', () => {
  it('changed on the disk is not sent: it is built anew, and that one is sent', async () => {
    const requestId = await underWay('bora')
    const first = await stored(requestId)
    const { storagePath } = await import('@/lib/platform/storage')
    const at = storagePath(first.storageName)
    const bytes = readFileSync(at)
    bytes.writeUInt8(bytes.readUInt8(200) ^ 1, 200)
    writeFileSync(at, bytes)
    expect(await send(requestId)).toEqual({ ok: false, reason: 'package-damaged' })
    expect(files((await t.delivery(requestId)).remoteName)).toEqual([])
    await rebuild(requestId)
    expect((await stored(requestId)).id).not.toBe(first.id)
    expect(await send(requestId)).toEqual({ ok: true })
    expect(await t.delivery(requestId)).toMatchObject({ status: 'delivered', attempts: 2 })
    expect(await t.world.db.transferDelivery.count({ where: { itemId: first.itemId } })).toBe(1)
  })

  it('whose time is over is built anew', async () => {
    const requestId = await underWay('bora')
    const { id } = await stored(requestId)
    await t.world.db.accessPackage.update({ where: { id }, data: { expiresAt: new Date(0) } })
    expect(await send(requestId)).toEqual({ ok: false, reason: 'package-expired' })
    await rebuild(requestId)
    await send(requestId)
    expect(await t.item(requestId)).toMatchObject({ status: 'done' })
  })

  it('whose key is gone can only be stopped', async () => {
    const requestId = await underWay('bora')
    const { wrappedKey } = await t.world.request(requestId)
    await t.world.db.subjectRequest.update({ where: { id: requestId }, data: { wrappedKey: null } })
    expect(await send(requestId)).toEqual({ ok: true })
    expect(await t.delivery(requestId)).toMatchObject({ status: 'refused', problem: 'key-missing' })
    await t.world.db.subjectRequest.update({ where: { id: requestId }, data: { wrappedKey } })
  })
})

describe('the person withdraws', () => {
  it('while a controller is asked: the question ends', async () => {
    const { requestId } = await t.person()
    await t.towards(requestId, 'bora')
    await t.sign(requestId)
    expect(await withdraw(requestId)).toMatchObject({ ok: true, rights: ['portability'] })
    const [asked] = await t.world.db.transferAcceptance.findMany({ where: { item: { requestId } } })
    expect(asked).toMatchObject({ status: 'ended' })
    await expect(t.decide(t.client, requestId, true)).rejects.toThrow('nobody asked')
  })

  it('before it is sent: nothing is, and our copy goes', async () => {
    const requestId = await underWay('bora')
    expect(await withdraw(requestId)).toMatchObject({ ok: true })
    expect(await send(requestId)).toEqual({ ok: false, reason: 'wrong-status' })
    const { remoteName, status } = await t.delivery(requestId)
    expect(status).toBe('stopped')
    expect(files(remoteName)).toEqual([])
    await t.work()
    expect(await stored(requestId)).toMatchObject({ deletedAt: expect.any(Date) })
  })

  it('while it is on its way: the sending stops, and what stood half-sent is taken away', async () => {
    const requestId = await underWay('far')
    // Longer from the greeting to the first byte than a lease goes unseen.
    line.slow(200)
    const sending = send(requestId)
    await until(async () => (await t.delivery(requestId)).status === 'sending')
    expect(await withdraw(requestId)).toMatchObject({ ok: true })
    expect(await sending).toEqual({ ok: false, reason: 'conflict' })
    const { remoteName, status } = await t.delivery(requestId)
    expect({ status, left: files(remoteName) }).toEqual({ status: 'stopped', left: [] })
    expect(await t.item(requestId)).toMatchObject({ status: 'withdrawn' })
    expect(await t.letters(requestId, 'answer-transferred')).toBe(0)
  })

  it('between two tries: what stood half-sent is taken away', async () => {
    const requestId = await underWay('far')
    const { remoteName } = await t.delivery(requestId)
    writeFileSync(path.join(server.folder, `.${remoteName}.zip.part`), 'half of it')
    line.cutAfter(0)
    await send(requestId)
    line.heal()
    expect(await withdraw(requestId)).toMatchObject({ ok: true })
    expect(await send(requestId)).toEqual({ ok: false, reason: 'wrong-status' })
    expect(files(remoteName)).toEqual([])
    expect(await t.delivery(requestId)).toMatchObject({ status: 'stopped' })
  })

  it('between two tries, when the package had its name already: what left is said', async () => {
    const requestId = await underWay('far')
    const { remoteName } = await t.delivery(requestId)
    await sentByHand(requestId)
    rmSync(path.join(server.folder, `${remoteName}.manifest.json`))
    expect(await withdraw(requestId)).toMatchObject({ ok: true })
    expect(await send(requestId)).toEqual({ ok: true })
    const { bytes, sha256 } = await t.delivery(requestId)
    expect(await t.delivery(requestId)).toMatchObject({
      ...{ status: 'delivered', bytes, sha256 },
      receipt: { files: [{ name: `${remoteName}.zip`, verifiedBy: 'size' }] },
    })
    expect(await t.item(requestId)).toMatchObject({ status: 'withdrawn' })
    expect(await t.letters(requestId, 'transfer-stuck')).toBe(1)
  })

  it('when the last byte has left already: what left is said, and to the officer too', async () => {
    const requestId = await underWay('bora')
    const { claim, parcel, sent } = await sentByHand(requestId)
    expect(await withdraw(requestId)).toMatchObject({ ok: true })
    const { recordDelivered } = await import('@/lib/workflow/record-delivery')
    expect(await recordDelivered(t.world.worker, claim, parcel, sent.receipt)).toEqual({ ok: true })
    expect(await t.delivery(requestId)).toMatchObject({ status: 'delivered' })
    expect(await t.item(requestId)).toMatchObject({ status: 'withdrawn' })
    expect(await t.letters(requestId, 'transfer-stuck')).toBe(1)
    const entry = await t.world.db.ledgerEntry.findFirstOrThrow({ where: { requestId, event: 'transfer.delivered' } })
    expect(JSON.parse(entry.body)).toMatchObject({ withdrawn: true })
  })
})

describe('who asks is doubted again', () => {
  const doubt = async (requestId: string) => {
    const { askIdentityAgain } = await import('@/lib/workflow/doubt-identity')
    const { commit } = await import('@/lib/workflow/commit-item')
    const { loadRequest } = await import('@/lib/workflow/load-case')
    return commit(t.world.worker, requestId, async (tx, say) => {
      const request = await loadRequest(requestId)
      if (!request) throw new Error('no such request')
      await askIdentityAgain(tx, say, request, 'records-added')
      return {}
    })
  }

  it('while a controller is asked: the question ends, and nothing is built for whoever it is', async () => {
    const { requestId } = await t.person()
    await t.towards(requestId, 'bora')
    await t.sign(requestId)
    const [asked] = await t.acceptances(requestId)
    expect(await doubt(requestId)).toEqual({ ok: true })
    expect(await t.item(requestId)).toMatchObject({ status: 'waiting' })
    expect(await t.plan(requestId)).toMatchObject({ status: 'superseded' })
    const { decideAcceptance } = await import('@/lib/workflow/decide-acceptance')
    const yes = { acceptanceId: asked?.id ?? '', version: asked?.version ?? 0, accept: true, reason: '' }
    expect(await decideAcceptance(t.client, yes)).toEqual({ ok: false, reason: 'wrong-status' })
    expect(await t.world.events(requestId)).toContain('acceptance.ended')
  })

  it('before it is sent: nothing is', async () => {
    const requestId = await underWay('bora')
    expect(await doubt(requestId)).toEqual({ ok: true })
    expect(await send(requestId)).toEqual({ ok: false, reason: 'wrong-status' })
    expect(await t.delivery(requestId)).toMatchObject({ status: 'stopped' })
    expect(files((await t.delivery(requestId)).remoteName)).toEqual([])
  })
})

it('more that another search found since the signature does not leave by it: it is signed and asked anew', async () => {
  const email = 'more@shop.example'
  const { customerRows } = await import('./shop')
  await t.world.shop.query(customerRows(991, email))
  const requestId = await t.world.submit(email, ['access', 'portability'])
  await t.world.drain()
  await t.towards(requestId, 'bora')
  expect(await t.sign(requestId)).toEqual({ ok: true })
  await t.world.shop.query(`insert into shop.wish values (9919, 991, 'of an account that was found later')`)
  const { discoverData } = await import('@/lib/workflow/discover-data')
  expect(await discoverData(t.world.dpo, { requestId })).toEqual({ ok: true })
  await t.world.drain()
  expect(await t.item(requestId)).toMatchObject({ status: 'approved' })
  expect(await t.decide(t.client, requestId, true)).toEqual({ ok: true })
  const { buildPackage } = await import('@/lib/workflow/build-package')
  const { id: itemId } = await t.item(requestId)
  expect(await buildPackage(t.world.worker, { itemId })).toEqual({ ok: false, reason: 'plan-outdated' })
  await t.world.drain()
  expect(await t.item(requestId)).toMatchObject({ status: 'planned' })
  expect(await t.world.db.accessPackage.count({ where: { itemId } })).toBe(0)
  expect(await t.sign(requestId)).toEqual({ ok: true })
  expect(await t.acceptances(requestId)).toHaveLength(1)
})

describe('workers', () => {
  it('of two at once one sends', async () => {
    const requestId = await underWay('bora')
    const both = await Promise.all([send(requestId), send(requestId)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await t.delivery(requestId)).toMatchObject({ status: 'delivered', attempts: 1 })
    expect(await t.letters(requestId, 'answer-transferred')).toBe(1)
  })

  it('asked to build a second time what is on its way build nothing: it is sent once', async () => {
    const requestId = await underWay('bora')
    const { claimDelivery } = await import('@/lib/workflow/delivery-lease')
    const { buildPackage } = await import('@/lib/workflow/build-package')
    const { id, itemId } = await t.delivery(requestId)
    expect(await claimDelivery(t.world.worker, id)).toMatchObject({ ok: true })
    const first = await stored(requestId)
    expect(await buildPackage(t.world.worker, { itemId: itemId ?? '' })).toEqual({ ok: false, reason: 'conflict' })
    expect(await t.world.db.transferDelivery.count({ where: { itemId } })).toBe(1)
    expect((await stored(requestId)).id).toBe(first.id)
  })

  it('build nothing where a question to a controller is not on record', async () => {
    const { requestId } = await t.person()
    await t.towards(requestId, 'bora')
    expect(await t.sign(requestId)).toEqual({ ok: true })
    await t.world.db.transferAcceptance.deleteMany({ where: { item: { requestId } } })
    const { buildPackage } = await import('@/lib/workflow/build-package')
    const built = await buildPackage(t.world.worker, { itemId: (await t.item(requestId)).id })
    expect(built).toEqual({ ok: false, reason: 'acceptance-open' })
  })

  it('that find every row gone since the signature say what there is that does not leave', async () => {
    const { requestId, number } = await t.person()
    await t.towards(requestId, 'bora')
    const { adjustAccessPlan } = await import('@/lib/workflow/adjust-access-plan')
    const { id: itemId, version } = await t.item(requestId)
    const excluded = [{ dataset: 'customer', field: null, reason: 'Contested by somebody else.' }]
    expect(await adjustAccessPlan(t.world.dpo, { itemId, version, excluded })).toEqual({ ok: true })
    expect(await t.sign(requestId)).toEqual({ ok: true })
    expect(await t.decide(t.client, requestId, false, 'No.')).toEqual({ ok: true })
    await t.world.shop.query(`delete from shop.wish where customer_id = ${number}`)
    await rebuild(requestId)
    expect(await t.item(requestId)).toMatchObject({ status: 'refused', outcome: 'refused' })
    expect(await t.letters(requestId, 'nothing-found')).toBe(0)
    expect(await t.letters(requestId, 'transfer-refused')).toBe(1)
  })

  it('that die after the last byte: the next one finds it there, and tells it once', async () => {
    const requestId = await underWay('bora')
    await sentByHand(requestId)
    expect(await send(requestId)).toEqual({ ok: false, reason: 'conflict' })
    const { id } = await t.delivery(requestId)
    await t.world.db
      .$executeRaw`UPDATE transfer_delivery SET lease_until = now() - interval '1 s' WHERE id = ${id}::uuid`
    expect(await send(requestId)).toEqual({ ok: true })
    expect(await t.delivery(requestId)).toMatchObject({ status: 'delivered', attempts: 2 })
    expect(await t.letters(requestId, 'answer-transferred')).toBe(1)
  })

  it('find again what the queue lost', async () => {
    const waiting = await underWay('bora')
    const unbuilt = await underWay('bora', { build: false })
    await t.world.db.$executeRaw`DELETE FROM pgboss.job WHERE name IN ('build-package', 'deliver-package')`
    const old = new Date(Date.now() - 3_600_000)
    await t.world.db.transferDelivery.updateMany({ data: { createdAt: old } })
    await t.world.db.requestItem.updateMany({ where: { requestId: unbuilt }, data: { movedAt: old } })
    const { requeueWork } = await import('@/lib/workflow/requeue-work')
    await requeueWork(t.world.worker)
    await t.work()
    expect(await t.item(waiting)).toMatchObject({ status: 'done' })
    expect(await t.item(unbuilt)).toMatchObject({ status: 'done' })
  })
})

/** Every byte is at the receiver, and nothing is on record here. */
async function sentByHand(requestId: string) {
  const { claimDelivery } = await import('@/lib/workflow/delivery-lease')
  const { deliver } = await import('@/lib/delivery/carriers/deliver')
  const { packageParcel } = await import('@/lib/workflow/package-parcel')
  const { carrierOf } = await import('@/lib/workflow/open-receiver')
  const claim = await claimDelivery(t.world.worker, (await t.delivery(requestId)).id)
  if (!claim.ok) throw new Error(claim.reason)
  const parcel = await packageParcel(claim.delivery)
  const carrier = carrierOf(claim.delivery.receiver)
  if (!carrier || 'unsendable' in parcel) throw new Error('not sendable')
  const sent = await deliver({ carrier, files: parcel.files })
  if (!sent.ok) throw new Error(sent.problem)
  return { claim, parcel, sent }
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await what()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('never came')
}
