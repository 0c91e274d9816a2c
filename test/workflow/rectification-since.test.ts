// What came between the search, the signature and the run: an invoice that was issued, a matter about what points here, a
// rule that grew stricter.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { HoldRule } from '@/lib/domain/hold-rule'
import { type RectificationWorld, rectificationWorld } from './rectification-world'

let world: RectificationWorld
beforeAll(async () => {
  world = await rectificationWorld()
}, 300_000)
afterAll(() => world.end())

const printed = async (n: number): Promise<string[]> =>
  (await world.shop.query('select buyer_address from shop.invoice where customer_id = $1 order by id', [n])).rows.map(
    ({ buyer_address }) => buyer_address,
  )

it('a draft that was issued after the search, before the correction ran, is not edited', async () => {
  const { email, number } = await world.person()
  await world.shop.query("update shop.invoice set status = 'draft', issued_on = '2026-11-01' where customer_id = $1", [
    number,
  ])
  const id = await world.asked(email, '2 rue B')
  await world.decide(id, 'accept')
  await world.shop.query("update shop.invoice set status = 'issued' where customer_id = $1", [number])
  expect(await world.sign(id)).toEqual({ ok: true })
  await world.drain()
  expect(await printed(number)).toEqual(['1 rue A', '1 rue A'])
  expect((await world.document(id)).kept).toMatchObject([{ dataset: 'invoice', rows: 2 }])
})

it('a matter about the invoices, placed after the signature, keeps the account that they point at', async () => {
  const { email, number } = await world.person()
  const id = await world.asked(email, '3 rue C')
  await world.decide(id, 'accept', {
    left: (await world.places(id)).filter((p) => p.dataset === 'invoice').map((p) => p.id),
    reason: 'As issued.',
  })
  expect(await world.sign(id)).toEqual({ ok: true })
  const { placeMatter } = await import('@/lib/workflow/place-matter')
  const reviewOn = Temporal.Now.plainDateISO().add({ months: 2 }).toString()
  const placed = await placeMatter(world.dpo, {
    ...{ kind: 'dispute', reference: `D-${number}`, name: 'A dispute', reason: 'A claim', told: 'told' },
    ...{ systems: [], datasets: ['invoice'], identifiers: [], requestId: id, from: null, to: null, reviewOn },
  })
  if (!placed.ok) throw new Error(placed.reason)
  await world.drain()
  expect(await world.shopAddress(number)).toBe('1 rue A')
  expect((await world.document(id)).kept).toContainEqual(expect.objectContaining({ dataset: 'customer' }))
})

it('a rule that grew stricter after the signature keeps the address that an invoice borrows from the account', async () => {
  const datasets = world.map.datasets.map((one) => {
    if (one.key !== 'invoice') return one
    const { buyer_address: _, ...fields } = one.fields
    return { ...one, fields: { ...fields, buyer_address: { category: 'address' as const } } }
  })
  await world.db.dataMapVersion.create({
    data: { version: 3, document: { ...world.map, datasets }, checksum: 'borrowed' },
  })
  const { email, number } = await world.person()
  await world.shop.query('delete from shop.invoice_line where invoice_id = $1', [number * 10 + 2])
  await world.shop.query('delete from shop.invoice where id = $1', [number * 10 + 2])
  const id = await world.asked(email, '4 rue D')
  await world.decide(id, 'accept')
  expect(await world.sign(id)).toEqual({ ok: true })
  const { changeRule } = await import('@/lib/workflow/change-rule')
  const { currentRules } = await import('@/lib/workflow/current-rules')
  const found = (await currentRules(world.db)).find(({ key }) => key === 'invoice-fr') as HoldRule
  const rule = { ...found, period: 'P20Y' }
  expect(await changeRule(world.dpo, { rule, seen: found.version, reason: 'counsel' })).toMatchObject({ ok: true })
  await world.drain()
  expect(await world.shopAddress(number)).toBe('1 rue A')
  expect((await world.document(id)).kept).toMatchObject([{ dataset: 'customer', offer: 'statement' }])
})

it('an address that a household shares is corrected for all of it: the officer reads so beforehand', async () => {
  await world.shop.query('create table shop.household (id bigint primary key, address text)')
  await world.shop.query('alter table shop.customer add household_id bigint references shop.household')
  const household = {
    ...{ key: 'household', system: 'shop', table: 'shop.household', label: { en: 'Households', fr: 'Foyers' } },
    ...{ controller: 'shop-fr', role: 'controller' as const, purposes: [{ en: 'x', fr: 'x' }] },
    ...{ legalBasis: 'contract' as const, recipients: [], retention: { en: 'x', fr: 'x' }, erasure: 'delete' as const },
    links: [{ to: 'customer', fields: ['id'], toFields: ['household_id'] }],
    fields: {
      id: { category: 'reference' as const },
      address: { category: 'address' as const, datum: 'address' },
    },
  }
  const datasets = world.map.datasets.map((one) =>
    one.key === 'customer'
      ? { ...one, fields: { ...one.fields, household_id: { category: 'reference' as const } } }
      : one,
  )
  const document = { ...world.map, datasets: [...datasets, household] }
  await world.db.dataMapVersion.create({ data: { version: 4, document, checksum: 'household' } })
  const [one, other] = [await world.person(), await world.person()]
  await world.shop.query("insert into shop.household values (1, '1 rue A'), (2, '1 rue A')")
  await world.shop.query('update shop.customer set household_id = 1 where id in ($1, $2)', [one.number, other.number])
  const { deskCorrections } = await import('@/lib/queries/desk-corrections')
  const sharedOf = async (id: string) =>
    (await deskCorrections(world.dpo, id))?.wishes[0]?.places.find(({ dataset }) => dataset === 'household')?.shared
  const id = await world.asked(one.email, '6 rue F')
  await world.decide(id, 'accept')
  expect(await sharedOf(id)).toBe(1)
  const alone = await world.person()
  await world.shop.query('update shop.customer set household_id = 2 where id = $1', [alone.number])
  const own = await world.asked(alone.email, '7 rue G')
  expect(await sharedOf(own)).toBe(0)
})
