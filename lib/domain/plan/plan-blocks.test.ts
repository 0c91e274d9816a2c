import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../catalogue'
import type { DataMap, FieldErasure } from '../data-map/types'
import type { FindingProblem } from '../findings'
import * as shop from './invoicing-fixture'
import { mostAtOnce } from './parts'
import { planErasure } from './plan-erasure'

const held = shop.issued('2024-01-01')
const heldCustomer = [
  shop.found('customer', [shop.stratum(1, [held])]),
  shop.found('invoice', [shop.stratum(1, [held])]),
]

function changed(change: (catalogue: Catalogue, map: DataMap) => void) {
  const [catalogue, map] = [shop.catalogue(), shop.map()]
  change(catalogue, map)
  return { catalogues: { shop: catalogue }, map }
}

const tableOf = (catalogue: Catalogue, name: string) => {
  const table = catalogue.tables.find((t) => t.name === name)
  if (!table) throw new Error(name)
  return table
}

const erasing = (field: string, onErasure: FieldErasure) =>
  changed((_, map) => {
    const found = map.datasets[0]?.fields[field]
    if (found) found.onErasure = onErasure
  })

describe('facts that are missing stop the rows: never kept, never erased', () => {
  it.each([
    [shop.issued(null), { code: 'missing-date', dataset: 'invoice', rows: 2 }],
    [shop.issued('infinity'), { code: 'missing-date', dataset: 'invoice', rows: 2 }],
    [shop.issued('2024-02-30'), { code: 'missing-date', dataset: 'invoice', rows: 2 }],
    [shop.issued('2024-01-01', null), { code: 'unknown-jurisdiction', dataset: 'invoice', rows: 2 }],
    [
      shop.issued('2024-01-01', 'BR'),
      { code: 'no-rule', dataset: 'invoice', documentType: 'invoice', jurisdiction: 'BR', rows: 2 },
    ],
  ])('%j', (document, block) => {
    const plan = planErasure(
      shop.facts([
        shop.found('customer', [shop.stratum(1, [held, document])]),
        shop.found('invoice', [shop.stratum(2, [document]), shop.stratum(3, [held])]),
      ]),
    )
    expect(plan.blocks).toEqual([block])
    expect(plan.totals).toMatchObject({ rows: 6, cleared: 3, deleted: 0, blocked: 3 })
  })
})

describe('what the database would refuse is known before', () => {
  it.each([
    ['a NOT NULL column without replacement', erasing('email', 'clear'), 'not-nullable', 'email'],
    [
      'a unique column with one text for all',
      erasing('email', { replace: 'erased@erased.invalid' }),
      'unique-replacement',
      'email',
    ],
    [
      'a replacement longer than the column',
      erasing('email', { replace: `${'x'.repeat(53)}{id}` }),
      'replacement-too-long',
      'email',
    ],
    ['a key that others point at', erasing('id', { replace: '0' }), 'not-writable', 'id'],
    [
      'a generated column',
      changed((catalogue) =>
        Object.assign(tableOf(catalogue, 'shop.customer').columns.find((c) => c.name === 'phone') ?? {}, {
          generated: true,
        }),
      ),
      'not-writable',
      'phone',
    ],
    [
      'a text in a date',
      changed((catalogue, map) => {
        Object.assign(tableOf(catalogue, 'shop.customer').columns.find((c) => c.name === 'phone') ?? {}, {
          type: 'date',
        })
        Object.assign(map.datasets[0]?.fields.phone ?? {}, { onErasure: { replace: 'erased' } })
      }),
      'not-writable',
      'phone',
    ],
  ])('%s', (_, change, code, field) => {
    const plan = planErasure(shop.facts(heldCustomer, change))
    expect(plan.blocks.map((block) => ({ code: block.code, field: 'field' in block && block.field }))).toContainEqual({
      code,
      field,
    })
  })

  it('a column that nobody classified would survive on a row that stays', () => {
    const more = changed((catalogue) => tableOf(catalogue, 'shop.customer').columns.push(shop.column('nickname')))
    expect(planErasure(shop.facts(heldCustomer, more)).blocks).toEqual([
      { code: 'unmapped-column', dataset: 'customer', column: 'nickname' },
    ])
    // Where the row goes, its unknown columns go with it.
    expect(planErasure(shop.facts([shop.found('customer', [shop.stratum(1)])], more)).blocks).toEqual([])
  })

  it('a cascade into a table that the map does not know', () => {
    const referenced = [shop.found('ticket', [shop.stratum(1, [], { referencedBy: ['shop.attachment'] })])]
    const more = changed((catalogue) => {
      const foreignKeys = [{ ...shop.foreignKey(['ticket_id'], 'shop.ticket'), onDelete: 'cascade' as const }]
      catalogue.tables.push(shop.table('shop.attachment', [], { foreignKeys }))
    })
    expect(planErasure(shop.facts(referenced, more)).blocks).toEqual([
      { code: 'cascade', dataset: 'ticket', table: 'shop.attachment' },
    ])
    more.map.exempt.push({ system: 'shop', table: 'shop.attachment', reason: 'files only' })
    expect(planErasure(shop.facts(referenced, more)).blocks).toEqual([])
  })

  it('a cycle of foreign keys among rows to delete', () => {
    const more = changed((catalogue, map) => {
      tableOf(catalogue, 'shop.customer').foreignKeys.push(shop.foreignKey(['last_ticket'], 'shop.ticket'))
      tableOf(catalogue, 'shop.customer').columns.push(shop.column('last_ticket'))
      Object.assign(map.datasets[0]?.fields ?? {}, { last_ticket: { category: 'reference' } })
    })
    const both = [shop.found('customer', [shop.stratum(1)]), shop.found('ticket', [shop.stratum(1)])]
    expect(planErasure(shop.facts(both, more)).blocks).toEqual([{ code: 'cycle', datasets: ['customer', 'ticket'] }])
  })

  it('warns of triggers', () => {
    const more = changed((catalogue) => tableOf(catalogue, 'shop.ticket').triggers.push('audit'))
    const plan = planErasure(shop.facts([shop.found('ticket', [shop.stratum(1)])], more))
    expect(plan.warnings).toEqual([{ code: 'trigger', dataset: 'ticket', trigger: 'audit' }])
  })
})

