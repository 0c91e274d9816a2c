import { expect, it } from 'vitest'
import { sumErasure } from './explain'
import * as shop from './invoicing-fixture'
import { planErasure } from './plan-erasure'

const facts = shop.facts([
  shop.found('customer', [shop.stratum(1, [shop.issued('2024-03-03')])]),
  shop.found('invoice', [
    shop.stratum(2, [shop.issued('2020-01-01')]),
    shop.stratum(4, [shop.issued('2024-03-03')]),
    shop.stratum(8, [shop.issued('2010-01-01')]),
  ]),
  shop.found('ticket', [shop.stratum(3)]),
])
const sums = sumErasure(planErasure(facts), facts.map)

it('sums what goes and what stays by dataset', () => {
  expect(sums.systems).toMatchObject([{ system: 'shop', name: 'Shop', rows: 18 }])
  expect(sums.systems[0]?.datasets.find(({ dataset }) => dataset === 'invoice')).toMatchObject({
    rows: 14,
    deleted: 8,
    cleared: 6,
    held: 6,
    goes: 2,
    stays: [
      {
        reason: { why: 'rule', rule: 'fr-ten', law: 'Law fr-ten' },
        rows: 6,
        until: [
          { date: '2030-12-31', rows: 2 },
          { date: '2034-12-31', rows: 4 },
        ],
      },
    ],
  })
  expect(sums.systems[0]?.datasets.find(({ dataset }) => dataset === 'ticket')).toMatchObject({
    deleted: 3,
    stays: [],
    goes: 0,
  })
})
