// A large table without an index is not read unasked, neither to know whose a mailbox is nor to search.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Office, office } from './office'
import { customerRows } from './shop'

let world: Office
beforeAll(async () => {
  world = await office()
  await world.shop.query(customerRows(1, 'person1@example.org'))
  await world.shop.query(customerRows(2, 'person2@example.org'))
  // What the server believes of the table is what it would read; e-mails are compared in a form that no index has here.
  await world.shop.query(`insert into shop.newsletter select 'x' || n || '@example.net' from generate_series(1, 12000) n;
    analyze shop.newsletter`)
})
afterAll(() => world.end())

const limit = async (rows: number) => {
  const { changeSetting } = await import('@/lib/workflow/change-setting')
  expect(await changeSetting(world.dpo, { key: 'unindexed-rows', value: rows })).toEqual({ ok: true })
}
const anyway = async (actor: Office['dpo'], requestId: string) => {
  const { searchAnyway } = await import('@/lib/workflow/search-anyway')
  const { version } = await world.request(requestId)
  return searchAnyway(actor, { requestId, version })
}

it('identity waits, and goes on when the officer has it searched', async () => {
  await limit(10_000)
  const id = await world.submit('person1@example.org', ['erasure'])
  expect(await world.drain()).toEqual([])
  expect(await world.request(id)).toMatchObject({ identity: 'waiting', identityReason: 'slow-lookup' })
  expect(await anyway(world.agent, id)).toEqual({ ok: false, reason: 'not-permitted' })
  expect(await anyway(world.dpo, id)).toEqual({ ok: true })
  expect(await world.drain()).toEqual([])
  expect(await world.request(id)).toMatchObject({ identity: 'proven' })
  expect(await world.items(id)).toMatchObject([{ status: 'planned' }])
  const plan = await world.db.plan.findFirstOrThrow({ where: { item: { requestId: id } } })
  expect(plan.document).toMatchObject({
    blocks: [],
    warnings: expect.arrayContaining([expect.objectContaining({ system: 'shop' })]),
  })
  expect(await anyway(world.dpo, id)).toEqual({ ok: false, reason: 'wrong-status' })
  expect(await world.events(id)).toContain('slow-search.allowed')
})

it('a search stops before it reads, names the column and the estimate, and blocks the plan', async () => {
  await limit(1_000_000)
  const id = await world.submit('person2@example.org', ['erasure'])
  await world.drain(['discover-data'])
  expect(await world.request(id)).toMatchObject({ identity: 'proven' })
  await limit(10_000)
  expect(await world.drain()).toEqual([])
  const finding = await world.db.systemFinding.findFirstOrThrow({ where: { requestId: id } })
  expect(finding).toMatchObject({
    status: 'blocked',
    document: {
      datasets: [],
      problems: [{ code: 'slow-lookup', dataset: 'newsletter', column: 'email', rows: 12_002 }],
    },
  })
  const newest = () =>
    world.db.plan.findFirstOrThrow({ where: { item: { requestId: id } }, orderBy: { number: 'desc' } })
  expect((await newest()).document).toMatchObject({ blocks: [{ code: 'system', problem: { code: 'slow-lookup' } }] })
  expect(await anyway(world.dpo, id)).toEqual({ ok: true })
  expect(await world.drain()).toEqual([])
  expect((await newest()).document).toMatchObject({ blocks: [], totals: { rows: 9 } })
})
