// Who is found, and who never is: the same on every server.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '@/lib/connectors/connect'
import type { Connector, SystemMap } from '@/lib/connectors/connector'
import { josé } from '@/lib/connectors/fixture-shop-map'
import { engines, type TestDatabase } from './engines'
import { shopMap, shopSchemas, shopScript } from './shop'

describe.each(engines)('$name: finding a person', ({ kind, create }) => {
  let database: TestDatabase
  let shop: Connector
  let map: SystemMap

  beforeAll(async () => {
    database = await create(shopSchemas, shopScript(kind))
    shop = connect(kind, database.connection)
    map = shopMap(database)
  }, 300_000)

  afterAll(async () => {
    await shop?.close()
    await database?.drop()
  })

  it('the map and the system agree', async () => {
    expect((await shop.check(map)).problems).toEqual([])
  })

  it.each([
    ['email', 'José@x.fr', ['1']],
    ['email', 'jose\u0301@x.fr', ['1']],
    ['email', ' JOSÉ@X.FR ', ['1']],
    ['email', 'jose@x.fr', ['2']],
    ['email', 'josé+shop@x.fr', ['3']],
    ['email', 'nobody@x.fr', []],
    ['email', '', []],
    ['email', '  ', []],
    ['email', '%', []],
    ['email', 'o\'brien"; drop table crm.customer; --@x.fr', ['7']],
    ['number', '42', ['1']],
    ['number', '042', ['2']],
    ['number', '42.0', ['3']],
    ['number', '42 ', []],
    ['number', '0', []],
    ['phone', '0033612345678', ['1']],
    ['phone', '+33 6 12 34 56 79', ['2']],
    ['phone', '-', []],
  ])('%s “%s” is of %j', async (name, value, ids) => {
    const found = await shop.identify(map, [{ kind: name, value }])
    expect(found.filter((match) => match.dataset === 'customer').flatMap((match) => match.keys.flat())).toEqual(ids)
  })

  it('pins the rows that others link to, and counts everything that is theirs', async () => {
    const person = await shop.pin(map, josé)
    expect(person.anchors.find((a) => a.dataset === 'customer')?.keys).toEqual([['1']])
    expect(person.anchors.find((a) => a.dataset === 'message')?.keys).toHaveLength(3)
    const found = await shop.discover(map, person)
    expect(found.problems).toEqual([])
    expect(Object.fromEntries(found.datasets.map(({ dataset, count }) => [dataset, count]))).toEqual({
      ...{ customer: 1, account: 2, order: 2, visit: 2, invoice: 4, line: 4, message: 3, newsletter: 1 },
    })
    expect(found.datasets.find(({ dataset }) => dataset === 'invoice')?.strata.map((s) => s.documents)).toEqual([
      [{ dataset: 'invoice', jurisdiction: 'DE', issued: false, date: '2024-06-02' }],
      [{ dataset: 'invoice', jurisdiction: 'FR', issued: true, date: '2010-05-01' }],
      [{ dataset: 'invoice', jurisdiction: 'FR', issued: true, date: '2023-05-01' }],
      [{ dataset: 'invoice', jurisdiction: 'FR', issued: true, date: '2024-06-02' }],
    ])
    expect(found.datasets.find(({ dataset }) => dataset === 'customer')?.strata).toMatchObject([
      {
        documents: [
          { dataset: 'invoice', jurisdiction: 'DE', issued: false, date: '2024-06-02' },
          { dataset: 'invoice', jurisdiction: 'FR', issued: true, date: '2024-06-02' },
        ],
        referencedBy: [],
      },
    ])
  })

  it('the addresses on file are the person’s own', async () => {
    const person = await shop.pin(map, josé)
    expect(await shop.contactPoints(map, person)).toEqual([
      { dataset: 'customer', field: 'email', value: 'José@x.fr' },
      { dataset: 'newsletter', field: 'email', value: 'JOSÉ@X.fr' },
    ])
  })

  it('rows are read as they are', async () => {
    const person = await shop.pin(map, josé)
    const read = (key: string, fields: string[]) => Array.fromAsync(shop.read(map, person, key, fields))
    expect(await read('order', ['select', 'User "Agent"'])).toEqual([
      { select: '1', 'User "Agent"': 'x' },
      { select: '2', 'User "Agent"': 'x' },
    ])
    expect((await read('invoice', ['No', 'amount']))[0]).toEqual({ No: 'D-2024', amount: '12345678901234.5678' })
    expect((await read('visit', ['id', 'ip', 'at']))[0]).toEqual({
      id: '1',
      ip: '::1',
      at: '2024-03-01T10:30:00.123456Z',
    })
    await expect(read('customer', ['code'])).rejects.toThrow('outside the map')
  })
})
