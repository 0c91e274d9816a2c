// Several rules on one record, rules that cover some documents only, other start dates, and what a hold leaves behind.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentFacts } from '../findings'
import { type HoldRule, startTransforms } from '../hold-rule'
import { coverageOf, documentQuestions, questionId } from './document-questions'
import { fieldEnds } from './field-ends'
import * as shop from './invoicing-fixture'
import { planErasure } from './plan-erasure'
import type { ErasurePlan, PlanGroup } from './types'

const groupsOf = (plan: ErasurePlan, dataset: string): PlanGroup[] =>
  plan.systems.flatMap(({ groups }) => groups).filter((group) => group.dataset === dataset)
const gone = (group: PlanGroup) => group.changes.map(({ field }) => field)
const invoice = shop.datasets().find(({ key }) => key === 'invoice')
if (!invoice) throw new Error('no invoice')

const planOf = (rules: HoldRule[], documents: DocumentFacts[], today = '2026-11-22') =>
  planErasure(
    shop.facts(
      [
        shop.found(
          'invoice',
          documents.map((d, i) => shop.stratum(i + 1, [d])),
        ),
      ],
      { rules, today },
    ),
  )

describe('several rules on one record', () => {
  const rules = [
    shop.rule('six', 'FR', 'P6Y', { needs: ['amount', 'document-number'] }),
    shop.rule('ten', 'FR', 'P10Y', { needs: ['amount', 'postal-address'] }),
  ]

  it('the longest keeps it, with the union of fields while each lasts; the plan says of each field until when', () => {
    const [group] = groupsOf(planOf(rules, [shop.issued('2022-05-01')]), 'invoice')
    if (!group) throw new Error('no group')
    expect(fieldEnds(group)).toEqual([
      { field: 'address', rules: ['ten'], earliest: '2032-12-31', latest: '2032-12-31' },
      // Its date and its country say until when: they stay as long as it does.
      { field: 'country', rules: ['six', 'ten'], earliest: '2032-12-31', latest: '2032-12-31' },
      { field: 'customer_id', rules: ['six', 'ten'], earliest: '2032-12-31', latest: '2032-12-31' },
      { field: 'id', rules: ['six', 'ten'], earliest: '2032-12-31', latest: '2032-12-31' },
      { field: 'issued_on', rules: ['six', 'ten'], earliest: '2032-12-31', latest: '2032-12-31' },
      { field: 'number', rules: ['six'], earliest: '2028-12-31', latest: '2028-12-31' },
      { field: 'status', rules: ['six', 'ten'], earliest: '2032-12-31', latest: '2032-12-31' },
      { field: 'total', rules: ['six', 'ten'], earliest: '2032-12-31', latest: '2032-12-31' },
    ])
    expect(gone(group)).toEqual(['note', 'phone'])
  })

  it('a field that only the shorter needs goes when that one ends', () => {
    const [group] = groupsOf(planOf(rules, [shop.issued('2022-05-01')], '2029-01-01'), 'invoice')
    expect(gone(group as PlanGroup)).toEqual(['note', 'number', 'phone'])
  })
})

