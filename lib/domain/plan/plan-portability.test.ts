import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldOrigins, legalBases, type MapDataset, type MapField } from '../data-map/types'
import * as shop from './invoicing-fixture'
import { planHash } from './plan-hash'
import { type PortabilityFacts, planPortability, withoutRefused } from './plan-portability'

const given = { category: 'identity', origin: 'provided' } as const
const text = { en: 'A secret', fr: 'Un secret' }

function dataset(key: string, fields: Record<string, MapField>, more: Partial<MapDataset> = {}): MapDataset {
  const like = shop.datasets().find((one) => one.key === key)
  if (!like) throw new Error(`no dataset ${key}`)
  return { ...like, ...more, fields }
}

const facts = (datasets: MapDataset[], more: Partial<PortabilityFacts> = {}): PortabilityFacts => ({
  requestId: '0198c0de-0000-7000-8000-000000000001',
  map: shop.map(datasets),
  mapVersion: 3,
  findings: [
    shop.finding(
      datasets.map(({ key }) => shop.found(key, [shop.stratum(2)])),
      {
        datasets: datasets.map(({ key }) => shop.found(key, [shop.stratum(2)])),
      },
    ),
  ],
  excluded: [],
  destination: { to: 'person' },
  confirmed: true,
  today: '2026-11-22',
  ...more,
})

const fate = (field: MapField, more: Partial<MapDataset> = {}) => {
  const plan = planPortability(facts([dataset('customer', { sure: given, asked: field }, more)]))
  const left = plan.left.find((line) => line.field === 'asked' || line.field === null)
  return plan.datasets[0]?.fields.includes('asked') ? 'portable' : (left?.why ?? plan.blocks[0]?.code)
}

describe('a field', () => {
  it.each<[string, Partial<MapField>, Partial<MapDataset>]>([
    ['portable', { origin: 'provided' }, {}],
    ['portable', { origin: 'observed' }, {}],
    ['portable', { origin: 'provided' }, { legalBasis: 'consent' }],
    ['portable', { origin: 'provided', legalBasis: 'consent' }, { legalBasis: 'legal-obligation' }],
    ['legal-basis', { origin: 'provided' }, { legalBasis: 'legitimate-interests' }],
    ['legal-basis', { origin: 'provided', legalBasis: 'public-task' }, {}],
    ['legal-basis', { legalBasis: 'legal-obligation' }, {}],
    ['assigned', { origin: 'assigned' }, {}],
    ['inferred', { origin: 'inferred' }, {}],
    ['obtained', { origin: 'obtained' }, {}],
    ['names-others', { origin: 'provided', namesOthers: true }, {}],
    ['withheld', { origin: 'provided', withheld: text }, {}],
    ['withheld', { withheld: text, legalBasis: 'legal-obligation' }, {}],
    ['origin-undeclared', {}, {}],
  ])('is %s: %j, %j', (expected, field, more) => {
    expect(fate({ category: 'free-text', ...field }, more)).toBe(expected)
  })
})

describe('what stays', () => {
  it('is said in one line where the whole dataset stays for one reason', () => {
    const plan = planPortability(facts([dataset('customer', { a: given, b: given }, { legalBasis: 'public-task' })]))
    expect(plan).toMatchObject({ datasets: [], totals: { rows: 0 } })
    expect(plan.left).toEqual([{ dataset: 'customer', field: null, why: 'legal-basis' }])
  })

  it('is what a colleague left out, with the reason; a secret stays a secret', () => {
    const fields = { a: given, b: given, hash: { ...given, withheld: text } }
    const excluded = [
      { dataset: 'customer', field: 'a', reason: 'names a friend' },
      { dataset: 'customer', field: 'hash', reason: 'secret' },
      { dataset: 'customer', field: 'gone', reason: 'not in the map any more' },
      { dataset: 'ticket', field: null, reason: 'of a lawyer' },
    ]
    const plan = planPortability(facts([dataset('customer', fields), dataset('ticket', { body: given })], { excluded }))
    expect(plan.datasets.map(({ fields: names }) => names)).toEqual([['b']])
    expect(plan.left).toEqual([
      { dataset: 'customer', field: 'a', why: 'excluded', reason: 'names a friend' },
      { dataset: 'customer', field: 'hash', why: 'withheld' },
      { dataset: 'ticket', field: null, why: 'excluded', reason: 'of a lawyer' },
    ])
  })

  it('is nothing that the map leaves open about a dataset where the person is not', () => {
    const datasets = [dataset('customer', { a: given }), dataset('ticket', { body: { category: 'free-text' } })]
    const nobody = shop.finding([], { datasets: [shop.found('customer', [shop.stratum(1)]), shop.found('ticket', [])] })
    expect(planPortability(facts(datasets, { findings: [nobody] }))).toMatchObject({ blocks: [], left: [] })
  })
})

const receiver = (country: string, adequacy: string) =>
  ({ to: 'receiver', receiver: 'bank', receiverVersion: 1, country, adequacy }) as const

