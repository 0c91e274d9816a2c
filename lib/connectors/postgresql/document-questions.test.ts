// What rules ask beside country and date: answers and start dates come back per document, and the same words hold rows.
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonKeys } from '../../domain/findings'
import { type FieldTest, questionId, type StartRule } from '../../domain/plan/document-questions'
import type { HoldCondition } from '../../domain/plan/types'
import { connect } from '../connect'
import type { Connector, SystemMap } from '../connector'
import { dataset, josé } from '../fixture-shop-map'
import { groupCondition } from '../sql/group-condition'
import { inScope } from '../sql/scope'
import { always } from '../sql/statement'
import { Structure } from '../sql/structure'
import { type FixtureDatabase, fixtureDatabase } from './fixture-database'
import { shopMap } from './fixture-shop'
import { introspect } from './introspect'
import { rowsOf } from './statement'

const large: FieldTest[] = [{ fields: ['total'], atLeast: 120 }]
const consumer: FieldTest[] = [{ fields: ['kind', 'remark'], in: ['consumer'] }]
const paid: StartRule = { event: 'last-payment' }
const entered: StartRule = { event: 'last-entry', orElse: 'document' }
const reference = { category: 'reference' } as const

const part = (key: string, event: 'entry' | 'payment') =>
  dataset(key, `public.${key}`, {
    links: [{ to: 'contract', fields: ['contract'], toFields: ['id'] }],
    document: { partOf: 'contract', date: 'day', event },
    fields: { id: reference, day: reference },
  })

const map: SystemMap = {
  ...{ ...shopMap, exempt: [] },
  datasets: [
    dataset('person', 'public.person', {
      identifiedBy: [{ identifier: 'email', field: 'email' }],
      fields: { id: reference, email: { category: 'contact' } },
    }),
    dataset('contract', 'public.contract', {
      links: [{ to: 'person', fields: ['person'], toFields: ['id'] }],
      document: { type: 'contract', jurisdiction: { country: 'FR' }, date: 'signed' },
      fields: { id: reference, kind: reference, remark: reference, total: { category: 'invoicing' } },
    }),
    part('instalment', 'payment'),
    part('refund', 'payment'),
    part('booking', 'entry'),
  ],
  questions: {
    contract: {
      coverage: [large, consumer].map((tests) => ({ id: questionId(tests), tests })),
      starts: [paid, entered].map((start) => ({ id: questionId(start), start })),
    },
  },
}

let database: FixtureDatabase
let system: Connector
let person: PersonKeys

beforeAll(async () => {
  database = await fixtureDatabase(`
    create table person (id integer primary key, email text);
    create table contract (id integer primary key, person integer references person, signed date, kind text, remark text, total text);
    create table instalment (id integer primary key, contract integer references contract, day timestamptz);
    create table refund (id integer primary key, contract integer references contract, day date);
    create table booking (id integer primary key, contract integer references contract, day date);
    insert into person values (1, 'josé@x.fr'), (2, 'jose@x.fr');
    insert into contract values
      (1, 1, '2015-02-03', 'consumer', null, '120.00'), (2, 1, '2016-02-03', 'trade', 'none', ' 119.99'),
      (3, 1, '2017-02-03', null, 'consumer', 'NaN'), (4, 1, '2018-02-03', '', null, '1e9'), (5, 2, '2019-02-03', 'consumer', null, '500');
    insert into instalment values (1, 1, '2015-06-30 23:30:00+00'), (2, 1, '2015-03-01'), (3, 2, '2020-01-01'), (4, 5, '2026-01-01');
    insert into refund values (1, 1, '2015-04-01'), (2, 2, '2021-12-31');
    insert into booking values (1, 2, '2022-01-01'), (2, 2, null), (3, 5, '2026-01-01');`)
  system = connect('postgresql', database.connection)
  person = await system.pin(map, josé)
})

afterAll(async () => {
  await system.close()
  await database.drop()
})

const strataOf = async (key: string) =>
  (await system.discover(map, person)).datasets.find((found) => found.dataset === key)?.strata ?? []

describe('a search', () => {
  it('answers what was asked of each document; what the row does not say is null', async () => {
    const facts = (await strataOf('contract')).flatMap(({ documents: [d] }) => (d ? [d] : []))
    expect(facts.map((d) => [d.date, ...Object.values(d.answers ?? {}), ...Object.values(d.starts ?? {})])).toEqual([
      ['2015-02-03', true, true, '2015-07-01', '2015-02-03'],
      ['2016-02-03', false, false, '2021-12-31', '2022-01-01'],
      ['2017-02-03', null, true, null, '2017-02-03'],
      ['2018-02-03', null, null, null, '2018-02-03'],
    ])
    expect(Object.keys(facts[0]?.answers ?? {})).toEqual([questionId(large), questionId(consumer)])
  })

  it('tells a referenced row by answer, each with the latest of its own start dates', async () => {
    const [only, ...others] = await strataOf('person')
    expect(others).toEqual([])
    expect(only?.documents).toHaveLength(4)
    expect((await strataOf('refund')).flatMap((s) => s.documents.map((d) => d.starts?.[questionId(paid)]))).toEqual([
      '2015-07-01',
      '2021-12-31',
    ])
  })
})

describe('a group', () => {
  const base = { rule: 'r', ruleVersion: 1, document: 'contract', jurisdiction: 'FR', heldFrom: '0001-01-01' }
  const rows = async (key: string, heldBy: HoldCondition[], notHeldBy: HoldCondition[] = []) => {
    const client = new pg.Client({ ...database.connection, ssl: false })
    await client.connect()
    try {
      const structure = new Structure(await introspect(client), map, person)
      const own = structure.dataset(key)
      const from = structure.rows(own.table)
      const condition = groupCondition(structure, own, from, { heldBy, notHeldBy, referenced: null }) ?? always
      const where = sql`${inScope(structure, own, from)} and ${condition}`
      const [found] = await rowsOf<{ n: string }>(
        client,
        sql`select count(*)::text as n from ${structure.from(from)} where ${where}`,
      )
      return Number(found?.n)
    } finally {
      await client.end()
    }
  }

  it.each<[string, HoldCondition[], HoldCondition[], number]>([
    ['large contracts', [{ ...base, tests: large }], [], 1],
    ['all but the large ones, the unknown among them', [], [{ ...base, tests: large }], 3],
    ['large and of a consumer', [{ ...base, tests: [...large, ...consumer] }], [], 1],
    ['consumers', [{ ...base, tests: consumer }], [], 2],
    ['paid last since 2016', [{ ...base, start: paid, heldFrom: '2016-01-01' }], [], 1],
    ['entered last since 2016, or signed', [{ ...base, start: entered, heldFrom: '2016-01-01' }], [], 3],
  ])('%s', async (_name, heldBy, notHeldBy, count) => {
    expect(await rows('contract', heldBy, notHeldBy)).toBe(count)
  })

  it('parts follow their document', async () => {
    expect(await rows('refund', [{ ...base, start: paid, heldFrom: '2016-01-01' }])).toBe(1)
    expect(await rows('instalment', [{ ...base, tests: large }])).toBe(2)
  })
})
