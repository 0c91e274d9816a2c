// “What becomes of this record?”, asked of the company's own database and answered from the plan.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { explainFields } from '@/lib/domain/plan/explain-fields'
import type { ErasurePlan } from '@/lib/domain/plan/types'
import { type Office, office } from './office'
import { customerRows, shopMap } from './shop'

let world: Office
let requestId: string
let itemId: string
let plan: ErasurePlan

beforeAll(async () => {
  world = await office()
  await world.shop.query(customerRows(1, 'one@example.org') + customerRows(2, 'two@example.org'))
  requestId = await world.submit('one@example.org', ['erasure'])
  await world.drain()
  const [item] = await world.items(requestId)
  itemId = item?.id ?? ''
  plan = (await world.db.plan.findFirstOrThrow({ where: { itemId } })).document as unknown as ErasurePlan
})
afterAll(() => world.end())

const find = async (dataset: string, key: string, actor = world.dpo) => {
  const { findRecord } = await import('@/lib/workflow/find-record')
  return findRecord(actor, { requestId, itemId, dataset, key })
}

/** The fate of the group that the answer points at, as the page shows it. */
async function fateOf(dataset: string, key: string) {
  const found = await find(dataset, key)
  if (!found.ok) return found.reason
  const datasets = explainFields(plan, shopMap, {}).flatMap((system) => system.datasets)
  const groups = datasets.find((one) => one.dataset === dataset)?.groups ?? []
  return [found.groups.map((number) => groups[number - 1]?.fate), found.until]
}

it('a record is found by its key or its number, with its fate and its last day', async () => {
  expect(await fateOf('invoice', 'F-1-1')).toEqual([['delete'], null])
  expect(await fateOf('invoice', ' f-1-2 ')).toEqual([['clear'], '2034-12-31'])
  expect(await fateOf('invoice', '12')).toEqual([['clear'], '2034-12-31'])
  expect(await fateOf('invoice-line', '11')).toEqual([['delete'], null])
  expect(await fateOf('invoice-line', '12')).toEqual([['clear'], '2034-12-31'])
  expect(await fateOf('customer', 'C-1')).toEqual([['clear'], '2034-12-31'])
  expect(await fateOf('wish', '13')).toEqual([['delete'], null])
})

it('says nothing of other people’s records', async () => {
  expect(await fateOf('invoice', 'F-2-2')).toBe('record-unknown')
  expect(await fateOf('customer', '2')).toBe('record-unknown')
  expect(await fateOf('nothing', '1')).toBe('unknown-dataset')
})

it('a record is judged as it stands now', async () => {
  await world.shop.query(`update shop.invoice set status = 'draft' where id = 12`)
  expect(await fateOf('invoice', '12')).toEqual([['delete'], null])
  await world.shop.query(`update shop.invoice set status = 'issued' where id = 12`)
})

it('each look is on record before the system is asked, without the key; not everybody may look', async () => {
  const looks = () => world.db.ledgerEntry.findMany({ where: { requestId, event: 'personal-data.read' } })
  const before = (await looks()).length
  expect(await find('invoice', 'F-1-1', world.auditor)).toEqual({ ok: false, reason: 'not-permitted' })
  expect(await looks()).toHaveLength(before)
  await find('invoice', 'F-1-1', world.agent)
  const after = await looks()
  expect(after).toHaveLength(before + 1)
  expect(after.map(({ body }) => body).join()).not.toContain('F-1-1')
  const away = await world.shopAway()
  expect(await find('invoice', 'F-1-1')).toEqual({ ok: false, reason: 'system-unreachable' })
  expect(await looks()).toHaveLength(before + 2)
  await away.back()
})
