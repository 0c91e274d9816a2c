import { describe, expect, it } from 'vitest'
import type { DataMap } from '../data-map/types'
import type { DatasetFinding, SystemFinding } from '../findings'
import type { PlanMatter } from '../matter'
import type { CorrectionFacts, PlaceFacts, RectificationFacts, WishFacts } from '../rectification/correction-facts'
import { PlaceGroups } from '../rectification/place-groups'
import * as shop from './invoicing-fixture'
import { planHash } from './plan-hash'
import { planRectification } from './plan-rectification'
import { BlockList } from './planning'

const label = { en: 'x', fr: 'x' }

/** The shop and a club in another system; address, phone and name may be corrected, each wherever it stands. */
function map(): DataMap {
  const all = shop.datasets()
  const mark = (key: string, field: string, datum: string) => {
    const found = all.find((dataset) => dataset.key === key)?.fields[field]
    if (!found) throw new Error(`${key}.${field}`)
    found.datum = datum
  }
  for (const key of ['customer', 'invoice']) mark(key, 'address', 'address')
  for (const key of ['customer', 'invoice']) mark(key, 'phone', 'phone')
  mark('customer', 'name', 'name')
  mark('visit', 'ip', 'network')
  const [customer] = shop.datasets()
  if (!customer) throw new Error('no customer')
  const member = {
    ...customer,
    ...{ key: 'member', system: 'club', table: 'club.member' },
    fields: { id: { category: 'reference' as const }, address: { category: 'address' as const, datum: 'address' } },
  }
  return {
    ...shop.map([...all, member]),
    systems: [
      { key: 'shop', name: 'Shop', kind: 'postgresql' },
      { key: 'club', name: 'Club', kind: 'mariadb' },
    ],
    data: ['address', 'phone', 'name', 'network'].map((key) => ({ key, label, input: 'text' })),
  }
}

const club = (count: number, more: Partial<SystemFinding> = {}): SystemFinding => ({
  ...{ system: 'club', status: 'searched', catalogueHash: 'beef', problems: [], warnings: [] },
  datasets: [shop.found('member', count > 0 ? [shop.stratum(count)] : [])],
  ...more,
})

const wish = (number: number, datum: string | null, more: Partial<WishFacts> = {}): WishFacts => ({
  ...{ id: `wish-${number}`, number, datum, status: 'accepted', wanted: '2 rue B', after: 'new' },
  ...more,
})

type Value = { dataset: string; field: string; before: string | null; rows: number; decision?: 'apply' | 'leave' }

/** Places as a search finds them: all rows of every group hold the one value given for the dataset. */
function places(facts: RectificationFacts, wishId: string, values: Value[]): PlaceFacts[] {
  const groups = new PlaceGroups(facts, new BlockList())
  return values.map(({ dataset: key, field, before, rows, decision }) => {
    const dataset = facts.map.datasets.find((one) => one.key === key)
    if (!dataset) throw new Error(key)
    const all = groups.of(dataset, field).map(({ where, rows: share }) => ({ where, rows: share }))
    const one = all.length === 1 && all[0] ? [{ ...all[0], rows }] : all
    const id = `${wishId}/${key}.${field}/${before}`
    const place = { id, wish: wishId, system: dataset.system, dataset: key, field, rows, before }
    return { ...place, decision: decision ?? null, groups: one }
  })
}

type Case = {
  found: DatasetFinding[]
  members?: SystemFinding
  wishes?: WishFacts[]
  values?: [string, Value[]][]
  matters?: PlanMatter[]
  own?: string[]
}

function factsOf({ found, members = club(0), wishes = [wish(1, 'address')], ...more }: Case): RectificationFacts {
  const corrections: CorrectionFacts = { wishes, places: [], ownMatters: more.own ?? [] }
  const clubTable = shop.table('club.member', [shop.column('address', { type: 'varchar(10)' })])
  const facts: RectificationFacts = {
    ...shop.facts(found, { map: map(), matters: more.matters ?? [] }),
    catalogues: {
      shop: shop.catalogue(),
      club: { engine: 'mariadb', serverVersion: '11.8', tables: [clubTable] },
    },
    findings: [shop.finding(found), members],
    corrections,
  }
  const own = { ...facts, matters: (more.matters ?? []).filter(({ id }) => !corrections.ownMatters.includes(id)) }
  const all = (more.values ?? []).flatMap(([id, values]) => places(own, id, values))
  return { ...facts, corrections: { ...corrections, places: all } }
}

const plan = (one: Case) => planRectification(factsOf(one))
const linesOf = (document: ReturnType<typeof plan>) =>
  document.systems.flatMap(({ system, corrections }) =>
    corrections.map(({ dataset, field, rows, before }) => [system, dataset, field, rows, before].join(' ')),
  )

