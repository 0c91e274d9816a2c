// To another controller's own server (a real OpenSSH): named, found, confirmed, signed, built, sent, read back, told.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PortabilityPlan } from '@/lib/domain/plan/portability-plan'
import { opensshReceiver, type RealReceiver, vsftpdReceiver } from '../carriers/receivers'
import { letterText } from './office'
import { type TransferWorld, transferWorld } from './transfer-world'

let t: TransferWorld
let server: RealReceiver

const form = (over: object = {}) => {
  const { secret: _secret, ...address } = server.config
  return { name: 'Bora Ltd', country: 'FR', address, ...over }
}

beforeAll(async () => {
  server = await opensshReceiver('transfer')
  t = await transferWorld()
  const { addReceiver } = await import('@/lib/workflow/add-receiver')
  const { secret } = server.config
  for (const [key, country] of [
    ['bora', 'FR'],
    ['zurich', 'CH'],
  ] as const) {
    const added = await addReceiver(t.world.dpo, { key, form: form({ country }), secret })
    if (!added.ok) throw new Error(added.reason)
  }
}, 120_000)
afterAll(async () => {
  await t.end()
  await server.stop()
})

const remote = () => readdirSync(server.folder)

describe('a receiver', () => {
  it('is looked at before any secret, and checked with it', async () => {
    const { probeReceiver } = await import('@/lib/workflow/probe-receiver')
    const { checkReceiver } = await import('@/lib/workflow/check-receiver')
    const { hostKey, ...address } = form().address as { hostKey: string }
    expect(await probeReceiver(t.world.dpo, { address })).toEqual({
      ok: true,
      seen: { kind: 'host-key', fingerprint: hostKey },
    })
    expect(await checkReceiver(t.world.dpo, { key: 'bora' })).toEqual({ ok: true, fingerprint: hostKey })
    expect(await probeReceiver(t.world.agent, { address })).toEqual({ ok: false, reason: 'not-permitted' })
  })

  it('keeps its secret sealed, and takes it to no other host', async () => {
    const row = await t.world.db.transferReceiver.findUniqueOrThrow({ where: { key: 'bora' } })
    expect(JSON.stringify(row)).not.toContain('PRIVATE KEY')
    const { changeReceiver } = await import('@/lib/workflow/change-receiver')
    for (const over of [{ host: '127.0.0.9' }, { port: 2 }]) {
      const elsewhere = form({ address: { ...form().address, ...over } })
      expect(await changeReceiver(t.world.dpo, { key: 'bora', version: 1, form: elsewhere })).toEqual({
        ok: false,
        reason: 'secret-unfit',
      })
    }
  })

  it.each([
    ['a way up', { folder: '../elsewhere' }],
    ['no pin', { hostKey: '' }],
    ['a pin that is none', { hostKey: 'MD5:aa:bb' }],
    ['no user', { user: ' ' }],
  ])('with %s is refused', async (_name, over) => {
    const { addReceiver } = await import('@/lib/workflow/add-receiver')
    const given = { key: 'odd', form: form({ address: { ...form().address, ...over } }), secret: server.config.secret }
    expect(await addReceiver(t.world.dpo, given)).toMatchObject({ ok: false, reason: 'receiver-unfit' })
  })
})

