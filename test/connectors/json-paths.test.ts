// A held row keeps of its JSON document exactly the paths that stay, on both servers; nobody else's changes in a byte.
import { describe, expect, it } from 'vitest'
import { all, group } from '@/lib/connectors/postgresql/fixture-order'
import type { MapPath } from '@/lib/domain/data-map/types'
import * as invoicing from '@/lib/domain/plan/invoicing-fixture'
import { planErasure } from '@/lib/domain/plan/plan-erasure'
import type { PathsChange } from '@/lib/domain/plan/types'
import { type Engine, engines } from './engines'
import { clear, fields, linked, note, opened, type Place, person } from './opened-case'

/** More digits than a number of JavaScript holds: it stays as it was written. */
const age = '12345678901234567890.10'
const documents = [
  `{"contact": {"email": "josé@x.fr", "name": "José \\"J\\" \\u00e9", "age": ${age}}, "items": [{"note": "call José", "sku": "A", "tags": ["josé", "b"]}, {"sku": "B"}, null], "odd-key_1": true, "free": null}`,
  '{"contact": null, "items": []}',
  '{}',
  '{"items": null, "contact": {"email": {"deep": ["josé@x.fr"]}}}',
]
const rows = documents.map((text, i) => `(${i + 1}, 1, '${text}')`).join(', ')
/** So that both servers read a backslash as one. */
const plainly = { postgresql: '', mariadb: "set sql_mode = 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES';" }
const script = (
  { kind }: Engine,
  type: string,
) => `${plainly[kind]} create table {s}.paper (id integer primary key, owner integer, doc ${type});
  insert into {s}.paper values ${rows}, (8, 1, null), (9, 2, '${documents[0]}');`

const named: Record<string, MapPath> = {
  '$.contact.email': {},
  '$.contact.name': {},
  '$.contact.age': {},
  '$.items[*].note': {},
  '$.items[*].sku': {},
  '$.items[*].tags[*]': {},
  '$.odd-key_1': {},
}
const datasets = (paths: Record<string, MapPath>) => (at: Place) => [
  person(at, { erasure: 'clear' }),
  linked(at, 'paper', [], { fields: { ...fields('id', 'owner'), doc: { category: 'free-text', paths } } }),
]

const types = { postgresql: ['jsonb', 'json'], mariadb: ['json', 'longtext check (json_valid(doc))'] }
const cases = engines.flatMap((engine) => types[engine.kind].map((type) => ({ engine, type, name: engine.name })))

