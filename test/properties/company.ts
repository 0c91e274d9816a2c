// Companies that nobody thought of: tables that point at each other by links of the map and by foreign keys, documents and
// their parts, rows of several people, rules, and sometimes a matter. Every text in a row names its place, so that
// whatever survives can be told.
import fc from 'fast-check'
import type { MapDataset, MapField } from '@/lib/domain/data-map/types'
import type { HoldRule } from '@/lib/domain/hold-rule'
import type { PlanMatter } from '@/lib/domain/matter'
import { anyMatter, anyRules } from './rules'

export type Column = { name: string; type: 'number' | 'text' | 'date' | 'amount'; field: MapField; required?: true }
/** From a row to at most one row of `to`; columns pair with the key of the other table. */
export type Pointer = { to: string; columns: string[]; link: boolean; enforced: boolean }
export type Table = {
  key: string
  primaryKey: string[]
  columns: Column[]
  pointers: Pointer[]
  /** Null: a table that the map declares to hold nobody. */
  dataset: MapDataset | null
}
export type Row = { table: string; values: Record<string, string | null> }
export type Company = { tables: Table[]; rows: Row[]; rules: HoldRule[]; matters: PlanMatter[] }

export const claimed = 'a@x.fr'
const addresses = [claimed, ' A@X.FR', 'a+1@x.fr', 'aa@x.fr', 'b@x.fr', null]

const reference: MapField = { category: 'reference' }
const said = { en: 'test', fr: 'essai' }

/** What a row may say beside its keys; those of a document's own come with it. */
const texts: Record<string, MapField> = {
  name: { category: 'identity', term: 'legal-name' },
  street: { category: 'address', term: 'postal-address' },
  what: { category: 'invoicing', term: 'line' },
  number: { category: 'reference', term: 'document-number' },
  note: { category: 'free-text' },
  code: { category: 'reference' },
  choice: { category: 'preference', onErasure: 'keep' },
  nick: { category: 'identity', onErasure: { replace: 'nobody' } },
  login: { category: 'contact', onErasure: { replace: 'erased-{id}@invalid' } },
}
const total: Column = { name: 'total', type: 'amount', field: { category: 'invoicing', term: 'amount' } }
const signed: Column = { name: 'signed', type: 'date', field: { category: 'invoicing', term: 'document-date' } }
const ofDocuments: Column[] = [
  signed,
  { name: 'status', type: 'text', field: { category: 'invoicing', term: 'document-status' } },
  { name: 'country', type: 'text', field: { category: 'address', term: 'country' } },
]

const kinds = ['plain', 'plain', 'invoice', 'invoice', 'contract', 'part', 'part', 'clear', 'processor'] as const
const tableSpec = fc.record({
  kind: fc.constantFrom(...kinds),
  composite: fc.boolean(),
  identified: fc.nat(4).map((n) => n === 0),
  /** Where its rows point; the first is always a link. */
  parents: fc.array(fc.record({ at: fc.nat(99), link: fc.boolean(), enforced: fc.boolean() }), {
    ...{ minLength: 1, maxLength: 2 },
  }),
  self: fc.constantFrom(null, null, null, { link: true, enforced: true }, { link: false, enforced: true }),
  texts: fc.subarray(Object.keys(texts)),
  amount: fc.boolean(),
  paid: fc.boolean(),
})
type Spec = (typeof tableSpec extends fc.Arbitrary<infer T> ? T : never) & { key: string }

const person: Spec = {
  ...{ key: 'person', kind: 'plain', composite: false, identified: true, parents: [], self: null },
  ...{ texts: ['name', 'note'], amount: false, paid: false },
}

