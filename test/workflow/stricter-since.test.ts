// A rule that tightens holds at once, also against what was signed before and has not run.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { HoldRule } from '@/lib/domain/hold-rule'
import { approvedErasure, type Office, office } from './office'
import { customerRows } from './shop'

let world: Office
beforeAll(async () => {
  world = await office()
})
afterAll(() => world.end())

const invoices = async (n: number) =>
  (await world.shop.query('select id from shop.invoice where customer_id = $1 order by 1', [n])).rows.map(
    ({ id }) => id,
  )
const stepOf = (requestId: string) =>
  world.db.step.findFirstOrThrow({ where: { plan: { item: { requestId } } }, orderBy: { plan: { number: 'asc' } } })

async function change(change: Partial<HoldRule>) {
  const { changeRule } = await import('@/lib/workflow/change-rule')
  const { currentRules } = await import('@/lib/workflow/current-rules')
  const found = (await currentRules(world.db)).find(({ key }) => key === 'invoice-fr') as HoldRule
  const done = await changeRule(world.dpo, { rule: { ...found, ...change }, seen: found.version, reason: 'counsel' })
  expect(done).toMatchObject({ ok: true })
}

it('a signed step that waited is drawn again under a longer period, and not for another name', async () => {
  await world.shop.query(customerRows(1, 'ana@example.org') + customerRows(2, 'bea@example.org'))
  const ana = await world.submit('ana@example.org', ['erasure'])
  expect(await world.drain()).toEqual([])
  await approvedErasure(world, ana)
  await change({ name: { en: 'Invoices', fr: 'Factures' } })
  await world.drain()
  expect(await stepOf(ana)).toMatchObject({ status: 'verified' })
  expect(await invoices(1)).toEqual(['12'])

  const bea = await world.submit('bea@example.org', ['erasure'])
  await approvedErasure(world, bea)
  await change({ period: 'P20Y' })
  await world.drain()
  expect(await stepOf(bea)).toMatchObject({ status: 'refused', problem: 'rules-changed' })
  expect(await invoices(2)).toEqual(['21', '22'])
  await approvedErasure(world, bea)
  expect(await world.drain()).toEqual([])
  expect(await world.items(bea)).toMatchObject([{ status: 'done', outcome: 'partly-erased' }])
  expect(await invoices(2)).toEqual(['21', '22'])
})
