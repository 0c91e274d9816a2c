import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MatterPlaces, PlanMatter } from '../matter'
import * as shop from './invoicing-fixture'
import { planErasure } from './plan-erasure'
import { planHash } from './plan-hash'
import type { ErasurePlan, PlanGroup } from './types'

const matter = (more: Partial<PlanMatter> = {}): PlanMatter => ({
  ...{ id: 'm1', reference: 'LIT-1', kind: 'dispute', told: 'told' },
  ...{ systems: [], datasets: [], from: null, to: null },
  ...more,
})
const all = [
  shop.found('customer', [shop.stratum(1, [shop.issued('2012-03-01'), shop.issued('2024-03-01')])]),
  shop.found('invoice', [shop.stratum(2, [shop.issued('2012-03-01')]), shop.stratum(3, [shop.issued('2024-03-01')])]),
  shop.found('line', [shop.stratum(4, [shop.issued('2012-03-01')]), shop.stratum(6, [shop.issued('2024-03-01')])]),
  shop.found('ticket', [shop.stratum(5)]),
]
const groupsOf = (plan: ErasurePlan): PlanGroup[] => plan.systems.flatMap(({ groups }) => groups)
const plan = (...matters: PlanMatter[]) => planErasure(shop.facts(all, { matters }))
const fates = (drawn: ErasurePlan) =>
  Object.fromEntries(
    [...Map.groupBy(groupsOf(drawn), ({ dataset }) => dataset)].map(([dataset, groups]) => [
      dataset,
      groups
        .map(({ rows, fate, keeps }) => `${rows} ${keeps.some(({ why }) => why === 'matter') ? 'frozen' : fate}`)
        .sort(),
    ]),
  )

describe('a matter', () => {
  it('without places freezes every row, and every field of it stays', () => {
    const drawn = plan(matter())
    expect(fates(drawn)).toEqual({
      customer: ['1 frozen'],
      invoice: ['2 frozen', '3 frozen'],
      line: ['4 frozen', '6 frozen'],
      ticket: ['5 frozen'],
    })
    expect(drawn).toMatchObject({ matters: ['m1'], totals: { deleted: 0, cleared: 21, keptRows: 21, blocked: 0 } })
    expect(groupsOf(drawn).flatMap(({ changes }) => changes)).toEqual([])
    const [customer] = groupsOf(drawn).filter(({ dataset }) => dataset === 'customer')
    const kept = customer?.keeps.find(({ why }) => why === 'matter')
    expect(kept?.fields).toEqual(['address', 'company', 'email', 'id', 'name', 'phone'])
  })

  it('freezes what a frozen row points at, and nothing that points at it', () => {
    expect(fates(plan(matter({ datasets: ['ticket'] })))).toEqual({
      customer: ['1 frozen'],
      invoice: ['2 delete', '3 clear'],
      line: ['4 delete', '6 clear'],
      ticket: ['5 frozen'],
    })
  })

  it('with dates freezes documents of that time with their parts, and what they point at', () => {
    const drawn = plan(matter({ datasets: ['line'], to: '2013-01-01' }))
    expect(fates(drawn)).toEqual({
      customer: ['1 frozen'],
      invoice: ['2 frozen', '3 clear'],
      line: ['4 frozen', '6 clear'],
      ticket: ['5 delete'],
    })
    const lines = groupsOf(drawn).filter(({ dataset }) => dataset === 'line')
    const [early, late] = lines.sort((a, b) => a.rows - b.rows)
    const range = { document: 'invoice', from: null, to: '2013-01-01' }
    expect([early?.where.dated, late?.where.dated]).toEqual([
      [{ ...range, within: true }],
      [{ ...range, within: false }],
    ])
  })

  it('freezes undated rows of its places whatever its dates', () => {
    const undated = shop.found('invoice', [shop.stratum(1, [{ ...shop.issued(null), issued: false }])])
    const orphans = shop.found('line', [shop.stratum(2)])
    const drawn = planErasure(
      shop.facts([undated, orphans, ...all.slice(3)], { matters: [matter({ from: '2020-01-01' })] }),
    )
    expect(fates(drawn)).toEqual({ invoice: ['1 frozen'], line: ['2 frozen'], ticket: ['5 frozen'] })
  })

  it('follows two ways to a document to both: then the dates no longer tell what is frozen', () => {
    const [customer, invoice, line, ...others] = shop.datasets()
    if (!customer || !invoice || !line) throw new Error('fixture')
    const refunds = { ...line, links: [...(line.links ?? []), { to: 'invoice', fields: ['remark'], toFields: ['id'] }] }
    const map = shop.map([customer, invoice, refunds, ...others])
    const drawn = planErasure(shop.facts(all, { map, matters: [matter({ datasets: ['line'], to: '2013-01-01' })] }))
    expect(fates(drawn)).toMatchObject({ invoice: ['2 frozen', '3 frozen'], line: ['4 frozen', '6 clear'] })
  })

  it('elsewhere changes nothing, not even the hash', () => {
    expect(planHash(plan(matter({ systems: ['crm'] })))).toBe(planHash(plan()))
  })

  it('needs no map that could be carried out: what is frozen cannot be impossible', () => {
    const catalogue = shop.catalogue()
    const table = catalogue.tables.find(({ name }) => name === 'shop.invoice')
    table?.columns.push(shop.column('secret'))
    const facts = shop.facts(all, { catalogues: { shop: catalogue } })
    expect(planErasure(facts).blocks).toContainEqual({ code: 'unmapped-column', dataset: 'invoice', column: 'secret' })
    expect(planErasure({ ...facts, matters: [matter()] }).blocks).toEqual([])
  })
})