describe('a rule that covers some documents', () => {
  const large = shop.rule('contract', 'FR', 'P10Y', { covers: { where: [{ term: 'amount', atLeast: 120 }] } })
  const asked = questionId(coverageOf(large, invoice) ?? [])
  const answering = (answer: boolean | null): DocumentFacts => ({
    ...shop.issued('2024-01-01'),
    answers: { [asked]: answer },
  })

  it('is asked of the dataset where it stands, once', () => {
    const limit: HoldRule = {
      ...large,
      key: 'limit',
      effect: 'limit',
      covers: { where: [{ term: 'country', in: ['FR'] }] },
    }
    expect(documentQuestions(shop.map(), [large, { ...large, key: 'again' }, limit])).toEqual({
      invoice: { coverage: [{ id: asked, tests: [{ fields: ['total'], atLeast: 120 }] }], starts: [] },
    })
  })

  it('holds those and lets the others go', () => {
    const plan = planOf([large], [answering(true), answering(false)])
    expect(plan.blocks).toEqual([])
    expect(groupsOf(plan, 'invoice')).toMatchObject([
      {
        fate: 'clear',
        rows: 1,
        where: { heldBy: [{ rule: 'contract', tests: [{ fields: ['total'], atLeast: 120 }] }] },
      },
      { fate: 'delete', rows: 2, where: { notHeldBy: [{ rule: 'contract' }] } },
    ])
  })

  it.each<[string, HoldRule, DocumentFacts, object]>([
    [
      'the row does not say',
      large,
      answering(null),
      { code: 'unclear-coverage', dataset: 'invoice', rule: 'contract', rows: 1 },
    ],
    [
      'the rule came after the search',
      large,
      shop.issued('2024-01-01'),
      { code: 'search-again', dataset: 'invoice', rows: 1 },
    ],
    [
      'the map names no such field',
      { ...large, covers: { where: [{ field: 'wine', in: ['red'] }] } },
      shop.issued('2024-01-01'),
      { code: 'rule-field-missing', dataset: 'invoice', rule: 'contract', rows: 1 },
    ],
    [
      'it covers another dataset, and nothing else speaks of this one',
      { ...large, covers: { dataset: 'order' } },
      shop.issued('2024-01-01'),
      { code: 'no-rule', dataset: 'invoice', documentType: 'invoice', jurisdiction: 'FR', rows: 1 },
    ],
  ])('%s: blocked, neither kept nor erased', (_name, rule, document, block) => {
    const plan = planOf([rule], [document])
    expect(plan.blocks).toEqual([block])
    expect(plan.totals).toMatchObject({ rows: 1, deleted: 0, cleared: 0, blocked: 1 })
  })
})

describe('the period starts', () => {
  const paid = shop.rule('paid', 'FR', 'P10Y', { startEvent: 'last-payment' })
  const start = questionId({ event: 'last-payment' })

  it('at the last payment, as the search found it', () => {
    const plan = planOf([paid], [{ ...shop.issued('2010-01-01'), starts: { [start]: '2020-07-01' } }])
    expect(groupsOf(plan, 'invoice')).toMatchObject([
      {
        where: { heldBy: [{ start: { event: 'last-payment' }, heldFrom: '2016-01-01' }] },
        keeps: [{ until: [{ date: '2030-12-31', rows: 1 }] }],
      },
    ])
  })

  it('nowhere where there is none: the plan stops', () => {
    const plan = planOf([paid], [{ ...shop.issued('2010-01-01'), starts: { [start]: null } }])
    expect(plan.blocks).toEqual([{ code: 'missing-date', dataset: 'invoice', rows: 1 }])
  })
})

describe('a limit', () => {
  it('holds nothing, lacks nothing, and is a rule all the same', () => {
    const limit = shop.rule('prospects', 'FR', 'P3Y', { effect: 'limit' })
    const plan = planOf([limit], [shop.issued('2026-01-01'), shop.issued(null)])
    expect([plan.blocks, plan.totals.deleted]).toEqual([[], 3])
  })
})