/** The table that the specification describes, among those that came before it. */
function tableOf(spec: Spec, all: readonly Table[]): Table {
  // What a client's rows lead to is the client's, and not followed here.
  const before = all.filter(({ dataset }) => dataset?.role === 'controller')
  const documents = before.filter(({ dataset }) => dataset?.document && !('partOf' in dataset.document))
  const [first, ...others] = spec.parents
  const isPart = spec.kind === 'part' && documents.length > 0
  const among = isPart ? documents : before
  const main = first && { ...first, link: true, to: among[first.at % among.length] }
  const more = others.map((one) => ({ ...one, to: before[one.at % before.length] })).filter((o) => o.to !== main?.to)
  const chosen = [...(main ? [main] : []), ...more].filter(({ link, enforced }) => link || enforced)
  const pointers = chosen.flatMap(({ to, link, enforced }, n) => (to ? [pointer(to, `p${n}`, link, enforced)] : []))
  const primaryKey = spec.composite ? ['tenant', 'k'] : ['k']
  if (spec.self) pointers.push(pointer({ key: spec.key, primaryKey }, 's', spec.self.link, spec.self.enforced))
  const columns = columnsOf(spec, primaryKey, pointers, isPart)
  return { key: spec.key, primaryKey, columns, pointers, dataset: datasetOf(spec, pointers, columns, isPart) }
}

const pointer = (to: Pick<Table, 'key' | 'primaryKey'>, name: string, link: boolean, enforced: boolean): Pointer => ({
  ...{ to: to.key, link, enforced },
  columns: to.primaryKey.map((column) => `${name}_${column}`),
})

function columnsOf(spec: Spec, primaryKey: string[], pointers: Pointer[], isPart: boolean): Column[] {
  const isDocument = spec.kind === 'invoice' || spec.kind === 'contract'
  const number = (name: string): Column => ({ name, type: 'number', field: reference })
  return [
    ...primaryKey.map((name): Column => ({ ...number(name), required: true })),
    ...pointers.flatMap(({ columns }) => columns.map(number)),
    ...(spec.identified ? [{ name: 'email', type: 'text', field: { category: 'contact' } } as const] : []),
    ...spec.texts.map((name): Column => ({ name, type: 'text', field: texts[name] ?? reference })),
    ...(isDocument ? ofDocuments : []),
    ...(isPart && spec.paid ? [signed] : []),
    ...(spec.amount || isDocument ? [total] : []),
  ]
}

function datasetOf(spec: Spec, pointers: Pointer[], columns: Column[], isPart: boolean): MapDataset {
  const { key, kind } = spec
  const [owner] = pointers
  const own = { type: kind, jurisdiction: { field: 'country' }, date: 'signed' }
  const clears = columns.some(({ field }) => field.category !== 'reference' && field.onErasure !== 'keep')
  return {
    ...{ key, system: 'shop', table: key, label: said, purposes: [said], legalBasis: 'contract', recipients: [] },
    ...{ retention: said, erasure: kind === 'clear' && clears ? 'clear' : 'delete' },
    ...(kind === 'processor'
      ? { controller: 'client', role: 'processor' }
      : { controller: 'firm', role: 'controller' }),
    ...(spec.identified && { identifiedBy: [{ identifier: 'email', field: 'email' }] }),
    links: pointers
      .filter(({ link }) => link)
      .map(({ to, columns: fields }) => ({ to, fields, toFields: fields.map((field) => field.replace(/^.*_/, '')) })),
    ...((kind === 'invoice' || kind === 'contract') && {
      document: { ...own, ...(kind === 'invoice' && { issued: { field: 'status', in: ['issued'] } }) },
    }),
    ...(isPart &&
      owner && {
        document: { partOf: owner.to, ...(spec.paid && { date: 'signed', event: 'payment' as const }) },
      }),
    fields: Object.fromEntries(columns.map(({ name, field }) => [name, field])),
  }
}

/** Rows of others, or of nobody, in a table of no persons, may point at what is to go. */
const outside = (before: readonly Table[], at: number): Table => {
  const to = before[at % before.length]
  const pointers = to ? [pointer(to, 'p0', false, true)] : []
  const columns = [
    { name: 'k', type: 'number', field: reference, required: true } as const,
    ...pointers.flatMap((p) => p.columns.map((name): Column => ({ name, type: 'number', field: reference }))),
  ]
  return { key: 'outside', primaryKey: ['k'], columns, pointers, dataset: null }
}