describe('where it goes', () => {
  const own = dataset('customer', { a: given })
  const clients = dataset('visit', { ip: { category: 'technical', origin: 'observed' } })

  it('to the person: a client is told, and its data stays', () => {
    const plan = planPortability(facts([own, clients]))
    expect(plan.datasets.map(({ dataset: key }) => key)).toEqual(['customer'])
    expect(plan.left).toEqual([{ dataset: 'visit', field: null, why: 'client' }])
    expect(plan.forwarded).toEqual([{ dataset: 'visit', controller: 'client', rows: 2 }])
    expect(plan.acceptances).toEqual([])
  })

  it.each<[string, string, { controller: string; why: string; datasets: string[] }[]]>([
    ['FR', 'eea', [{ controller: 'client', why: 'client', datasets: ['visit'] }]],
    [
      'JP',
      'adequate',
      [
        { controller: 'client', why: 'client', datasets: ['visit'] },
        { controller: 'firm', why: 'outside-eea', datasets: ['customer'] },
      ],
    ],
  ])('to a receiver in %s (%s): whoever answers for it is asked', (country, adequacy, acceptances) => {
    const plan = planPortability(facts([own, clients], { destination: receiver(country, adequacy) }))
    expect(plan).toMatchObject({ acceptances, forwarded: [], left: [], blocks: [] })
    const less = withoutRefused(plan, ['client'])
    expect(less.datasets.map(({ dataset: key }) => key)).toEqual(['customer'])
    expect(less.left).toEqual([{ dataset: 'visit', field: null, why: 'not-accepted' }])
    expect(less.totals.rows).toBe(2)
    expect(withoutRefused(plan, [])).toEqual(plan)
  })

  it('a receiver has to stand, and the person to have confirmed it', () => {
    const blocks = (more: Partial<PortabilityFacts>) => planPortability(facts([own], more)).blocks
    expect(blocks({ destination: { to: 'controller' }, confirmed: false })).toEqual([{ code: 'receiver-missing' }])
    const unconfirmed = { destination: receiver('FR', 'eea'), confirmed: false }
    expect(blocks(unconfirmed)).toEqual([{ code: 'receiver-unconfirmed' }])
  })
})

const field: fc.Arbitrary<MapField> = fc.record(
  {
    category: fc.constant('identity' as const),
    origin: fc.constantFrom(...fieldOrigins),
    legalBasis: fc.constantFrom(...legalBases),
    namesOthers: fc.boolean(),
    withheld: fc.constant(text),
  },
  { requiredKeys: ['category'] },
)
const situation = fc.record({
  fields: fc.tuple(
    ...['customer', 'invoice', 'ticket', 'visit'].map(() => fc.array(field, { minLength: 1, maxLength: 5 })),
  ),
  bases: fc.array(fc.constantFrom(...legalBases), { minLength: 4, maxLength: 4 }),
  destination: fc.constantFrom({ to: 'person' } as const, receiver('FR', 'eea'), receiver('US', 'other')),
  excluded: fc.subarray([
    { dataset: 'customer', field: 'f0', reason: 'x' },
    { dataset: 'invoice', field: null, reason: 'y' },
  ]),
})

describe('whatever the map says', () => {
  it('nothing leaves that is not portable, all that stays has its reason, and no order matters', () => {
    fc.assert(
      fc.property(situation, fc.boolean(), ({ fields, bases, destination, excluded }, turned) => {
        const datasets = ['customer', 'invoice', 'ticket', 'visit'].map((key, index) =>
          dataset(key, Object.fromEntries((fields[index] ?? []).map((one, n) => [`f${n}`, one])), {
            legalBasis: bases[index] ?? 'consent',
          }),
        )
        const asked = facts(datasets, { destination, excluded })
        const plan = planPortability(asked)
        for (const one of datasets) {
          const leaving = plan.datasets.find(({ dataset: key }) => key === one.key)?.fields ?? []
          for (const [name, known] of Object.entries(one.fields)) {
            const reasons = plan.left.filter((l) => l.dataset === one.key && (l.field === name || l.field === null))
            const open = plan.blocks.filter((b) => 'field' in b && b.dataset === one.key && b.field === name)
            expect([leaving.includes(name), reasons.length > 0, open.length > 0].filter(Boolean)).toHaveLength(1)
            if (!leaving.includes(name)) continue
            expect(['consent', 'contract']).toContain(known.legalBasis ?? one.legalBasis)
            expect(['provided', 'observed']).toContain(known.origin)
            expect([known.namesOthers ?? false, known.withheld]).toEqual([false, undefined])
            expect(one.role === 'processor' && destination.to === 'person').toBe(false)
            const asks = plan.acceptances.filter((a) => a.datasets.includes(one.key))
            const needed = one.role === 'processor' || (destination.to === 'receiver' && destination.adequacy !== 'eea')
            expect(asks).toHaveLength(needed ? 1 : 0)
          }
        }
        const other = {
          ...asked,
          map: { ...asked.map, datasets: turned ? datasets.toReversed() : datasets },
          findings: asked.findings.map((one) => ({ ...one, datasets: one.datasets.toReversed() })),
          excluded: excluded.toReversed(),
        }
        expect(planHash(planPortability(other))).toBe(planHash(plan))
      }),
      { numRuns: 300 },
    )
  })
})