describe('systems that could not be looked into', () => {
  const problem: FindingProblem = { code: 'unmapped-table', table: 'shop.lead' }
  it.each([
    ['not searched', [], { code: 'unreachable', detail: 'not searched' }],
    [
      'unreachable',
      [shop.finding([], { status: 'unreachable', datasets: [] })],
      { code: 'unreachable', detail: 'unreachable' },
    ],
    ['with a problem', [shop.finding([], { problems: [problem] })], problem],
  ] as const)('%s', (_, findings, expected) => {
    const plan = planErasure(shop.facts([], { findings }))
    expect(plan.blocks).toContainEqual({ code: 'system', system: 'shop', problem: expected })
  })

  it('a dataset without a finding was not searched', () => {
    const silent = shop.finding([])
    silent.datasets = silent.datasets.filter(({ dataset }) => dataset !== 'ticket')
    expect(planErasure(shop.facts([], { findings: [silent] })).blocks).toEqual([
      { code: 'system', system: 'shop', problem: { code: 'table-missing', dataset: 'ticket', table: 'shop.ticket' } },
    ])
  })

  it('refuses a finding that does not add up', () => {
    const wrong = { ...shop.found('ticket', [shop.stratum(2)]), count: 3 }
    expect(() => planErasure(shop.facts([wrong]))).toThrow('hold 2 rows, the finding says 3')
  })
})

describe('more rows than one transaction should hold', () => {
  const tickets = [shop.found('ticket', [shop.stratum(3)])]

  it('are said, with the rows of a part, and change nothing else of the plan', () => {
    const said = { code: 'not-atomic' as const, system: 'shop', rows: 3, most: 2 }
    const plan = planErasure(shop.facts(tickets, { rowsAtOnce: 2 }))
    const { warnings, ...rest } = planErasure(shop.facts(tickets))
    expect(plan).toEqual({ ...rest, warnings: [...warnings, said] })
    expect([mostAtOnce(plan, 'shop'), mostAtOnce(plan, 'crm')]).toEqual([2, null])
  })

  it('are one transaction where they are no more, or where rows stay and are changed', () => {
    expect(planErasure(shop.facts(tickets, { rowsAtOnce: 3 })).warnings).toEqual([])
    const { warnings, totals } = planErasure(shop.facts(heldCustomer, { rowsAtOnce: 1 }))
    expect(totals).toMatchObject({ deleted: 0, cleared: 2 })
    expect(warnings).toEqual([])
  })
})