describe.each(cases)('$name $type: paths of a document', ({ engine, type }) => {
  async function changed(change: PathsChange) {
    const shop = await opened(engine, script(engine, type), datasets(named), [
      clear('paper', { field: 'doc', change }),
      clear('person'),
    ])
    expect((await shop.system.verify(shop.order)).complete).toBe(false)
    expect(await shop.system.erase(shop.order, note)).toMatchObject({ status: 'applied' })
    expect((await shop.system.verify(shop.order)).complete).toBe(true)
    const after = await shop.database.dump()
    const last = (dump: Record<string, string[]>) => dump['s.paper']?.find((row) => /^[([]9,/.test(row))
    expect(last(after)).toBe(last(shop.before))
    const found = await Array.fromAsync(shop.system.read(shop.map, shop.order.person, 'paper', ['id', 'doc']))
    const texts = found.toSorted((a, b) => Number(a.id) - Number(b.id)).map(({ doc }) => doc as string | null)
    // A second time nothing is left to write.
    const again = await shop.system.discover(shop.map, shop.order.person)
    shop.order.groups = shop.order.groups.map((one) => group(again.datasets, one.dataset, one.fate, all, one.changes))
    const before = await shop.database.dump()
    expect(await shop.system.erase(shop.order, note)).toMatchObject({ status: 'applied' })
    expect(await shop.database.dump()).toEqual(before)
    return { texts, values: texts.map((text) => (text === null ? null : JSON.parse(text))) }
  }

  it('named parts go or are replaced, all else stays', async () => {
    const { texts, values } = await changed({
      rest: 'stays',
      paths: [
        { path: '$.contact.email', fate: 'clear' },
        { path: '$.contact.name', fate: { replace: 'er"ased' } },
        { path: '$.items[*].note', fate: 'clear' },
        { path: '$.items[*].tags[*]', fate: { replace: "o'ne" } },
        { path: '$.odd-key_1', fate: 'clear' },
      ],
    })
    expect(values).toEqual([
      {
        contact: { name: 'er"ased', age: Number(age) },
        items: [{ sku: 'A', tags: ["o'ne", "o'ne"] }, { sku: 'B' }, null],
        free: null,
      },
      { contact: null, items: [] },
      {},
      { items: null, contact: {} },
      null,
    ])
    expect(texts[0]).toContain(age)
  })

  it('of a document that goes a new one is left, with the paths that stay', async () => {
    const { texts, values } = await changed({
      rest: 'goes',
      paths: [
        { path: '$.contact.age', fate: 'keep' },
        { path: '$.contact.name', fate: { replace: 'erased' } },
        { path: '$.items[*].sku', fate: 'keep' },
        { path: '$.items[*].tags[*]', fate: 'keep' },
      ],
    })
    expect(values[0]).toEqual({
      contact: { age: Number(age), name: 'erased' },
      items: [{ sku: 'A', tags: ['josé', 'b'] }, { sku: 'B' }, {}],
    })
    expect(texts[0]).toContain(age)
    expect(texts.slice(1).join()).not.toMatch(/josé|deep/)
    expect(values[2]).toEqual({})
    expect(values[4]).toBeNull()
  })

  it('elements of a list go, and the list of a whole document', async () => {
    const shop = await opened(
      engine,
      `create table {s}.paper (id integer primary key, owner integer, doc ${type});
       insert into {s}.paper values (1, 1, '[{"a": 1, "who": "josé"}, {"who": "x"}]'), (2, 2, '[{"who": "jose"}]');`,
      datasets({ '$[*].who': {} }),
      [
        clear('paper', { field: 'doc', change: { rest: 'stays', paths: [{ path: '$[*].who', fate: 'clear' }] } }),
        clear('person'),
      ],
    )
    expect(await shop.system.erase(shop.order, note)).toMatchObject({ status: 'applied' })
    expect((await shop.system.verify(shop.order)).complete).toBe(true)
    const [row] = await Array.fromAsync(shop.system.read(shop.map, shop.order.person, 'paper', ['doc']))
    expect(JSON.parse(String(row?.doc))).toEqual([{ a: 1 }, {}])
  })

  it('what brings a path back is seen, and written again', async () => {
    const change: PathsChange = { rest: 'stays', paths: [{ path: '$.contact.email', fate: 'clear' }] }
    const shop = await opened(engine, script(engine, type), datasets(named), [
      clear('paper', { field: 'doc', change }),
      clear('person'),
    ])
    expect(await shop.system.erase(shop.order, note)).toMatchObject({ status: 'applied' })
    await shop.database.run(`update {s}.paper set doc = '{"contact": {"email": null}}' where id = 3`)
    expect(await shop.system.verify(shop.order)).toMatchObject({ complete: false })
  })

  it('documents that are not built as the paths say are counted, the person’s alone', async () => {
    const shop = await opened(
      engine,
      `create table {s}.paper (id integer primary key, owner integer, doc ${type});
       insert into {s}.paper values (1, 1, '{"contact": "josé"}'), (2, 1, '{"items": {"note": "x"}}'), (3, 1, '"text"'),
         (4, 1, '{"items": [[{"note": "x"}]]}'), (5, 1, '{"contact": {"email": 1}}'), (6, 2, '7'), (7, 1, null);`,
      datasets(named),
      [],
    )
    const { datasets: found } = await shop.system.discover(shop.map, shop.order.person)
    expect(found.find(({ dataset }) => dataset === 'paper')?.unreadable).toEqual([{ field: 'doc', rows: 4 }])
  })
})

describe.each(engines)('$name: planned and carried out', (engine) => {
  it('a held invoice keeps of its document what the law needs, an ended one goes', async () => {
    const script = `create table {s}.bill (id integer primary key, owner integer, at date, doc json);
      insert into {s}.bill values (1, 1, '2024-05-01', '{"buyer": {"name": "José", "mail": "j@x.fr"}, "lines": [{"what": "pen", "who": "José"}]}'),
        (2, 1, '2001-05-01', 'null'), (3, 2, '2024-05-01', '{"buyer": {"name": "Jose"}}');`
    const paths = { '$.buyer.name': { term: 'legal-name' }, '$.lines[*].what': { term: 'line' } } as const
    const shop = await opened(
      engine,
      script,
      (at) => [
        person(at, { erasure: 'clear' }),
        linked(at, 'bill', [], {
          document: { type: 'invoice', jurisdiction: { country: 'FR' }, date: 'at' },
          fields: {
            ...fields('id', 'owner'),
            at: { category: 'invoicing', term: 'document-date' },
            doc: { category: 'free-text', paths },
          },
        }),
      ],
      [],
    )
    const finding = await shop.system.discover(shop.map, shop.order.person)
    const plan = planErasure(
      invoicing.facts([], {
        map: { ...invoicing.map(shop.map.datasets), identifiers: shop.map.identifiers },
        catalogues: { shop: await shop.system.inspect() },
        findings: [finding],
        rules: [invoicing.rule('ten', 'FR', 'P10Y', { needs: ['legal-name', 'line', 'document-date'] })],
      }),
    )
    expect(plan.blocks).toEqual([])
    shop.order.groups = plan.systems.flatMap(({ groups }) => groups)
    expect(await shop.system.erase(shop.order, note)).toMatchObject({ status: 'applied' })
    expect((await shop.system.verify(shop.order)).complete).toBe(true)
    const left = await Array.fromAsync(shop.system.read(shop.map, shop.order.person, 'bill', ['id', 'doc']))
    expect(left.map(({ id, doc }) => [Number(id), JSON.parse(String(doc))])).toEqual([
      [1, { buyer: { name: 'José' }, lines: [{ what: 'pen' }] }],
    ])
    const bills = (await shop.database.dump())['s.bill']
    expect(bills).toHaveLength(2)
    expect(shop.before['s.bill']).toContain(bills?.find((row) => /^[([]3,/.test(row)))
  })
})

describe('documents that are no JSON', () => {
  it.each(engines)('$name: counted', async (engine) => {
    const bad =
      engine.kind === 'mariadb'
        ? `set check_constraint_checks = 0; insert into {s}.paper values (1, 1, '{"contact": '), (2, 1, '{}'); set check_constraint_checks = 1;`
        : `insert into {s}.paper values (1, 1, '{"a": "\\u0000"}'), (2, 1, '{"a": "\\ud83d\\ude00"}');`
    const shop = await opened(
      engine,
      `create table {s}.paper (id integer primary key, owner integer, doc json); ${bad}`,
      datasets(named),
      [],
    )
    const { datasets: found } = await shop.system.discover(shop.map, shop.order.person)
    expect(found.find(({ dataset }) => dataset === 'paper')?.unreadable).toEqual([{ field: 'doc', rows: 1 }])
  })
})
