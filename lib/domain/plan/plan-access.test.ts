import { describe, expect, it } from 'vitest'
import * as shop from './invoicing-fixture'
import { type AccessFacts, planAccess } from './plan-access'

const facts = (more: Partial<AccessFacts> = {}): AccessFacts => ({
  requestId: '0198c0de-0000-7000-8000-000000000001',
  map: shop.map(),
  mapVersion: 3,
  findings: [
    shop.finding([
      shop.found('customer', [shop.stratum(1)]),
      shop.found('invoice', [shop.stratum(2, [shop.issued(null, null)])]),
      shop.found('visit', [shop.stratum(4)]),
    ]),
  ],
  excluded: [],
  today: '2026-11-22',
  ...more,
})

describe('planAccess', () => {
  it('hands over what was found, except what is held for a client', () => {
    const plan = planAccess(facts())
    expect(plan.datasets.map(({ dataset, rows }) => ({ dataset, rows }))).toEqual([
      { dataset: 'customer', rows: 1 },
      { dataset: 'invoice', rows: 2 },
    ])
    expect(plan.forwarded).toEqual([{ dataset: 'visit', controller: 'client', rows: 4 }])
    expect(plan.totals.rows).toBe(3)
    // A missing date stops an erasure; the person may still see the row.
    expect(plan.blocks).toEqual([])
  })

  it('leaves out datasets and fields that a person excluded, and fields that the map withholds', () => {
    const map = shop.map()
    Object.assign(map.datasets[0]?.fields.company ?? {}, { withheld: { en: 'A secret', fr: 'Un secret' } })
    const excluded = [
      { dataset: 'invoice', field: null, reason: 'trade secret' },
      { dataset: 'customer', field: 'phone', reason: 'another person’s' },
      { dataset: 'gone', field: null, reason: 'no longer in the map' },
    ]
    const plan = planAccess(facts({ map, excluded }))
    expect(plan.datasets).toMatchObject([{ dataset: 'customer', withheldFields: ['company', 'phone'] }])
    expect(plan.excluded.map(({ dataset }) => dataset)).toEqual(['customer', 'invoice'])
    expect(plan.totals.rows).toBe(1)
  })

  it('is stopped by what keeps data from being read, not by a missing right to delete', () => {
    const problems = [
      { code: 'no-right', dataset: 'customer', right: 'delete' },
      { code: 'no-right', dataset: 'invoice', right: 'select' },
      { code: 'unmapped-table', table: 'shop.lead' },
    ] as const
    const plan = planAccess(facts({ findings: [shop.finding([], { problems: [...problems] })] }))
    expect(plan.blocks).toHaveLength(2)
    expect(plan.blocks).toContainEqual({ code: 'system', system: 'shop', problem: problems[1] })
  })
})
