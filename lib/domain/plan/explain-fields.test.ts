import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlanMatter } from '../matter'
import { becomes, type DatasetFields, explainFields, type FieldPart, reasonKey } from './explain-fields'
import { findInPlan, placeText, readPlaces } from './find-in-plan'
import * as shop from './invoicing-fixture'
import { pictureOf } from './picture'
import { placesOf } from './place-record'
import { planErasure } from './plan-erasure'
import type { ErasureFacts } from './planning'
import type { ErasurePlan } from './types'

const seen = {
  customer: ['id', 'email', 'name', 'address', 'phone', 'company'],
  invoice: [
    'id',
    'customer_id',
    'number',
    'issued_on',
    'status',
    'country',
    'address',
    'total',
    'phone',
    'note',
    'twin',
  ],
}
const facts = shop.facts([
  shop.found('customer', [shop.stratum(1, [shop.issued('2024-03-03')])]),
  shop.found('invoice', [
    shop.stratum(2, [shop.issued('2020-01-01')]),
    shop.stratum(4, [shop.issued('2024-03-03')]),
    shop.stratum(8, [shop.issued('2010-01-01')]),
    shop.stratum(16, [shop.issued('2024-03-03', null)]),
  ]),
  shop.found('ticket', [shop.stratum(3)]),
])
const plan = planErasure(facts)
const systems = explainFields(plan, facts.map, seen)
const dataset = (key: string): DatasetFields | undefined => systems[0]?.datasets.find((one) => one.dataset === key)
const partOf = (key: string, group: number, field: string): FieldPart | undefined =>
  dataset(key)?.groups[group]?.parts.find(({ fields }) => fields.some((one) => one.field === field))

describe('field by field', () => {
  const held = dataset('invoice')?.groups.findIndex(({ fate }) => fate === 'clear') ?? -1

  it('says of a kept field which rule, and until when for how many rows', () => {
    expect(partOf('invoice', held, 'number')).toMatchObject({
      fate: 'kept',
      reasons: [{ why: 'rule', rule: 'fr-ten', law: 'Law fr-ten' }],
      until: [
        { date: '2030-12-31', rows: 2 },
        { date: '2034-12-31', rows: 4 },
      ],
    })
  })

  it('tells keys, columns that are never read, and what goes', () => {
    const id = partOf('invoice', held, 'id')
    expect(id).toMatchObject({ fate: 'kept', reasons: [{ why: 'binds' }] })
    const twin = partOf('invoice', held, 'twin')
    expect(twin).toMatchObject({ fate: 'kept', reasons: [{ why: 'never-read' }] })
    expect(twin?.until.at(-1)).toEqual({ date: '2034-12-31', rows: 4 })
    expect(partOf('invoice', held, 'note')).toMatchObject({
      fate: 'erased',
      reasons: [{ why: 'not-needed' }],
      until: [],
    })
    expect(partOf('customer', 0, 'email')?.fields[0]?.replacement).toBe('erased-{id}@erased.invalid')
    expect(partOf('ticket', 0, 'body')).toMatchObject({ fate: 'erased', reasons: [{ why: 'row-goes', notUnder: [] }] })
    const gone = dataset('invoice')?.groups.find(({ fate }) => fate === 'delete')
    expect(gone?.reasons).toEqual([{ why: 'row-goes', notUnder: ['fr-ten@1'] }])
  })

  it('finds datasets and fields by any of their names, and lets nothing else into an address', () => {
    expect(findInPlan(systems, 'INVOICE')).toEqual([{ dataset: 'invoice', field: null }])
    expect(findInPlan(systems, 'Issued on').map(placeText)).toEqual(['invoice/issued_on'])
    expect(findInPlan(systems, 'phone').map(placeText).sort()).toEqual(['customer/phone', 'invoice/phone'])
    expect(findInPlan(systems, 'ann@example.com')).toEqual([])
    expect(findInPlan(systems, ' _ ')).toEqual([])
    expect(readPlaces(systems, ['invoice/twin', 'invoice/ann@example.com', 'nothing', 'ticket'])).toEqual([
      { dataset: 'invoice', field: 'twin' },
      { dataset: 'ticket', field: null },
    ])
  })

  it('places one record by the facts that tell its group apart', () => {
    const alone = (strata: Parameters<typeof shop.found>[1]) =>
      planErasure({ ...facts, findings: [shop.finding([shop.found('invoice', strata)])] }).systems[0]?.groups[0]
    const old = alone([shop.stratum(1, [shop.issued('2010-01-01')])])
    const young = alone([shop.stratum(1, [shop.issued('2024-03-03')])])
    const groups = plan.systems[0]?.groups.filter((group) => group.dataset === 'invoice') ?? []
    expect(old && placesOf(plan, old).map((place) => groups[place]?.fate)).toEqual(['delete'])
    expect(young && placesOf(plan, young).map((place) => groups[place]?.fate)).toEqual(['clear'])
    const german = alone([shop.stratum(1, [shop.issued('2024-03-03', 'DE')])])
    expect(german && placesOf(plan, german)).toEqual([])
  })
})

