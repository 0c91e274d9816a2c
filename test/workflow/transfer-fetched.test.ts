// A receiver that fetches its package here, and what a controller's person may not do.
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PublicActor } from '@/lib/domain/actor'
import { type Permission, roleMay } from '@/lib/domain/request/status'
import { letterText } from './office'
import { type TransferWorld, transferWorld } from './transfer-world'

let t: TransferWorld
let anybody: PublicActor
const WORD = 'correct horse battery staple'

beforeAll(async () => {
  t = await transferWorld()
  const { addReceiver } = await import('@/lib/workflow/add-receiver')
  const { publicActorOf } = await import('@/lib/auth/mint-public')
  anybody = publicActorOf(null)
  const address = { protocol: 'https-download', contact: 'inbox@bora.example' }
  const form = { name: 'Bora', country: 'FR', address }
  const added = await addReceiver(t.world.dpo, { key: 'fetches', form, secret: { word: WORD } })
  if (!added.ok) throw new Error(added.reason)
})
afterAll(() => t.end())

async function offered() {
  const { requestId } = await t.person()
  await t.towards(requestId, 'fetches')
  await t.sign(requestId)
  await t.decide(t.client, requestId, true)
  await t.work()
  const token = /\/transfers\/([\w-]{43})/.exec(await letterText(requestId, 'transfer-offered'))?.[1] ?? ''
  return { requestId, token }
}

async function open(token: string, word: string) {
  const { openTransfer } = await import('@/lib/workflow/open-transfer')
  return openTransfer(anybody, { token, word })
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await what()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('never came')
}
const ended = (requestId: string) => until(async () => (await t.item(requestId)).status === 'done')

describe('a package that is fetched', () => {
  it('is had once, with the word; the person reads the receipt', async () => {
    const { requestId, token } = await offered()
    expect(token).toHaveLength(43)
    expect(await t.delivery(requestId)).toMatchObject({ status: 'offered' })
    expect(await open(token, 'open sesame, please')).toEqual({
      ok: false,
      reason: 'word-wrong',
      detail: { triesLeft: 4 },
    })
    const both = await Promise.all([open(token, WORD), open(token, WORD)])
    const [one, ...others] = both.filter(({ ok }) => ok)
    if (!one?.ok) throw new Error('nobody had it')
    expect(others).toEqual([])
    const bytes = await buffer(one.stream)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(one.sha256)
    await ended(requestId)
    expect(await t.delivery(requestId)).toMatchObject({ status: 'delivered', tokenHash: null })
    expect(await open(token, WORD)).toEqual({ ok: false, reason: 'link-gone' })
    const letter = await letterText(requestId, 'answer-transferred')
    expect(letter).toContain(one.sha256)
    // Nobody looked at their place.
    expect(letter).toContain('They fetched it from our server to its last byte.')
  })

  it('that breaks off is there again, by the same link', async () => {
    const { requestId, token } = await offered()
    const first = await open(token, WORD)
    if (!first.ok) throw new Error(first.reason)
    first.stream.destroy(new Error('the line broke'))
    await until(async () => (await t.delivery(requestId)).status === 'offered')
    const second = await open(token, WORD)
    if (!second.ok) throw new Error(second.reason)
    await buffer(second.stream)
    await ended(requestId)
  })

  it('whose transfer is withdrawn meanwhile: not a byte more', async () => {
    const { requestId, token } = await offered()
    const had = await open(token, WORD)
    if (!had.ok) throw new Error(had.reason)
    const { withdrawRequest } = await import('@/lib/workflow/withdraw-request')
    expect(await withdrawRequest(t.subject(requestId), { requestId })).toMatchObject({ ok: true })
    await until(async () => had.stream.destroyed)
    await expect(buffer(had.stream)).rejects.toThrow()
    expect(await t.delivery(requestId)).toMatchObject({ status: 'stopped', receipt: null })
    expect(await open(token, WORD)).toEqual({ ok: false, reason: 'link-gone' })
  })

  it('ends after five wrong words, and the officer is told', async () => {
    const { requestId, token } = await offered()
    for (let tries = 0; tries < 5; tries += 1)
      expect(await open(token, 'wrong')).toMatchObject({ reason: 'word-wrong' })
    expect(await open(token, WORD)).toEqual({ ok: false, reason: 'link-gone' })
    expect(await t.delivery(requestId)).toMatchObject({ status: 'refused', problem: 'word-wrong' })
    expect(await t.letters(requestId, 'transfer-stuck')).toBe(1)
  })

  it('is not guessed at by many at once: five words are compared, and no more', async () => {
    const { token } = await offered()
    const said = await Promise.all(Array.from({ length: 12 }, () => open(token, 'wrong')))
    expect(said.filter((one) => !one.ok && one.reason === 'word-wrong')).toHaveLength(5)
    expect(said.filter((one) => !one.ok && one.reason === 'link-gone')).toHaveLength(7)
  })

  it('that nobody fetches lapses, and its link is worth nothing', async () => {
    const { requestId, token } = await offered()
    await t.world.db.transferDelivery.updateMany({
      where: { item: { requestId } },
      data: { tokenUntil: new Date(Date.now() - 1000) },
    })
    expect(await open(token, WORD)).toEqual({ ok: false, reason: 'link-gone' })
    const { lapseOffers } = await import('@/lib/workflow/lapse-offers')
    expect(await lapseOffers(t.world.worker)).toBe(1)
    expect(await t.delivery(requestId)).toMatchObject({ status: 'refused', problem: 'not-fetched' })
  })

  it.each(['', 'x', 'A'.repeat(43), '../../etc/passwd'])('does not open by the token %j', async (token) => {
    expect(await open(token, WORD)).toEqual({ ok: false, reason: 'link-gone' })
  })

  it('of another controller is not on the person’s page to collect', async () => {
    const { requestId } = await offered()
    const { collectPackage } = await import('@/lib/workflow/collect-package')
    const got = await collectPackage(t.subject(requestId), { requestId, code: '000000' })
    expect(got).toEqual({ ok: false, reason: 'not-found' })
  })
})

