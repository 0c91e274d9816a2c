// What was erased stays erased in the answer and in the memory, however the search after it comes out.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { approvedErasure, type Office, office } from './office'
import { customerRows } from './shop'

let world: Office
beforeAll(async () => {
  world = await office()
})
afterAll(() => world.end())

it('a row that came between the erasure and its re-reading does not make the erasure forgotten', async () => {
  await world.shop.query(customerRows(1, 'ana@example.org').replaceAll("'2024-", "'2009-"))
  const id = await world.submit('ana@example.org', ['erasure'])
  await approvedErasure(world, id)
  await world.drain(['confirm-step'])
  await world.shop.query(`insert into shop.newsletter values ('ana@example.org', '2026-11-01')`)
  await world.drain()
  expect(await world.db.step.findFirstOrThrow()).toMatchObject({ status: 'ambiguous', problem: 'still-there' })
  // The company's own unsubscribe takes it away again.
  await world.shop.query('delete from shop.newsletter')
  const { discoverData } = await import('@/lib/workflow/discover-data')
  expect(await discoverData(world.dpo, { requestId: id })).toEqual({ ok: true })
  await approvedErasure(world, id)
  expect(await world.drain()).toEqual([])
  expect(await world.items(id)).toMatchObject([{ status: 'done', outcome: 'erased' }])
  const memory = await world.db.erasureMemory.findFirstOrThrow({ where: { requestId: id } })
  expect(memory.rows).toEqual(
    expect.arrayContaining([expect.objectContaining({ dataset: 'customer', found: 1, left: 0 })]),
  )
  expect(await world.db.letter.count({ where: { requestId: id, kind: 'answer-erasure' } })).toBe(1)
})