const held = shop.issued('2024-01-01')
const customer = shop.found('customer', [shop.stratum(1, [held])])
const invoices = shop.found('invoice', [shop.stratum(2, [held]), shop.stratum(1, [shop.draft('2024-02-01')])])
const old: Value = { dataset: 'customer', field: 'address', before: 'old', rows: 1 }
const printed: Value = { dataset: 'invoice', field: 'address', before: 'old', rows: 3 }

const matter = (id: string, more: Partial<PlanMatter> = {}): PlanMatter => ({
  ...{ id, reference: `D-${id}`, kind: 'dispute', told: 'told', systems: [], datasets: [], from: null, to: null },
  ...more,
})

describe('an address in two systems, and on invoices', () => {
  const two: Case = {
    found: [customer, invoices],
    members: club(1),
    values: [['wish-1', [old, printed, { dataset: 'member', field: 'address', before: 'older', rows: 1 }]]],
  }

  it('is corrected wherever it stands but on issued invoices, which a corrective one is offered for', () => {
    const document = plan(two)
    expect(document.blocks).toEqual([])
    expect(linesOf(document)).toEqual([
      'club member address 1 older',
      'shop customer address 1 old',
      'shop invoice address 1 old',
    ])
    expect(document.kept).toMatchObject([
      { dataset: 'invoice', rows: 2, offer: 'corrective-document', why: { code: 'issued-document', rule: 'fr-ten' } },
    ])
    expect(document).toMatchObject({ totals: { rows: 3, kept: 2 }, rules: [{ key: 'de-eight' }, { key: 'fr-ten' }] })
    const draft = document.systems[1]?.corrections.find(({ dataset }) => dataset === 'invoice')
    // Where the row says whose law it is, it may say another's by the time that it is issued.
    expect(draft?.where).toMatchObject({ heldBy: [], notHeldBy: [{ rule: 'de-eight' }, { rule: 'fr-ten' }] })
  })

  it('has one hash whatever the order of findings, wishes and places', () => {
    const facts = factsOf(two)
    const turned = {
      ...facts,
      findings: facts.findings.toReversed(),
      corrections: { ...facts.corrections, places: facts.corrections.places.toReversed() },
    }
    expect(planHash(planRectification(turned))).toBe(planHash(planRectification(facts)))
  })

  it('says before the signature where the value does not fit', () => {
    const long = wish(1, 'address', { wanted: 'x'.repeat(11) })
    expect(plan({ ...two, wishes: [long] }).blocks).toEqual([
      { code: 'value-unfit', dataset: 'member', field: 'address', problem: 'too-long' },
    ])
  })

  it('leaves what the officer leaves, and says where the wanted value stands already', () => {
    const left: Value = { dataset: 'member', field: 'address', before: 'older', rows: 1, decision: 'leave' }
    const right: Value = { ...old, before: 'new' }
    const document = plan({ ...two, values: [['wish-1', [right, printed, left]]] })
    expect(linesOf(document)).toEqual(['shop invoice address 1 old'])
    expect(document.left).toMatchObject([{ wish: 'wish-1', dataset: 'member', rows: 1 }])
    expect(document.asWished).toEqual([{ dataset: 'customer', field: 'address', rows: 1 }])
  })

  it('of a system that is away is not decided', () => {
    const away = club(0, { status: 'unreachable', problems: [{ code: 'unreachable', detail: 'unreachable' }] })
    expect(plan({ ...two, members: away }).blocks).toContainEqual({
      code: 'system',
      system: 'club',
      problem: { code: 'unreachable', detail: 'unreachable' },
    })
  })

  it('asks for a new search where rows came that no place has', () => {
    expect(plan({ ...two, members: club(3) }).blocks).toEqual([{ code: 'search-again', dataset: 'member', rows: 2 }])
  })
})

