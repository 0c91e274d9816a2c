// Blocked rows are not viewed by anybody (Spain, LOPDGDD art. 32), nor by the officer who decides a correction.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { HoldRule } from '@/lib/domain/hold-rule'
import { approvedErasure } from './office'
import { type RectificationWorld, rectificationWorld } from './rectification-world'

let world: RectificationWorld
beforeAll(async () => {
  world = await rectificationWorld()
}, 300_000)
afterAll(() => world.end())

it('what another request of the person blocked is not shown beside the wish', async () => {
  const { shippedRules } = await import('@/lib/domain/hold-rules/shipped')
  const french = shippedRules.find((rule) => rule.key === 'invoice-fr') as HoldRule
  const document: HoldRule = { ...french, version: french.version + 1, regime: 'blocked' }
  const { key, version } = document
  await world.db.holdRule.create({ data: { key, version, document, effectiveAt: new Date('2020-01-02') } })
  const { readWishes } = await import('@/lib/workflow/read-wishes')
  const { email } = await world.person()
  const id = await world.asked(email, '1 allée A')
  const { id: itemId } = await world.item(id)
  const invoicePlace = async () => {
    const read = await readWishes(world.dpo, { itemId })
    if (!read.ok) throw new Error(read.reason)
    const place = (await world.places(id)).find(({ dataset }) => dataset === 'invoice')
    return read.wishes[0]?.places.find((one) => one.id === place?.id)
  }
  expect(await invoicePlace()).toMatchObject({ value: '1 rue A' })
  const erasure = await world.submit(email, ['erasure'])
  await approvedErasure(world, erasure)
  expect(await invoicePlace()).toMatchObject({ value: null, blocked: true })
  expect(await readWishes(world.auditor, { itemId })).toMatchObject({ reason: 'not-permitted' })
})
