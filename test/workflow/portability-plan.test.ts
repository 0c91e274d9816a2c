// A transfer is searched for and planned as a copy is; what is decided about it stays decided when it is drawn again.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PortabilityPlan } from '@/lib/domain/plan/portability-plan'
import { type Office, office } from './office'
import { customerRows } from './shop'

let world: Office
beforeAll(async () => {
  world = await office()
})
afterAll(() => world.end())

let n = 500
async function asked() {
  n += 1
  const email = `mover${n}@example.org`
  await world.shop.query(customerRows(n, email))
  const requestId = await world.submit(email, ['portability'])
  await world.drain()
  return requestId
}

async function drawn(requestId: string) {
  const item = await world.db.requestItem.findFirstOrThrow({ where: { requestId } })
  const plan = await world.db.plan.findFirstOrThrow({ where: { itemId: item.id }, orderBy: { number: 'desc' } })
  return { item, hash: plan.hash, plan: plan.document as unknown as PortabilityPlan }
}

test('what was given on contract or consent is planned; numbers of the company and invoices stay', async () => {
  const { item, plan } = await drawn(await asked())
  expect(item.status).toBe('planned')
  expect(plan.blocks).toEqual([])
  expect(plan.destination).toEqual({ to: 'person' })
  expect(plan.datasets.map(({ dataset, fields, rows }) => ({ dataset, fields, rows }))).toEqual([
    { dataset: 'customer', fields: ['email', 'name', 'phone'], rows: 1 },
    { dataset: 'newsletter', fields: ['email', 'since'], rows: 1 },
    { dataset: 'wish', fields: ['note'], rows: 3 },
  ])
  expect(plan.left).toEqual([
    { dataset: 'customer', field: 'id', why: 'assigned' },
    { dataset: 'customer', field: 'number', why: 'assigned' },
    { dataset: 'invoice', field: null, why: 'legal-basis' },
    { dataset: 'invoice-line', field: null, why: 'legal-basis' },
    { dataset: 'wish', field: 'id', why: 'assigned' },
    { dataset: 'wish', field: 'customer_id', why: 'assigned' },
  ])
  expect(await world.db.manualTask.count({ where: { itemId: item.id } })).toBe(0)
})

test('what a colleague leaves out stays out, sealed where it stands and read by who may', async () => {
  const requestId = await asked()
  const { item } = await drawn(requestId)
  const { adjustAccessPlan } = await import('@/lib/workflow/adjust-access-plan')
  const excluded = [{ dataset: 'wish', field: 'note', reason: 'names a friend' }]
  const change = { itemId: item.id, version: item.version, excluded }
  expect(await adjustAccessPlan(world.auditor, change)).toEqual({ ok: false, reason: 'not-permitted' })
  const unknown = { ...change, excluded: [{ ...excluded[0], dataset: 'nothing', field: null, reason: 'x' }] }
  expect(await adjustAccessPlan(world.agent, unknown)).toEqual({ ok: false, reason: 'unknown-dataset' })
  expect(await adjustAccessPlan(world.agent, change)).toEqual({ ok: true })
  const { discoverData } = await import('@/lib/workflow/discover-data')
  expect(await discoverData(world.agent, { requestId })).toEqual({ ok: true })
  await world.drain()
  const again = (await drawn(requestId)).plan
  expect(again.datasets.map(({ dataset }) => dataset)).toEqual(['customer', 'newsletter'])
  const line = again.left.find(({ why }) => why === 'excluded')
  expect(line).toMatchObject({ dataset: 'wish', field: 'note' })
  expect(JSON.stringify(again)).not.toContain('friend')
  const { deskRequest } = await import('@/lib/queries/desk-request')
  const seenBy = async (actor: Office['dpo']) => {
    const document = (await deskRequest(actor, requestId))?.items[0]?.plan?.document
    return document?.right === 'portability' ? document.left.find(({ why }) => why === 'excluded')?.reason : undefined
  }
  expect(await seenBy(world.dpo)).toBe('names a friend')
  expect(await seenBy(world.auditor)).toBe('…')
})

test('a receiver has to stand and to be confirmed; a plan drawn for another is out of date', async () => {
  const requestId = await asked()
  const first = await drawn(requestId)
  const itemId = first.item.id
  const { planOutdated } = await import('@/lib/workflow/plan-outdated')
  const outdated = async () => {
    const { item, plan, hash } = await drawn(requestId)
    const request = await world.db.subjectRequest.findUniqueOrThrow({ where: { id: requestId } })
    return planOutdated({ id: item.id, request }, { document: plan, hash, mapVersion: plan.mapVersion })
  }
  expect(await outdated()).toBe(false)
  await world.db.transferWish.create({ data: { itemId, toWhom: 'controller', formats: ['json'] } })
  expect(await outdated()).toBe(true)
  const again = async () => {
    const { discoverData } = await import('@/lib/workflow/discover-data')
    expect(await discoverData(world.dpo, { requestId })).toEqual({ ok: true })
    await world.drain()
    return (await drawn(requestId)).plan
  }
  expect((await again()).blocks).toEqual([{ code: 'receiver-missing' }])
  const receiver = await world.db.transferReceiver.create({
    data: { key: `bank-${randomUUID()}`, name: 'Bank', country: 'US', protocol: 'sftp', address: {} },
  })
  await world.db.transferWish.update({ where: { itemId }, data: { receiverId: receiver.id } })
  const unconfirmed = await again()
  expect(unconfirmed.blocks).toEqual([{ code: 'receiver-unconfirmed' }])
  await world.db.transferWish.update({ where: { itemId }, data: { confirmedAt: new Date() } })
  const confirmed = await again()
  expect(confirmed.blocks).toEqual([])
  const { key } = receiver
  const destination = { to: 'receiver', receiver: key, receiverVersion: 1, country: 'US', adequacy: 'other' }
  expect(confirmed.destination).toEqual(destination)
  expect(confirmed.acceptances).toEqual([
    { controller: 'shop-fr', why: 'outside-eea', datasets: ['customer', 'newsletter', 'wish'] },
  ])
  await world.db.transferReceiver.update({ where: { id: receiver.id }, data: { version: 2 } })
  expect(await outdated()).toBe(true)
})
