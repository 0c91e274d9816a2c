// A portable package of any size in the same memory, in all three forms.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { engines } from '../connectors/engines'
import { linked, type Place, person } from '../connectors/opened-case'
import { productDatabase } from '../support/product-database'
import { growth } from './growth'
import { packed } from './portable-world'

let product: Awaited<ReturnType<typeof productDatabase>>
beforeAll(async () => {
  product = await productDatabase()
})
afterAll(() => product?.drop())

const given = { category: 'identity', origin: 'provided' } as const
const assigned = { category: 'reference', origin: 'assigned' } as const
const own = { controller: 'maison', legalBasis: 'contract' } as const

test('200,000 rows in JSON, CSV and XML grow the process by less than 64 MB', { timeout: 240_000 }, async () => {
  const [postgresql] = engines
  const database = await postgresql?.create(
    ['s'],
    `create table {s}.person (id integer primary key, email varchar(100) not null);
     insert into {s}.person values (1, 'josé@x.fr');
     create table {s}.thing (id integer primary key, owner integer, at timestamptz, ip inet, t text);
     create index on {s}.thing (owner);
     insert into {s}.thing select g, 1, now(), '10.0.0.2', repeat('x', 200) from generate_series(1, 2000) g;`,
  )
  if (!database) throw new Error('no PostgreSQL')
  const at: Place = (table) => database.table('s', table)
  const datasets = [
    person(at, { ...own, fields: { id: assigned, email: given } }),
    linked(at, 'thing', [], { ...own, fields: { owner: assigned, id: given, at: given, ip: given, t: given } }),
  ]
  try {
    await packed(database, datasets)
    await database.run(`insert into {s}.thing select g, 1, now(), '10.0.0.2', repeat('x', 200)
      from generate_series(2001, 200000) g`)
    let rows = 0
    const grown = await growth(async () => {
      rows = (await packed(database, datasets)).written.rows
    })
    expect(rows).toBe(200_001)
    // The rows are some 50 MB of text, written three times.
    expect(grown).toBeLessThan(64)
  } finally {
    await database.drop()
  }
})