describe('a transfer to another controller', () => {
  it('waits for the client whose data would go, is sent when it accepts, and the person reads the receipt', async () => {
    const { requestId } = await t.person()
    await t.towards(requestId, 'bora')
    const plan = (await t.plan(requestId)).document as unknown as PortabilityPlan
    expect(plan.blocks).toEqual([])
    expect(plan.destination).toMatchObject({ to: 'receiver', receiver: 'bora', adequacy: 'eea' })
    expect(plan.acceptances).toEqual([{ controller: 'mistral-fr', why: 'client', datasets: ['newsletter'] }])
    expect(await t.sign(requestId)).toEqual({ ok: true })
    await t.work()
    expect(await t.world.db.accessPackage.count({ where: { requestId } })).toBe(0)
    expect(remote()).toEqual([])
    await t.sendAll()
    const asked = t.smtp.mails.filter(({ recipients }) => recipients.includes('privacy@mistral.example'))
    expect(asked).toHaveLength(1)
    expect(asked[0]?.text).not.toMatch(/person8|Person 8/)

    expect(await t.decide(t.client, requestId, true)).toEqual({ ok: true })
    await t.work()
    const item = await t.item(requestId)
    expect(item).toMatchObject({ status: 'done', outcome: 'partly-transferred' })
    const delivery = await t.delivery(requestId)
    expect(delivery).toMatchObject({ status: 'delivered', attempts: 1, problem: null })
    const zip = `${delivery.remoteName}.zip`
    expect(remote().sort()).toEqual([`${delivery.remoteName}.manifest.json`, zip].sort())
    const bytes = readFileSync(path.join(server.folder, zip))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(delivery.sha256)
    const letter = await letterText(requestId, 'answer-transferred')
    expect(letter).toContain('Bora Ltd (127.0.0.1, France)')
    expect(letter).toContain(delivery.sha256 ?? '')
    expect(letter).toMatch(/invoice.*Article 20\(1\)\(a\)|obtained|worked it out/s)
    // Our own copy is gone with the receipt.
    const [row] = await t.world.db.accessPackage.findMany({ where: { requestId } })
    expect(row).toMatchObject({ forReceiver: true, deletedAt: expect.any(Date) })
    expect(await t.world.events(requestId)).toEqual(
      expect.arrayContaining(['transfer.wished', 'transfer.linked', 'transfer.confirmed', 'acceptance.decided']),
    )
  })

  it('leaves out what a client does not accept, and says so', async () => {
    const { requestId } = await t.person()
    await t.towards(requestId, 'bora')
    await t.sign(requestId)
    expect(await t.decide(t.client, requestId, false)).toEqual({ ok: false, reason: 'reason-missing' })
    expect(await t.decide(t.client, requestId, false, 'Not to a competitor.')).toEqual({ ok: true })
    await t.work()
    expect(await t.item(requestId)).toMatchObject({ status: 'done', outcome: 'partly-transferred' })
    const letter = await letterText(requestId, 'answer-transferred')
    expect(letter).toContain('newsletter: the controller whom we asked did not accept that it leaves')
    expect(letter).not.toContain('competitor')
  })

  it('outside the Area waits for every controller, and ends refused when none accepts', async () => {
    const { requestId } = await t.person()
    await t.towards(requestId, 'zurich')
    const plan = (await t.plan(requestId)).document as unknown as PortabilityPlan
    expect(plan.destination).toMatchObject({ adequacy: 'adequate' })
    expect(plan.acceptances.map(({ controller, why }) => [controller, why])).toEqual([
      ['mistral-fr', 'client'],
      ['shop-fr', 'outside-eea'],
    ])
    const before = remote().length
    await t.sign(requestId)
    const answers = await Promise.all([
      t.decide(t.client, requestId, false, 'No.'),
      t.decide(t.shop, requestId, false, 'Not outside the Area.'),
    ])
    expect(answers).toEqual([{ ok: true }, { ok: true }])
    await t.work()
    expect(await t.item(requestId)).toMatchObject({ status: 'refused', outcome: 'refused', ground: 'not-accepted' })
    const letter = await letterText(requestId, 'transfer-refused')
    expect(letter).toContain('Nothing was handed over')
    expect(letter).toContain('You can also go to court (Article 79 GDPR)')
    expect(remote()).toHaveLength(before)
  })

  it('is signed once: of two signatures one meets a conflict', async () => {
    const { requestId } = await t.person()
    await t.towards(requestId, 'bora')
    const both = await Promise.all([t.sign(requestId), t.sign(requestId)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await t.acceptances(requestId)).toHaveLength(1)
  })

  it('is not planned before a receiver stands and the person confirmed exactly that', async () => {
    const { requestId } = await t.person()
    const { setTransferWish } = await import('@/lib/workflow/set-transfer-wish')
    const { confirmTransferWish } = await import('@/lib/workflow/confirm-transfer-wish')
    const { linkReceiver } = await import('@/lib/workflow/link-receiver')
    const subject = t.subject(requestId)
    const wish = { toWhom: 'controller', name: 'Bora', country: 'FR', contact: 'x@bora.example' }
    expect(await setTransferWish(subject, { requestId, version: 0, form: wish })).toEqual({ ok: true })
    expect(await setTransferWish(subject, { requestId, version: 0, form: wish })).toMatchObject({ reason: 'conflict' })
    await t.world.drain()
    const blocks = async () => ((await t.plan(requestId)).document as unknown as PortabilityPlan).blocks
    expect(await blocks()).toEqual([{ code: 'receiver-missing' }])
    expect(await t.sign(requestId)).toMatchObject({ reason: 'plan-blocked' })
    await linkReceiver(t.world.dpo, { requestId, version: 1, receiver: 'bora' })
    await t.world.drain()
    expect(await blocks()).toEqual([{ code: 'receiver-unconfirmed' }])
    const stale = { requestId, version: 1, receiverVersion: 1 }
    expect(await confirmTransferWish(subject, stale)).toMatchObject({ reason: 'conflict' })
    const newer = { requestId, version: 2, receiverVersion: 2 }
    expect(await confirmTransferWish(subject, newer)).toMatchObject({ reason: 'receiver-changed' })
    const link = { ...subject, level: 'link' } as typeof subject
    expect(await confirmTransferWish(link, { ...stale, version: 2 })).toMatchObject({ reason: 'not-permitted' })
    expect(await confirmTransferWish(t.subject((await t.person()).requestId), stale)).toMatchObject({
      reason: 'not-permitted',
    })
    expect(await confirmTransferWish(subject, { ...stale, version: 2 })).toEqual({ ok: true })
    await t.world.drain()
    expect(await blocks()).toEqual([])
  })

  it.each([
    ['script', '<script>alert(1)</script>', true],
    ['a line break', 'Bora\nLtd', false],
    ['a change of direction', 'Bora\u202Edtl', false],
    ['a megabyte', 'x'.repeat(1_000_000), false],
  ])('named with %s is kept exactly or refused', async (_what, name, taken) => {
    const { requestId } = await t.person()
    const { setTransferWish } = await import('@/lib/workflow/set-transfer-wish')
    const { namedReceiver } = await import('@/lib/workflow/transfer-wish-row')
    const { openVault } = await import('@/lib/platform/request-vault')
    const named = { toWhom: 'controller', name, country: 'FR', contact: 'x@bora.example' }
    const said = await setTransferWish(t.subject(requestId), { requestId, version: 0, form: named })
    if (!taken) return expect(said).toMatchObject({ ok: false, reason: 'wish-unfit' })
    const { wrappedKey } = await t.world.request(requestId)
    const vault = openVault({ id: requestId, wrappedKey })
    expect(namedReceiver(vault, await t.wish(requestId))?.name).toBe(name)
  })
})

describe('to the person', () => {
  it('it is collected as a copy is, and the answer says what is in it and what is not', async () => {
    const { requestId } = await t.person()
    expect(await t.sign(requestId)).toEqual({ ok: true })
    await t.work()
    expect(await t.item(requestId)).toMatchObject({ status: 'done', outcome: 'partly-transferred' })
    const [row] = await t.world.db.accessPackage.findMany({ where: { requestId } })
    expect(row).toMatchObject({ forReceiver: false, deletedAt: null })
    const letter = await letterText(requestId, 'answer-portable')
    expect(letter).toContain('newsletter (Mistral): 1 record')
  })

  it('beside a copy: two packages, each collected on its own', async () => {
    const email = 'both@shop.example'
    const { customerRows } = await import('./shop')
    await t.world.shop.query(customerRows(990, email))
    const requestId = await t.world.submit(email, ['access', 'portability'])
    await t.world.drain()
    const { approvePlan } = await import('@/lib/workflow/approve-plan')
    for (const item of await t.world.items(requestId)) {
      const plan = await t.world.db.plan.findFirstOrThrow({ where: { itemId: item.id }, orderBy: { number: 'desc' } })
      const { id: itemId, version } = item
      expect(await approvePlan(t.world.dpo, { itemId, version, hash: plan.hash })).toEqual({ ok: true })
    }
    await t.work()
    const { followPage } = await import('@/lib/queries/follow-page')
    const page = await followPage(t.subject(requestId))
    expect(page?.packages.map(({ right, state }) => [right, state]).sort()).toEqual([
      ['access', 'ready'],
      ['portability', 'ready'],
    ])
  })
})

describe('by FTPS', () => {
  it('it arrives at a real vsftpd, whose certificate is checked', async () => {
    const ftps = await vsftpdReceiver('transfer-ftps')
    try {
      const { addReceiver } = await import('@/lib/workflow/add-receiver')
      const { secret, ...address } = ftps.config
      const added = await addReceiver(t.world.dpo, { key: 'ftps', form: form({ address }), secret })
      if (!added.ok) throw new Error(added.reason)
      const { requestId } = await t.person()
      await t.towards(requestId, 'ftps')
      await t.sign(requestId)
      await t.decide(t.client, requestId, true)
      await t.work()
      const { remoteName, status } = await t.delivery(requestId)
      expect(status).toBe('delivered')
      expect(readdirSync(ftps.folder).sort()).toEqual([`${remoteName}.manifest.json`, `${remoteName}.zip`])
    } finally {
      await ftps.stop()
    }
  }, 120_000)
})