describe('what a rule needs on the row that the document borrows from', () => {
  it('stays: the held invoice has no name of its own', () => {
    const name: Value = { dataset: 'customer', field: 'name', before: 'old', rows: 1 }
    const document = plan({ found: [customer, invoices], wishes: [wish(1, 'name')], values: [['wish-1', [name]]] })
    expect(linesOf(document)).toEqual([])
    expect(document.kept).toMatchObject([{ dataset: 'customer', field: 'name', rows: 1, offer: 'statement' }])
  })

  it('is corrected once no invoice is held any more', () => {
    const over = shop.found('customer', [shop.stratum(1, [shop.issued('2010-01-01')])])
    const name: Value = { dataset: 'customer', field: 'name', before: 'old', rows: 1 }
    const document = plan({ found: [over], wishes: [wish(1, 'name')], values: [['wish-1', [name]]] })
    expect(linesOf(document)).toEqual(['shop customer name 1 old'])
  })

  it('concerns an issued invoice in every field: it is never edited while a rule holds it', () => {
    const phone: Value = { dataset: 'invoice', field: 'phone', before: 'old', rows: 3 }
    const document = plan({ found: [invoices], wishes: [wish(1, 'phone')], values: [['wish-1', [phone]]] })
    expect(linesOf(document)).toEqual(['shop invoice phone 1 old'])
    expect(document.kept).toMatchObject([{ dataset: 'invoice', field: 'phone', rows: 2, offer: 'statement' }])
  })

  it('is unknown where the date of the document is missing, in every field', () => {
    const undated = shop.found('invoice', [shop.stratum(2, [shop.issued(null)])])
    const phone: Value = { dataset: 'invoice', field: 'phone', before: 'old', rows: 0 }
    for (const place of [phone, { ...printed, rows: 0 }]) {
      const datum = place.field === 'phone' ? 'phone' : 'address'
      const asked = plan({ found: [undated], wishes: [wish(1, datum)], values: [['wish-1', [place]]] })
      expect(linesOf(asked)).toEqual([])
      expect(asked.blocks).toEqual([{ code: 'missing-date', dataset: 'invoice', rows: 2 }])
    }
  })
})

describe('matters', () => {
  const one: Case = { found: [customer], values: [['wish-1', [old]]], matters: [matter('m1')] }

  it('freeze: nothing is corrected in their places, and the statement of the person is kept', () => {
    const document = plan(one)
    expect(linesOf(document)).toEqual([])
    expect(document.kept).toMatchObject([{ rows: 1, why: { code: 'matter', reference: 'D-m1' }, offer: 'statement' }])
    expect(document.matters).toEqual(['m1'])
  })

  it('of the person’s own restriction let their correction pass, and are in view', () => {
    const document = plan({ ...one, own: ['m1'] })
    expect(linesOf(document)).toEqual(['shop customer address 1 old'])
    expect(document.matters).toEqual(['m1'])
  })

  it('elsewhere do not', () => {
    const document = plan({ ...one, matters: [matter('m2', { datasets: ['ticket'] })] })
    expect(linesOf(document)).toEqual(['shop customer address 1 old'])
    // In view all the same: the next one that is not here came later.
    expect(document.matters).toEqual(['m2'])
  })
})

describe('wishes', () => {
  it.each<[string, Partial<WishFacts>, object]>([
    ['undecided: blocks', { status: 'open' }, { blocks: [{ code: 'wish-undecided', count: 1 }], totals: { rows: 0 } }],
    ['refused: is said', { status: 'refused' }, { blocks: [], refused: [{ wish: 'wish-1' }], totals: { rows: 0 } }],
    ['replaced by a later one: is not carried out', { status: 'replaced' }, { blocks: [], refused: [] }],
    ['adapted: is carried out', { status: 'adapted' }, { blocks: [], totals: { rows: 1 } }],
    ['in words: a colleague does it', { datum: null, status: 'open' }, { blocks: [], byHand: ['wish-1'] }],
  ])('%s', (_, more, expected) => {
    const document = plan({ found: [customer], wishes: [wish(1, 'address', more)], values: [['wish-1', [old]]] })
    expect(document).toMatchObject(expected)
  })

  it('complete what stands nowhere; beside a value, an empty place waits for the officer’s word', () => {
    const empty: Value = { dataset: 'customer', field: 'address', before: null, rows: 1 }
    const alone = plan({ found: [customer], values: [['wish-1', [empty]]] })
    expect(linesOf(alone)).toEqual(['shop customer address 1 '])
    const member: Value = { dataset: 'member', field: 'address', before: 'old', rows: 1 }
    const beside = { found: [customer], members: club(1) }
    expect(linesOf(plan({ ...beside, values: [['wish-1', [empty, member]]] }))).toEqual(['club member address 1 old'])
    const asked: Value = { ...empty, decision: 'apply' }
    expect(linesOf(plan({ ...beside, values: [['wish-1', [asked, member]]] }))).toHaveLength(2)
  })

  it('about data held for a client are its to decide', () => {
    const visits = shop.found('visit', [shop.stratum(4)])
    const ip: Value = { dataset: 'visit', field: 'ip', before: 'old', rows: 4 }
    const document = plan({ found: [visits], wishes: [wish(1, 'network')], values: [['wish-1', [ip]]] })
    expect(document).toMatchObject({ forwarded: [{ dataset: 'visit', controller: 'client', rows: 4 }], kept: [] })
    expect(linesOf(document)).toEqual([])
  })
})
