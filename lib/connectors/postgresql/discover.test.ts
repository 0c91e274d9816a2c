import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonKeys } from '../../domain/findings'
import { connect } from '../connect'
import type { Connector } from '../connector'
import { josé } from '../fixture-shop-map'
import { type FixtureDatabase, fixtureDatabase } from './fixture-database'
import { shopMap, shopRows, shopSchema } from './fixture-shop'

let database: FixtureDatabase
let shop: Connector
let person: PersonKeys

beforeAll(async () => {
  database = await fixtureDatabase(shopSchema)
  await database.run(shopRows)
  shop = connect('postgresql', database.connection)
  person = await shop.pin(shopMap, josé)
})

afterAll(async () => {
  await shop.close()
  await database.drop()
})

const read = async (dataset: string, fields: string[], of = person) => {
  const rows: Record<string, unknown>[] = []
  for await (const row of shop.read(shopMap, of, dataset, fields)) rows.push(row)
  return rows
}

describe('who matches', () => {
  it('finds the normalised address and none of its look-alikes', async () => {
    const matches = await shop.identify(shopMap, josé)
    expect(matches.map((m) => [m.dataset, m.field, m.count, m.keys, m.contactPoint])).toEqual([
      ['customer', 'email', 1, [['1']], true],
      ['newsletter', 'email', 1, [[' JOSÉ@X.fr ']], true],
    ])
  })

  it.each([
    ['number', '42', [['1']]],
    ['number', '042', [['2']]],
    ['number', '0', []],
    ['phone', '0033612345678', [['1']]],
    ['phone', 'none', []],
    ['email', 'jose\u0301@x.fr', [['1']]],
    ['email', '  ', []],
    ['email', `o'brien"; drop table crm.customer; --@x.fr`, [['7']]],
    ['unheard-of', 'x', []],
  ])('%s %s', async (kind, value, keys) => {
    const matches = await shop.identify(shopMap, [{ kind, value }])
    expect(matches.filter((m) => m.dataset === 'customer').flatMap((m) => m.keys)).toEqual(keys)
  })

  it('names the address on file as it stands there', async () => {
    expect(await shop.contactPoints(shopMap, person)).toEqual([
      { dataset: 'customer', field: 'email', value: 'José@x.fr' },
      { dataset: 'newsletter', field: 'email', value: 'JOSÉ@X.fr' },
    ])
  })

  it('pins what others link to, follows replies to the last, and still knows the person without the e-mail', async () => {
    expect(person.anchors.find((a) => a.dataset === 'customer')?.keys).toEqual([['1']])
    expect(person.anchors.find((a) => a.dataset === 'message')?.keys).toHaveLength(3)
    const pinned = { ...person, identifiers: [] }
    expect(await read('order', ['select'], pinned)).toEqual([{ select: '1' }, { select: '2' }])
    expect(await read('newsletter', ['active'], pinned)).toEqual([{ active: true }])
  })
})

describe('the rows of one person', () => {
  it('ANDs composite keys, also over a link that no foreign key declares', async () => {
    expect(await read('account', ['tenant', 'no'])).toEqual([
      { tenant: 1, no: 'A1    ' },
      { tenant: 2, no: 'A2    ' },
    ])
    expect((await read('order', ['select'])).map((r) => r.select)).toEqual(['1', '2'])
    expect((await read('visit', ['id'])).map((r) => r.id)).toEqual(['1', '2'])
  })

  it('loses nothing of a value and reads only mapped fields', async () => {
    const [invoice] = await read('invoice', ['No', 'amount'])
    expect(invoice).toEqual({ No: 'D-2024', amount: '12345678901234.5678' })
    const [visit] = await read('visit', ['at', 'ip'])
    expect(visit).toEqual({ at: '2024-03-01T10:30:00.123456Z', ip: '10.0.0.1' })
    await expect(read('visit', ['tenant'])).rejects.toThrow('outside the map')
    await expect(read('visit', ['id" from crm.customer --'])).rejects.toThrow('outside the map')
  })

  it('gives the connection back when the reader stops early', async () => {
    for (let round = 0; round < 6; round += 1)
      for await (const row of shop.read(shopMap, person, 'line', ['pos'])) {
        expect(row).toEqual({ pos: 1 })
        break
      }
    expect(await read('line', ['pos'])).toHaveLength(4)
  })
})

describe('strata', () => {
  it('separates rows by every fact a rule can ask about', async () => {
    const finding = await shop.discover(shopMap, person)
    expect(finding).toMatchObject({ status: 'searched', problems: [], system: 'shop' })
    const strata = Object.fromEntries(
      finding.datasets.map((d) => [
        d.dataset,
        d.strata.map((s) => [s.count, s.referencedBy, ...s.documents.map((f) => [f.jurisdiction, f.issued, f.date])]),
      ]),
    )
    expect(strata).toEqual({
      customer: [[1, [], ['DE', false, '2024-06-02'], ['FR', true, '2024-06-02']]],
      account: [[2, []]],
      order: [[2, []]],
      visit: [[2, []]],
      invoice: [
        [1, [], ['DE', false, '2024-06-02']],
        [1, [], ['FR', true, '2010-05-01']],
        [1, [], ['FR', true, '2023-05-01']],
        [1, [], ['FR', true, '2024-06-02']],
      ],
      line: [
        [1, [], ['DE', false, '2024-06-02']],
        [1, [], ['FR', true, '2010-05-01']],
        [2, [], ['FR', true, '2023-05-01']],
      ],
      message: [[3, []]],
      newsletter: [[1, []]],
    })
  })

  it('notices a change of a row by somebody else, whatever the value', async () => {
    const before = await shop.discover(shopMap, person)
    await database.run(`update crm.customer set name = name where id = 1`)
    const after = await shop.discover(shopMap, person)
    const changed = after.datasets.filter((d, i) => d.digest !== before.datasets[i]?.digest)
    expect(changed.map((d) => d.dataset)).toEqual(['customer'])
    await database.run(`update crm.customer set name = name where id = 2`)
    expect((await shop.discover(shopMap, person)).datasets).toEqual(after.datasets)
  })

  it('says which tables outside the person keep a row', async () => {
    await database.run(
      `insert into stats.day values (1, '2024-01-01', 1); update crm.customer set referred_by = 1 where id = 5`,
    )
    const found = (await shop.discover(shopMap, person)).datasets.find((d) => d.dataset === 'customer')
    expect(found?.strata[0]?.referencedBy).toEqual(['crm.customer', 'stats.day'])
    await database.run(`delete from stats.day; update crm.customer set referred_by = null where id = 5`)
  })

  it('says unknown where a document states no country or date', async () => {
    await database.run(`insert into "Billing Dept"."Invoice" ("No", customer_id, country, status, issued_on, buyer_name, email)
      values ('x', 1, 'france', 'issued', null, '', '')`)
    const found = (await shop.discover(shopMap, person)).datasets.find((d) => d.dataset === 'invoice')
    expect(found?.strata.map((s) => s.documents[0])).toContainEqual({
      ...{ dataset: 'invoice', jurisdiction: null, issued: true, date: null },
    })
    await database.run(`delete from "Billing Dept"."Invoice" where "No" = 'x'`)
  })
})