const anyTables = (spec: fc.Arbitrary<Omit<Spec, 'key'>>): fc.Arbitrary<Table[]> =>
  fc.tuple(fc.array(spec, { minLength: 1, maxLength: 6 }), fc.option(fc.nat(99))).map(([specs, at]) => {
    const all = [tableOf(person, [])]
    for (const [n, spec] of specs.entries()) all.push(tableOf({ ...spec, key: `d${n}` }, all))
    return at === null ? all : [...all, outside(all, at)]
  })

const countries = [...Array.from({ length: 30 }, (_, n) => (n % 3 ? 'FR' : 'DE')), 'BR', null]
const days = ['2010-12-31', '2015-01-01', '2016-12-31', '2019-07-14', '2022-02-28', '2024-02-29', '2026-11-22']
const amounts = ['0.00', '119.99', '120.00', '500.00']
/** Numbers that the values are drawn from; without mercy for what they meet. */
const rowSpec = fc.array(fc.nat(9999), { minLength: 16, maxLength: 16 })

const pick = <T>(list: readonly T[], n: number): T => {
  const found = list[n % list.length]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

function rowsOf(table: Table, specs: number[][], before: ReadonlyMap<string, Row[]>): Row[] {
  const rows: Row[] = []
  for (const [index, draw] of specs.entries()) {
    const n = index + 1
    const values: Row['values'] = {}
    for (const [at, { name, type }] of table.columns.entries())
      values[name] = drawnValue(name, type, `${table.key}-${n}-${name}`, draw[at % draw.length] ?? 0)
    Object.assign(
      values,
      table.primaryKey.length > 1 ? { tenant: `${n % 2}`, k: `${Math.floor(n / 2)}` } : { k: `${n}` },
    )
    for (const [at, { to, columns }] of table.pointers.entries()) {
      const targets = to === table.key ? rows : (before.get(to) ?? [])
      const drawn = draw[15 - at] ?? 0
      const target = targets.length > 0 && drawn % 9 > 0 ? pick(targets, drawn) : null
      for (const column of columns) values[column] = target?.values[column.replace(/^.*_/, '')] ?? null
    }
    rows.push({ table: table.key, values })
  }
  return rows
}

function drawnValue(name: string, type: Column['type'], marker: string, drawn: number): string | null {
  if (name === 'email') return pick(addresses, drawn)
  if (name === 'country') return pick(countries, drawn)
  if (name === 'status') return pick(['issued', 'issued', 'draft'], drawn)
  if (type === 'date') return drawn % 40 === 0 ? null : pick(days, drawn)
  if (type === 'amount') return drawn % 40 === 0 ? null : pick(amounts, drawn)
  return drawn % 7 === 0 ? null : marker
}

/** @param most rows of a table */
export const anyCompany = (most: number): fc.Arbitrary<Company> =>
  anyTables(tableSpec).chain((all) =>
    fc
      .record({
        rows: fc.tuple(...all.map(() => fc.array(rowSpec, { minLength: 1, maxLength: most }))),
        rules: anyRules,
        matters: anyMatter(all.map(({ key }) => key)),
      })
      .map(({ rows, rules, matters }) => {
        const made = new Map<string, Row[]>()
        for (const [at, table] of all.entries()) made.set(table.key, rowsOf(table, rows[at] ?? [], made))
        return shown({ tables: all, rows: [...made.values()].flat(), rules, matters })
      }),
  )

/** As a failure prints it. */
function shown(company: Company): Company {
  const tables = company.tables.map(({ key, columns, pointers, dataset }) => {
    const ways = pointers.map((p) => `${p.columns}${p.link ? ' link' : ''}${p.enforced ? ' key' : ''} ${p.to}`)
    const { document, erasure, role } = dataset ?? {}
    return `${key}(${columns.map(({ name }) => name)}) ${ways.join('; ')} ${JSON.stringify({ document, erasure, role })}`
  })
  const rows = company.rows.map(({ table, values }) => `${table} ${JSON.stringify(values)}`)
  const rules = company.rules.map(({ key, needs, start, period, after, covers, startEvent, effect }) =>
    JSON.stringify({ key, needs, start, period, after, covers, startEvent, effect }),
  )
  const text = [...tables, ...rows, ...rules, ...company.matters.map((matter) => JSON.stringify(matter))].join('\n')
  return Object.defineProperty({ ...company }, fc.toStringMethod, { value: () => text })
}
