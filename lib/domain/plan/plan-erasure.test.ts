import { describe, expect, it } from 'vitest'
import * as shop from './invoicing-fixture'
import { planErasure } from './plan-erasure'
import type { ErasurePlan, PlanGroup } from './types'

const groupsOf = (plan: ErasurePlan, dataset: string): PlanGroup[] =>
  plan.systems.flatMap(({ groups }) => groups).filter((group) => group.dataset === dataset)

const only = (plan: ErasurePlan, dataset: string): PlanGroup => {
  const groups = groupsOf(plan, dataset)
  expect(groups).toHaveLength(1)
  return groups[0] as PlanGroup
}

describe('what goes and what stays', () => {
  it('keeps a held invoice with the needed fields, its lines, and the name that only the customer row carries', () => {
    const held = shop.issued('2020-05-04')
    const plan = planErasure(
      shop.facts([
        shop.found('customer', [shop.stratum(1, [held])]),
        shop.found('invoice', [shop.stratum(2, [held])]),
        shop.found('line', [shop.stratum(5, [held])]),
        shop.found('ticket', [shop.stratum(3)]),
      ]),
    )
    expect(plan.blocks).toEqual([])
    expect(only(plan, 'invoice')).toMatchObject({
      fate: 'clear',
      rows: 2,
      changes: [
        { field: 'note', change: 'clear' },
        { field: 'phone', change: 'clear' },
      ],
      keeps: [
        {
          why: 'rule',
          rule: 'fr-ten',
          law: 'Law fr-ten',
          until: [{ date: '2030-12-31', rows: 2 }],
          fields: ['address', 'country', 'customer_id', 'id', 'issued_on', 'number', 'status', 'total'],
        },
      ],
    })
    expect(only(plan, 'line').changes).toEqual([{ field: 'remark', change: 'clear' }])
    expect(only(plan, 'customer')).toMatchObject({
      fate: 'clear',
      // The address is printed on the invoice: it is not kept a second time.
      changes: [
        { field: 'address', change: 'clear' },
        { field: 'email', change: { replace: 'erased-{id}@erased.invalid' } },
        { field: 'phone', change: 'clear' },
      ],
      keeps: [{ why: 'rule', fields: ['company', 'id', 'name'] }],
    })
    expect(only(plan, 'ticket').fate).toBe('delete')
    expect(plan.totals).toEqual({ rows: 11, deleted: 3, cleared: 8, keptRows: 8, blocked: 0 })
    expect(plan.rules).toEqual([{ key: 'fr-ten', version: 1 }])
  })

  it('deletes everything, children first, once the hold has ended', () => {
    const past = shop.issued('2015-12-31')
    const plan = planErasure(
      shop.facts([
        shop.found('customer', [shop.stratum(1, [past])]),
        shop.found('invoice', [shop.stratum(2, [past])]),
        shop.found('line', [shop.stratum(5, [past])]),
        shop.found('ticket', [shop.stratum(1)]),
      ]),
    )
    expect(plan.systems[0]?.groups.map(({ dataset, fate }) => `${dataset} ${fate}`)).toEqual([
      'line delete',
      'invoice delete',
      'ticket delete',
      'customer delete',
    ])
    expect(plan.totals).toMatchObject({ rows: 9, deleted: 9, keptRows: 0 })
  })

  it('tells held and released documents apart by a cut-off that the database can ask for', () => {
    const plan = planErasure(
      shop.facts([
        shop.found('invoice', [
          shop.stratum(1, [shop.issued('2015-12-31')]),
          shop.stratum(2, [shop.issued('2016-01-01')]),
          shop.stratum(4, [shop.issued('2024-03-03')]),
          shop.stratum(8, [shop.draft('2024-03-03')]),
        ]),
      ]),
    )
    const condition = {
      rule: 'fr-ten',
      ruleVersion: 1,
      document: 'invoice',
      jurisdiction: 'FR',
      heldFrom: '2016-01-01',
    }
    expect(groupsOf(plan, 'invoice')).toMatchObject([
      {
        fate: 'clear',
        rows: 6,
        where: { heldBy: [condition], notHeldBy: [], referenced: null },
        keeps: [
          {
            until: [
              { date: '2026-12-31', rows: 2 },
              { date: '2034-12-31', rows: 4 },
            ],
          },
        ],
      },
      { fate: 'delete', rows: 9, where: { heldBy: [], notHeldBy: [condition], referenced: false } },
    ])
  })

  it('partitions by the exact set of rules and lets the longest hold the row', () => {
    const rules = [shop.rule('six', 'FR', 'P6Y', { needs: ['amount'] }), shop.rule('ten', 'FR', 'P10Y')]
    const strata = [shop.stratum(1, [shop.issued('2018-01-01')]), shop.stratum(2, [shop.issued('2024-01-01')])]
    const plan = planErasure(shop.facts([shop.found('invoice', strata)], { rules }))
    const named = groupsOf(plan, 'invoice').map(({ where, rows }) => ({
      held: where.heldBy.map(({ rule }) => rule),
      not: where.notHeldBy.map(({ rule }) => rule),
      rows,
    }))
    expect(named).toEqual([
      { held: ['six', 'ten'], not: [], rows: 2 },
      { held: ['ten'], not: ['six'], rows: 1 },
    ])
  })

  it('keeps a row that rows of others reference as a skeleton, and only that one', () => {
    const plan = planErasure(
      shop.facts([shop.found('customer', [shop.stratum(1, [], { referencedBy: ['shop.order'] }), shop.stratum(2)])]),
    )
    expect(plan.blocks).toEqual([{ code: 'not-nullable', dataset: 'customer', field: 'name' }])
    expect(groupsOf(plan, 'customer')).toMatchObject([
      {
        fate: 'clear',
        where: { referenced: true },
        rows: 1,
        keeps: [{ why: 'referenced', table: 'shop.order', fields: ['id'] }],
      },
      { fate: 'delete', where: { referenced: false }, rows: 2, keeps: [] },
    ])
  })

  it('does not keep a row that is merely linked to a held document and lends it nothing', () => {
    const unlinked = shop.catalogue()
    for (const table of unlinked.tables) table.foreignKeys = []
    const datasets = shop.datasets()
    const customer = datasets[0]
    for (const field of Object.values(customer?.fields ?? {})) delete field.term
    const held = shop.issued('2024-01-01')
    const plan = planErasure(
      shop.facts(
        [shop.found('customer', [shop.stratum(1, [held])]), shop.found('invoice', [shop.stratum(1, [held])])],
        {
          map: shop.map(datasets),
          catalogues: { shop: unlinked },
        },
      ),
    )
    expect(only(plan, 'customer')).toMatchObject({ fate: 'delete', where: { heldBy: [], notHeldBy: [] } })
  })

  it('keeps the parent of rows that the map lets stay, without anything personal', () => {
    const datasets = shop.datasets().map((d) => (d.key === 'ticket' ? { ...d, erasure: 'clear' as const } : d))
    const customer = datasets[0]
    if (customer?.fields.name) customer.fields.name.onErasure = { replace: 'erased' }
    const staying = shop.found('customer', [shop.stratum(1, [], { referencedBy: ['shop.ticket'] })])
    const plan = planErasure(
      shop.facts([staying, shop.found('ticket', [shop.stratum(2)])], {
        map: shop.map(datasets),
      }),
    )
    expect(plan.blocks).toEqual([])
    expect(only(plan, 'ticket')).toMatchObject({ fate: 'clear', keeps: [{ why: 'row-stays' }] })
    expect(only(plan, 'customer')).toMatchObject({
      fate: 'clear',
      keeps: [{ why: 'referenced', table: 'shop.ticket' }],
    })
  })

  it('lets the parent go where the map empties the reference', () => {
    const datasets = shop.datasets().map((d) => (d.key === 'ticket' ? { ...d, erasure: 'clear' as const } : d))
    const reference = datasets.find(({ key }) => key === 'ticket')?.fields.customer_id
    if (reference) reference.onErasure = 'clear'
    const plan = planErasure(
      shop.facts([shop.found('customer', [shop.stratum(1)]), shop.found('ticket', [shop.stratum(2)])], {
        map: shop.map(datasets),
      }),
    )
    expect(plan.blocks).toEqual([])
    expect(plan.systems[0]?.groups.map(({ dataset, fate }) => `${dataset} ${fate}`)).toEqual([
      'ticket clear',
      'customer delete',
    ])
  })

  it('never touches what is held for a client', () => {
    const plan = planErasure(shop.facts([shop.found('visit', [shop.stratum(4)])]))
    expect(plan.systems[0]?.groups).toEqual([])
    expect(plan.forwarded).toEqual([{ dataset: 'visit', controller: 'client', rows: 4 }])
    expect(plan.warnings).toEqual([{ code: 'processor', dataset: 'visit', controller: 'client', rows: 4 }])
    expect(plan.totals.rows).toBe(0)
  })

  it('says nothing found as a plan of no rows and no blocks', () => {
    const plan = planErasure(shop.facts([]))
    expect(plan.blocks).toEqual([])
    expect(plan.totals).toEqual({ rows: 0, deleted: 0, cleared: 0, keptRows: 0, blocked: 0 })
  })
})
