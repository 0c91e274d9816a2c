// Whatever keys, addresses and links there are: a person's scope holds that person's rows, all of them, and no other's.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '@/lib/connectors/connect'
import type { Connector, SystemMap } from '@/lib/connectors/connector'
import { dataset, systemMap } from '@/lib/connectors/fixture-shop-map'
import { type Engine, engines, type TestDatabase } from './engines'

const reference = { category: 'reference' } as const
const mapOf = ({ table }: TestDatabase): SystemMap =>
  systemMap([
    dataset('person', table('s', 'person'), {
      identifiedBy: [{ identifier: 'email', field: 'email' }],
      fields: { a: reference, b: reference, email: { category: 'contact' } },
    }),
    dataset('item', table('s', 'item'), {
      links: [{ to: 'person', fields: ['pa', 'pb'], toFields: ['a', 'b'] }],
      fields: { id: reference },
    }),
    dataset('part', table('s', 'part'), {
      links: [{ to: 'item', fields: ['item'], toFields: ['id'] }],
      identifiedBy: [{ identifier: 'email', field: 'mail' }],
      fields: { id: reference },
    }),
  ])

/** MariaDB's usual collation would take most of these keys for one; only the primary key tells them apart there. */
const exact: Record<Engine['kind'], string> = {
  postgresql: 'text',
  mariadb: 'varchar(20) character set utf8mb4 collate utf8mb4_nopad_bin',
}
const tables = (kind: Engine['kind']) => `
  create table {s}.person (a ${exact[kind]}, b character(3), email varchar(40), primary key (a, b));
  create table {s}.item (id integer primary key, pa varchar(20), pb character(3));
  create table {s}.part (id integer primary key, item integer, mail varchar(40), foreign key (item) references {s}.item (id));`
const literal = (value: string | number | null) =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
const inserted = (table: string, rows: (string | number | null)[][]) =>
  rows.length
    ? `insert into {s}.${table} values ${rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ')};`
    : ''

// Few letters, many collisions: case, accents composed and not, spaces, a plus-address, quotes.
const address = fc.constantFrom(
  'é@x',
  'É@X ',
  'e\u0301@x',
  'e@x',
  'ee@x',
  'e+1@x',
  "e'@x",
  ' e@x',
  'e @x',
  'ê@x',
  '',
  'E@x',
)
const key = fc.tuple(fc.constantFrom('a', 'A', 'a ', '', 'á', ',', '"'), fc.constantFrom('1', '2', '12', 'x'))
const company = fc.record({
  people: fc.uniqueArray(fc.record({ key, email: fc.option(address) }), {
    ...{ minLength: 1, maxLength: 8, selector: (p) => JSON.stringify(p.key) },
  }),
  items: fc.array(key, { maxLength: 12 }),
  parts: fc.array(fc.record({ item: fc.nat(11), mail: fc.option(address) }), { maxLength: 12 }),
  claimed: address,
})

const normal = (email: string) =>
  email
    .normalize('NFC')
    .replace(/^ +| +$/g, '')
    .toLowerCase()

describe.each(engines)('$name', ({ kind, create }) => {
  let database: TestDatabase
  let system: Connector

  beforeAll(async () => {
    database = await create(['s'], tables(kind))
    system = connect(kind, database.connection)
  }, 300_000)

  afterAll(async () => {
    await system?.close()
    await database?.drop()
  })

  async function ids(of: string, fields: string[], claimed: string) {
    const map = mapOf(database)
    const person = await system.pin(map, [{ kind: 'email', value: claimed }])
    const found = await Array.fromAsync(system.read(map, person, of, fields))
    return found.map((row) => Object.values(row).join('|').trimEnd()).sort()
  }

  it('never holds a row of another person, and misses none', async () => {
    await fc.assert(
      fc.asyncProperty(company, async ({ people, items, parts, claimed }) => {
        const kept = parts.map((part) => ({ ...part, item: part.item < items.length ? part.item : null }))
        await database.run(`delete from {s}.part; delete from {s}.item; delete from {s}.person;
          ${inserted(
            'person',
            people.map((p) => [...p.key, p.email]),
          )}
          ${inserted(
            'item',
            items.map((item, id) => [id, ...item]),
          )}
          ${inserted(
            'part',
            kept.map((p, id) => [id, p.item, p.mail]),
          )}`)
        const wanted = normal(claimed)
        const mine = (email: string | null) => wanted !== '' && email !== null && normal(email) === wanted
        const myPeople = people.filter((p) => mine(p.email))
        const isMine = (item: [string, string] | undefined) =>
          item !== undefined && myPeople.some((p) => p.key[0] === item[0] && p.key[1] === item[1])
        const myItems = items.flatMap((item, id) => (isMine(item) ? [String(id)] : []))
        const myParts = kept.flatMap((p, id) =>
          (p.item !== null && isMine(items[p.item])) || mine(p.mail) ? [String(id)] : [],
        )
        expect(await ids('person', ['a', 'b'], claimed)).toEqual(myPeople.map((p) => p.key.join('|')).sort())
        expect(await ids('item', ['id'], claimed)).toEqual(myItems.sort())
        expect(await ids('part', ['id'], claimed)).toEqual(myParts.sort())
      }),
      { numRuns: 60 },
    )
  }, 300_000)
})
