// Whatever keys, addresses and links there are: a person's scope holds that person's rows, all of them, and no other's.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect } from '../connect'
import type { Connector, SystemMap } from '../connector'
import { type FixtureDatabase, fixtureDatabase } from './fixture-database'
import { dataset, shopMap } from './fixture-shop'

const reference = { category: 'reference' } as const
const map: SystemMap = {
  ...{ ...shopMap, exempt: [] },
  datasets: [
    dataset('person', 'public.person', {
      identifiedBy: [{ identifier: 'email', field: 'email' }],
      fields: { a: reference, b: reference, email: { category: 'contact' } },
    }),
    dataset('item', 'public.item', {
      links: [{ to: 'person', fields: ['pa', 'pb'], toFields: ['a', 'b'] }],
      fields: { id: reference },
    }),
    dataset('part', 'public.part', {
      links: [{ to: 'item', fields: ['item'], toFields: ['id'] }],
      identifiedBy: [{ identifier: 'email', field: 'mail' }],
      fields: { id: reference },
    }),
  ],
}

let database: FixtureDatabase
let system: Connector

beforeAll(async () => {
  database = await fixtureDatabase(`
    create table person (a text, b character(3), email text, primary key (a, b));
    create table item (id integer primary key, pa text, pb character(3));
    create table part (id integer primary key, item integer references item, mail text);`)
  system = connect('postgresql', database.connection)
})

afterAll(async () => {
  await system.close()
  await database.drop()
})

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

async function ids(dataset: string, fields: string[], claimed: string) {
  const person = await system.pin(map, [{ kind: 'email', value: claimed }])
  const found: string[] = []
  for await (const row of system.read(map, person, dataset, fields)) found.push(Object.values(row).join('|').trimEnd())
  return found.sort()
}

it('never holds a row of another person, and misses none', async () => {
  await fc.assert(
    fc.asyncProperty(company, async ({ people, items, parts, claimed }) => {
      await database.run('truncate person, item, part')
      for (const p of people) await database.run('insert into person values ($1, $2, $3)', [...p.key, p.email])
      for (const [id, item] of items.entries())
        await database.run('insert into item values ($1, $2, $3)', [id, ...item])
      const kept = parts.map((part) => ({ ...part, item: part.item < items.length ? part.item : null }))
      for (const [id, p] of kept.entries())
        await database.run('insert into part values ($1, $2, $3)', [id, p.item, p.mail])
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
})
