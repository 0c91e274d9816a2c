// Blocked rows are not viewed by anybody (Spain, LOPDGDD art. 32), whichever request asks.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { HoldRule } from '@/lib/domain/hold-rule'
import { approvedErasure, type Office, office } from './office'
import { customerRows } from './shop'

let world: Office
beforeAll(async () => {
  world = await office()
})
afterAll(() => world.end())

it('another request of the same person opens nothing that the first one blocked', async () => {
  const { shippedRules } = await import('@/lib/domain/hold-rules/shipped')
  const french = shippedRules.find((rule) => rule.key === 'invoice-fr') as HoldRule
  const document: HoldRule = { ...french, version: french.version + 1, regime: 'blocked' }
  const { key, version } = document
  await world.db.holdRule.create({ data: { key, version, document, effectiveAt: new Date('2020-01-02') } })
  await world.shop.query(customerRows(1, 'ana@example.org') + customerRows(2, 'bea@example.org'))
  const first = await world.submit('ana@example.org', ['erasure'])
  const second = await world.submit('ana@example.org', ['erasure'])
  const bea = await world.submit('bea@example.org', ['erasure'])
  await world.drain()
  const { readPersonalData } = await import('@/lib/workflow/read-personal-data')
  const read = (requestId: string) => readPersonalData(world.dpo, { requestId, system: 'shop', dataset: 'invoice' })
  expect(await read(second)).toMatchObject({ ok: true })
  await approvedErasure(world, first)
  await world.drain()
  expect(await read(first)).toMatchObject({ reason: 'blocked-by-law' })
  expect(await read(second)).toMatchObject({ reason: 'blocked-by-law' })
  expect(await read(bea)).toMatchObject({ ok: true })
  // As after five years: of the first request nothing is left but its memory.
  const { destroyPersonalData } = await import('@/lib/workflow/destroy-personal-data')
  await world.db.$transaction((tx) => destroyPersonalData(tx as never, first))
  expect(await read(second)).toMatchObject({ reason: 'blocked-by-law' })
})