const places: fc.Arbitrary<MatterPlaces> = fc.record({
  systems: fc.constantFrom<string[]>([], [], ['shop'], ['crm']),
  datasets: fc.subarray(['customer', 'invoice', 'line', 'ticket', 'visit']),
  from: fc.constantFrom(null, '2011-01-01', '2020-01-01'),
  to: fc.constantFrom(null, '2015-01-01', '2030-01-01'),
})
const dates = fc.constantFrom('2010-05-01', '2013-05-01', '2019-05-01', '2024-05-01')
const facts = fc
  .record({
    dates: fc.uniqueArray(dates, { minLength: 1 }),
    issued: fc.boolean(),
    scopes: fc.array(places, { minLength: 1, maxLength: 3 }),
  })
  .map(({ dates: days, issued, scopes }) => {
    const own = days.map((day) => (issued ? shop.issued(day) : shop.draft(day)))
    return shop.facts(
      [
        shop.found('customer', [shop.stratum(1, own)]),
        ...['invoice', 'line'].map((dataset) =>
          shop.found(
            dataset,
            own.map((document, index) => shop.stratum(index + 2, [document])),
          ),
        ),
        shop.found('ticket', [shop.stratum(4)]),
      ],
      { matters: scopes.map((scope, index) => matter({ id: `m${index}`, ...scope })) },
    )
  })

describe('whatever is frozen', () => {
  it('is neither deleted nor changed, and what it points at is frozen too', () => {
    fc.assert(
      fc.property(facts, (situation) => {
        const drawn = planErasure(situation)
        const frozen = groupsOf(drawn).filter(({ keeps }) => keeps.some(({ why }) => why === 'matter'))
        for (const group of frozen) expect([group.fate, group.changes]).toEqual(['clear', []])
        const whole = (dataset: string) =>
          groupsOf(drawn)
            .filter((group) => group.dataset === dataset)
            .every((group) => frozen.includes(group))
        const touched = (dataset: string) => frozen.some((group) => group.dataset === dataset)
        for (const child of ['invoice', 'ticket']) if (touched(child)) expect(whole('customer')).toBe(true)
        const days = (dataset: string) => frozen.filter((group) => group.dataset === dataset).flatMap((g) => g.rows)
        // Of the same days there are as many lines as invoices in the fixture: frozen lines never outnumber invoices.
        const sum = (rows: number[]) => rows.reduce((a, b) => a + b, 0)
        expect(sum(days('line'))).toBeLessThanOrEqual(sum(days('invoice')))
        expect(drawn.totals.deleted + drawn.totals.cleared + drawn.totals.blocked).toBe(drawn.totals.rows)
      }),
    )
  })

  it('does not grow smaller with another matter', () => {
    fc.assert(
      fc.property(facts, (situation) => {
        const rows = (matters: readonly PlanMatter[]) =>
          groupsOf(planErasure({ ...situation, matters }))
            .filter(({ keeps }) => keeps.some(({ why }) => why === 'matter'))
            .reduce((total, group) => total + group.rows, 0)
        const matters = situation.matters ?? []
        expect(rows(matters)).toBeGreaterThanOrEqual(rows(matters.slice(1)))
      }),
    )
  })
})