describe('what outlasts the rules', () => {
  const frozen: PlanMatter = {
    ...{ id: 'm1', reference: 'LIT-1', kind: 'dispute', told: 'told' },
    ...{ systems: [], datasets: ['invoice'], from: null, to: null },
  }

  it('under a matter every field stays, those that are never read too, until it is lifted', () => {
    const drawn = planErasure({ ...facts, matters: [frozen] })
    const invoices = explainFields(drawn, facts.map, seen)[0]?.datasets.find((one) => one.dataset === 'invoice')
    expect(invoices?.groups.map(becomes)).toEqual(invoices?.groups.map(() => 'untouched'))
    for (const { parts } of invoices?.groups ?? [])
      expect(parts).toMatchObject([{ fate: 'kept', reasons: [{ why: 'matter', reference: 'LIT-1' }], until: [] }])
    // The customer that the invoices point at is frozen with them.
    expect(pictureOf(drawn).bands).toMatchObject([{ rows: 15, reasons: [{ why: 'matter' }], ends: [] }])
  })

  it('where the map lets the row stay, what it keeps there has no end', () => {
    const datasets = shop.datasets().map((one) => (one.key === 'invoice' ? { ...one, erasure: 'clear' as const } : one))
    const map = { ...facts.map, datasets }
    const held = explainFields(planErasure({ ...facts, map }), map, seen)[0]
      ?.datasets.find((one) => one.dataset === 'invoice')
      ?.groups.find(({ reasons }) => reasons.some(({ why }) => why === 'rule'))
    const part = (field: string) => held?.parts.find(({ fields }) => fields.some((one) => one.field === field))
    expect(part('number')?.until.at(-1)?.date).toBe('2034-12-31')
    expect(part('id')).toMatchObject({ fate: 'kept', reasons: [{ why: 'row-stays' }], until: [] })
    expect(part('twin')).toMatchObject({ fate: 'kept', reasons: [{ why: 'never-read' }], until: [] })
  })
})

describe('the picture', () => {
  it('holds every row found once', () => {
    const picture = pictureOf(plan)
    expect(picture).toMatchObject({ found: 34, erased: 11, undecided: 16, to: '2034-12-31' })
    expect(picture.bands).toMatchObject([
      {
        rows: 7,
        datasets: expect.arrayContaining(['customer', 'invoice']),
        ends: [
          { date: '2030-12-31', rows: 2 },
          { date: '2034-12-31', rows: 5, at: 1 },
        ],
      },
    ])
  })

  it('has no end where nothing has one', () => {
    const some = shop.facts([shop.found('ticket', [shop.stratum(3, [], { referencedBy: ['shop.order'] })])])
    expect(pictureOf(planErasure(some))).toMatchObject({ to: null, years: [], bands: [{ rows: 3, ends: [] }] })
  })
})

const date = fc.integer({ min: 2008, max: 2026 }).map((year) => `${year}-05-05`)
const strata = fc.array(
  fc.record({ count: fc.integer({ min: 1, max: 60 }), date, country: fc.constantFrom('FR', 'DE', null) }),
  { maxLength: 6 },
)
const situation: fc.Arbitrary<ErasureFacts> = fc
  .record({ customer: strata, invoice: strata, line: strata })
  .map((found) =>
    shop.facts(
      Object.entries(found).map(([key, list]) =>
        shop.found(
          key,
          list.map(({ count, date: day, country }) => shop.stratum(count, [shop.issued(day, country)])),
        ),
      ),
      {
        rules: [
          shop.rule('fr-ten', 'FR', 'P10Y'),
          shop.rule('fr-six', 'FR', 'P6Y', { needs: ['amount'] }),
          shop.rule('de-eight', 'DE', 'P8Y'),
        ],
      },
    ),
  )

describe('whatever is found', () => {
  const all = (drawn: ErasurePlan, map: ErasureFacts['map']) =>
    explainFields(drawn, map, seen).flatMap((s) => s.datasets)
  const sum = (list: readonly { rows: number }[]) => list.reduce((rows, one) => rows + one.rows, 0)

  it('numbers add up, from the groups to what was found', () => {
    fc.assert(
      fc.property(situation, (given) => {
        const drawn = planErasure(given)
        const datasets = all(drawn, given.map)
        for (const one of datasets) {
          expect(sum(one.groups)).toBe(one.rows)
          expect(one.deleted + one.cleared).toBe(one.rows)
        }
        expect(sum(datasets) + drawn.totals.blocked).toBe(drawn.totals.rows)
        const { found, erased, undecided, bands } = pictureOf(drawn)
        expect(erased + undecided + sum(bands)).toBe(found)
        for (const { ends, rows } of bands) expect(ends.length === 0 || sum(ends) === rows).toBe(true)
      }),
    )
  })

  it('every field of every group has exactly one fate, a reason, and ends for all of its rows or none', () => {
    fc.assert(
      fc.property(situation, (given) => {
        for (const { groups, dataset: key, fields } of all(planErasure(given), given.map))
          for (const { parts, rows } of groups) {
            const names = parts.flatMap((part) => part.fields.map(({ field }) => field))
            expect(names.toSorted()).toEqual([...new Set(names)].toSorted())
            expect(names.length, key).toBe(fields)
            for (const { reasons, until } of parts) {
              expect(reasons.map(reasonKey), key).not.toEqual([])
              expect(until.length === 0 || sum(until) === rows).toBe(true)
            }
          }
      }),
    )
  })
})