describe('what a hold leaves', () => {
  const rule = shop.rule('ten', 'FR', 'P10Y', { after: 'anonymise', regime: 'blocked' })
  const old = shop.issued('2010-01-01')

  it('is said while it lasts', () => {
    expect(groupsOf(planOf([rule], [shop.issued('2024-01-01')]), 'invoice')[0]?.keeps).toMatchObject([
      { why: 'rule', regime: 'blocked', after: 'anonymise' },
    ])
  })

  it('is amounts, dates, country, status and keys, in the document and the rows it needs by a foreign key', () => {
    const datasets = shop.datasets()
    const nameable = (key: string, field: string) => {
      const found = datasets.find((d) => d.key === key)?.fields[field]
      if (found) found.onErasure = { replace: 'gone' }
    }
    for (const [key, field] of [
      ['customer', 'name'],
      ['invoice', 'number'],
      ['line', 'wording'],
    ] as const)
      nameable(key, field)
    const plan = planErasure(
      shop.facts(
        [
          shop.found('customer', [shop.stratum(1, [old])]),
          shop.found('invoice', [shop.stratum(2, [old]), shop.stratum(3, [{ ...old, issued: false }])]),
          shop.found('line', [shop.stratum(4, [old])]),
          shop.found('ticket', [shop.stratum(5)]),
        ],
        { rules: [rule], map: shop.map(datasets) },
      ),
    )
    expect(plan.blocks).toEqual([])
    const [cleared, deleted] = groupsOf(plan, 'invoice')
    expect(cleared).toMatchObject({ fate: 'clear', rows: 2, where: { heldBy: [], endedUnder: [{ rule: 'ten' }] } })
    expect(cleared?.keeps).toEqual([
      {
        ...{ why: 'anonymous', rule: 'ten', ruleVersion: 1, law: 'Law ten' },
        fields: ['country', 'customer_id', 'id', 'issued_on', 'status', 'total'],
      },
    ])
    expect(deleted).toMatchObject({
      fate: 'delete',
      rows: 3,
      where: { endedUnder: [], notEndedUnder: [{ rule: 'ten' }] },
    })
    expect(groupsOf(plan, 'customer')).toMatchObject([{ fate: 'clear', keeps: [{ why: 'anonymous', fields: ['id'] }] }])
    expect(groupsOf(plan, 'line')).toMatchObject([{ fate: 'clear', keeps: [{ fields: ['id', 'invoice_id'] }] }])
    expect(groupsOf(plan, 'ticket')).toMatchObject([{ fate: 'delete' }])
    expect(plan.rules).toEqual([{ key: 'ten', version: 1 }])
    expect(plan.totals).toMatchObject({ rows: 15, deleted: 8, cleared: 7, keptRows: 0 })
  })
})

const anyRule = fc.record({
  needs: fc.uniqueArray(fc.constantFrom('amount', 'postal-address', 'document-number', 'document-date', 'country'), {
    minLength: 1,
  }),
  start: fc.constantFrom(...startTransforms),
  period: fc.integer({ min: 1, max: 12 }).map((years) => `P${years}Y`),
}) as fc.Arbitrary<Partial<HoldRule>>
const rules = fc
  .array(anyRule, { minLength: 1, maxLength: 4 })
  .map((list) => list.map((more, i) => shop.rule(`r${i}`, 'FR', 'P1Y', more)))
const day = fc
  .integer({ min: 0, max: 5000 })
  .map((days) => Temporal.PlainDate.from('2013-01-01').add({ days }).toString())

/** Fields of the one invoice that are still there after a plan of that day. */
function surviving(all: HoldRule[], document: DocumentFacts, today: string): string[] {
  const [group] = groupsOf(planOf(all, [document], today), 'invoice')
  if (!group) throw new Error('no group')
  return group.fate === 'delete' ? [] : Object.keys(invoice?.fields ?? {}).filter((f) => !gone(group).includes(f))
}

describe('whatever the rules', () => {
  it('a field is there through the day that the plan names, and gone the day after', () => {
    fc.assert(
      fc.property(rules, day, (all, date) => {
        const document = shop.issued(date)
        const [group] = groupsOf(planOf(all, [document]), 'invoice')
        if (group?.fate !== 'clear') return
        for (const { field, earliest, latest } of fieldEnds(group)) {
          expect(earliest).toBe(latest)
          const after = Temporal.PlainDate.from(latest ?? '').add({ days: 1 })
          expect(surviving(all, document, latest ?? '')).toContain(field)
          expect(surviving(all, document, after.toString())).not.toContain(field)
        }
      }),
    )
  })

  it('nothing comes back as days pass', () => {
    fc.assert(
      fc.property(rules, day, day, fc.nat(4000), (all, date, today, days) => {
        const later = Temporal.PlainDate.from(today).add({ days }).toString()
        const before = surviving(all, shop.issued(date), today)
        for (const field of surviving(all, shop.issued(date), later)) expect(before).toContain(field)
      }),
    )
  })
})
