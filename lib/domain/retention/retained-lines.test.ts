import { describe, expect, it } from 'vitest'
import type { ErasurePlan, PlanGroup } from '../plan/types'
import { type OpenLine, type RetainedLine, retainedLines, settleLines } from './retained-lines'
import { keysToSeek, markKeyless, moreThanRemembered, standingAfter, standingRows } from './standing-rows'

const group = (dataset: string, fate: PlanGroup['fate'], rows: number, keeps: PlanGroup['keeps'] = []): PlanGroup => ({
  ...{ dataset, fate, rows, keeps, digest: '', changes: [] },
  where: { heldBy: [], notHeldBy: [], referenced: null },
})
const kept = (rule: string, ends: [string, number][]): PlanGroup['keeps'][number] => ({
  ...{ why: 'rule', rule, ruleVersion: 1, law: '', fields: [] },
  until: ends.map(([date, rows]) => ({ date, rows })),
})
const systems = (groups: PlanGroup[], system = 'shop'): ErasurePlan['systems'] => [
  { system, catalogueHash: '', groups },
]
const line = (dataset: string, rule: string, endsOn: string | null, rows: number): RetainedLine => ({
  ...{ system: 'shop', ruleVersion: 1 },
  ...{ dataset, rule, endsOn, rows },
})
const open = (...lines: RetainedLine[]): OpenLine[] => lines.map((one, index) => ({ ...one, id: String(index) }))

describe('what an erasure leaves', () => {
  it('is one line for each rule, place and day; groups of the same end are one', () => {
    const groups = [
      group('wish', 'delete', 3),
      group('invoice', 'clear', 3, [
        kept('a', [
          ['2030-12-31', 1],
          ['2031-12-31', 2],
        ]),
        kept('b', [['2031-12-31', 3]]),
      ]),
      group('invoice', 'clear', 4, [kept('a', [['2030-12-31', 4]]), { why: 'row-stays', fields: [] }]),
    ]
    expect(retainedLines(systems(groups))).toEqual([
      line('invoice', 'a', '2030-12-31', 5),
      line('invoice', 'a', '2031-12-31', 2),
      line('invoice', 'b', '2031-12-31', 3),
    ])
  })

  it('has no end where a matter keeps it', () => {
    const matter = { why: 'matter', matter: 'm1', reference: 'D', kind: 'dispute', told: 'told' } as const
    expect(retainedLines(systems([group('wish', 'clear', 2, [{ ...matter, fields: [] }])]))).toEqual([
      { ...line('wish', 'matter:m1', null, 2), ruleVersion: 0 },
    ])
  })
})

describe('settling', () => {
  const first = line('invoice', 'a', '2030-12-31', 5)
  const second = line('invoice', 'a', '2031-12-31', 2)
  it.each([
    [
      'all is gone',
      open(first, second),
      [],
      [
        { id: '0', rows: 5 },
        { id: '1', rows: 2 },
      ],
    ],
    ['the older ones are gone', open(first, second), [second], [{ id: '0', rows: 5 }]],
    [
      'some were gone already',
      open(first, second),
      [line('invoice', 'a', '2030-12-31', 3), second],
      [{ id: '0', rows: 2 }],
    ],
    ['lengthened', open(first), [line('invoice', 'a', '2032-12-31', 5)], []],
    [
      'one of two rules ended',
      open(first, line('invoice', 'b', '2034-12-31', 5)),
      [line('invoice', 'b', '2034-12-31', 5)],
      [{ id: '0', rows: 5 }],
    ],
    ['frozen meanwhile', open(first), [line('invoice', 'matter:m', null, 5)], []],
    ['released by people', open(line('invoice', 'matter:m', null, 5)), [first], [{ id: '0', rows: 5 }]],
  ])('%s', (_name, before, next, ended) => {
    expect(settleLines(before, next)).toEqual({ ended, next })
  })
})

describe('rows found and left', () => {
  const plans = [
    { systems: systems([group('wish', 'delete', 3), group('invoice', 'clear', 4)]) },
    { systems: systems([group('invoice', 'delete', 1), group('invoice', 'clear', 3)]) },
  ]
  const standing = standingRows(plans)

  it('count what every plan deleted and what the newest left', () => {
    expect(standing).toEqual([
      { system: 'shop', dataset: 'invoice', found: 4, left: 3 },
      { system: 'shop', dataset: 'wish', found: 3, left: 0 },
    ])
    const after = { systems: systems([group('invoice', 'delete', 2), group('invoice', 'clear', 1)]) }
    expect(standingAfter(standing, after)).toEqual([
      { system: 'shop', dataset: 'invoice', found: 4, left: 1 },
      { system: 'shop', dataset: 'wish', found: 3, left: 0 },
    ])
  })

  it.each([
    ['hold-ended', 'invoice', 3, []],
    ['hold-ended', 'invoice', 4, ['invoice']],
    ['hold-ended', 'wish', 1, ['wish']],
    ['restored', 'invoice', 4, []],
    ['restored', 'wish', 3, []],
    ['restored', 'wish', 4, ['wish']],
    ['restored', 'unknown', 1, ['unknown']],
  ] as const)('%s: %s with %d rows', (cause, dataset, rows, more) => {
    expect(moreThanRemembered({ systems: systems([group(dataset, 'delete', rows)]) }, standing, cause)).toEqual(more)
  })

  it('are marked where no key leads back to them', () => {
    const by = [{ identifier: 'email', field: 'email' }]
    const datasets = [{ key: 'wish', identifiedBy: by }, { key: 'invoice' }] as unknown as Parameters<
      typeof markKeyless
    >[1]
    expect(markKeyless(standing, datasets, [])).toEqual([standing[0], { ...standing[1], keyless: true }])
    expect(markKeyless(standing, datasets, [{ dataset: 'wish', keys: [] }])).toEqual(standing)
  })

  it('seek nothing where nothing was left and nothing hangs on it, and never by identifiers', () => {
    const anchors = ['customer', 'newsletter', 'invoice'].map((dataset) => ({ dataset, keys: [['1']] }))
    const datasets = [
      { key: 'customer' },
      { key: 'newsletter' },
      { key: 'invoice', links: [{ to: 'customer', fields: [], toFields: [] }] },
    ] as unknown as Parameters<typeof keysToSeek>[1]
    const person = { identifiers: [{ kind: 'email', value: 'a@b.example' }], anchors }
    const names = (cause: 'hold-ended' | 'restored') => {
      const sought = keysToSeek(person, datasets, standing, cause)
      expect(sought.identifiers).toEqual([])
      return sought.anchors.map(({ dataset }) => dataset)
    }
    expect(names('hold-ended')).toEqual(['customer', 'invoice'])
    expect(names('restored')).toEqual(['customer', 'newsletter', 'invoice'])
  })
})