describe('a controller’s person', () => {
  const permitted: Permission[] = ['enterDesk', 'decideAcceptance', 'orderBatch', 'seeBatches']

  it('may decide about their own data, order, and nothing else', () => {
    const may = (Object.keys(roleMay) as Permission[]).filter((one) =>
      (roleMay[one] as readonly string[]).includes('controller'),
    )
    expect(may.sort()).toEqual([...permitted].sort())
  })

  it('does not see another controller’s question, and nobody else decides in their place', async () => {
    const { requestId } = await t.person()
    await t.towards(requestId, 'fetches')
    await t.sign(requestId)
    const [asked] = await t.acceptances(requestId)
    if (!asked) throw new Error('nobody asked')
    const { decideAcceptance } = await import('@/lib/workflow/decide-acceptance')
    const input = { acceptanceId: asked.id, version: asked.version, accept: true, reason: '' }
    expect(await decideAcceptance(t.shop, input)).toEqual({ ok: false, reason: 'not-found' })
    for (const actor of [t.world.dpo, t.world.agent, t.world.auditor])
      expect(await decideAcceptance(actor, input)).toEqual({ ok: false, reason: 'not-permitted' })
    expect(await decideAcceptance(t.client, { ...input, version: 7 })).toEqual({ ok: false, reason: 'conflict' })
    const { disableUser } = await import('@/lib/workflow/disable-user')
    const { addUser } = await import('@/lib/workflow/add-user')
    const { mintStaff } = await import('@/lib/auth/mint-staff')
    const user = { email: 'gone@mistral.example', name: 'Gone', role: 'controller', password: 'long enough a word' }
    expect(await addUser(t.world.dpo, user)).toEqual({ ok: false, reason: 'unknown-controller' })
    const added = await addUser(t.world.dpo, { ...user, controller: 'mistral-fr' })
    if (!added.ok) throw new Error(added.reason)
    await disableUser(t.world.dpo, { userId: added.userId })
    const gone = mintStaff({ id: added.userId, name: 'Gone', role: 'controller' })
    expect(await decideAcceptance(gone, input)).toEqual({ ok: false, reason: 'not-found' })
    const both = await Promise.all([decideAcceptance(t.client, input), decideAcceptance(t.client, input)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('reads, signs and sets up nothing', async () => {
    const { requestId } = await t.person()
    const { id: itemId, version } = await t.item(requestId)
    const { openRequest } = await import('@/lib/workflow/open-request')
    const { approvePlan } = await import('@/lib/workflow/approve-plan')
    const { readPersonalData } = await import('@/lib/workflow/read-personal-data')
    const { disableReceiver } = await import('@/lib/workflow/disable-receiver')
    const { linkReceiver } = await import('@/lib/workflow/link-receiver')
    const { acceptBatch } = await import('@/lib/workflow/accept-batch')
    const refused = { ok: false, reason: 'not-permitted' }
    expect(await openRequest(t.client, { requestId })).toEqual(refused)
    expect(await approvePlan(t.client, { itemId, version, hash: '' })).toEqual(refused)
    expect(await readPersonalData(t.client, { requestId, system: 'shop', dataset: 'newsletter' })).toEqual(refused)
    expect(await disableReceiver(t.client, { key: 'fetches', version: 1 })).toEqual(refused)
    expect(await linkReceiver(t.client, { requestId, version: 0, receiver: 'fetches' })).toEqual(refused)
    const batch = { batchId: itemId, version: 1, accept: true, reason: '' }
    expect(await acceptBatch(t.client, batch)).toEqual(refused)
  })
})
