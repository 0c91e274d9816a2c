// The same on MariaDB, by the connector alone: 20,000 child rows, then a million, beside deletes and updates in one
// transaction. The server is the tests': it does not wait for the disk, on either side.
import mysql from 'mysql2/promise'
import { startMariadb } from '@/bin/run/mariadb.mjs'
import { connect } from '@/lib/connectors/connect'
import type { SystemMap } from '@/lib/connectors/connector'
import { dataset, systemMap } from '@/lib/connectors/fixture-shop-map'
import { documentQuestions } from '@/lib/domain/plan/document-questions'
import * as invoicing from '@/lib/domain/plan/invoicing-fixture'
import { planErasure } from '@/lib/domain/plan/plan-erasure'
import { mariadb, type TestDatabase } from '@/test/connectors/engines'
import { inTurns, median, report, timed } from './support/measure'

const server = await startMariadb({ dir: `.data/bench/mariadb-${process.pid}` })
process.env.TEST_MARIADB_URL = server.url
const rules = [invoicing.rule('invoice-fr', 'FR', 'P10Y')]
const reference = { category: 'reference' } as const
const toCustomer = [{ to: 'customer', fields: ['customer_id'], toFields: ['id'] }]

const schema = `create table {shop}.customer (id int primary key, email varchar(80) not null, name varchar(80), index (email));
create table {shop}.visit (id int primary key, customer_id int not null, at datetime not null, ip varchar(40), page varchar(80),
  foreign key (customer_id) references {shop}.customer (id));
create table {shop}.invoice (id int primary key, customer_id int not null, issued_on date, country char(2), buyer varchar(80),
  foreign key (customer_id) references {shop}.customer (id));`

const mapOf = ({ table }: TestDatabase): SystemMap =>
  systemMap([
    dataset('customer', table('shop', 'customer'), {
      identifiedBy: [{ identifier: 'email', field: 'email' }],
      fields: {
        id: reference,
        email: { category: 'contact', onErasure: { replace: 'erased-{id}@erased.invalid' } },
        name: { category: 'identity' },
      },
    }),
    dataset('visit', table('shop', 'visit'), {
      links: toCustomer,
      fields: { id: reference, customer_id: reference, at: { category: 'behaviour' }, ip: { category: 'technical' } },
    }),
    dataset('invoice', table('shop', 'invoice'), {
      links: toCustomer,
      document: { type: 'invoice', jurisdiction: { field: 'country' }, date: 'issued_on' },
      fields: {
        ...{ id: reference, customer_id: reference, issued_on: { category: 'invoicing', term: 'document-date' } },
        ...{ country: { category: 'address', term: 'country' }, buyer: { category: 'identity', term: 'legal-name' } },
      },
    }),
  ])

const rowsOf = (n: number, visits: number) => `
insert into {shop}.customer values (${n}, 'person${n}@example.org', 'Person ${n}');
insert into {shop}.visit select ${n} * 1000000 + seq, ${n}, '2025-01-01', '10.0.0.1', '/page' from seq_1_to_${visits};
insert into {shop}.invoice values (${n * 10}, ${n}, '2009-03-01', 'FR', 'Person ${n}'), (${n * 10 + 1}, ${n}, '2024-03-01', 'FR', 'Person ${n}');`

const byHand = (n: number) => [
  `delete from visit where customer_id = ${n}`,
  `delete from invoice where customer_id = ${n} and issued_on < '2016-01-01'`,
  `update customer set email = concat('erased-', id), name = null where id = ${n}`,
]

async function claim(visits: number, rounds: number, limit: number): Promise<void> {
  const database = await mariadb.create(['shop'], schema)
  const system = connect('mariadb', database.connection)
  const hand = await mysql.createConnection({
    ...{ host: database.connection.host, port: database.connection.port, database: database.connection.database },
    ...{ user: database.connection.user, password: database.connection.password },
  })
  const share = mapOf(database)
  const whole = { ...invoicing.map(share.datasets), identifiers: share.identifiers }
  const map = { ...share, questions: documentQuestions(whole, rules) }
  const people = rounds + 1
  for (let n = 1; n <= 2 * people; n += 1) await database.run(rowsOf(n, visits))
  await database.run('analyze table {shop}.customer, {shop}.visit, {shop}.invoice')

  const verified: number[] = []
  const ours = async (round: number): Promise<number> => {
    const person = await system.pin(map, [{ kind: 'email', value: `person${round + 1}@example.org` }])
    const facts = {
      catalogues: { shop: await system.inspect() },
      findings: [await system.discover(map, person)],
      rules,
    }
    const plan = planErasure({ requestId: 'r', map: whole, mapVersion: 1, today: '2026-11-22', ...facts })
    const { catalogueHash = '', groups = [] } = plan.systems[0] ?? {}
    const order = { stepId: 's', map, catalogueHash, person, groups }
    const erase = await timed(async () => {
      const { status } = await system.erase(order, async () => undefined)
      if (status !== 'applied') throw new Error(`not erased: ${status}`)
    })
    const verify = await timed(async () => {
      if (!(await system.verify(order)).complete) throw new Error('something is still there')
    })
    verified.push(verify)
    return erase + verify
  }
  const theirs = (round: number) =>
    timed(async () => {
      await hand.beginTransaction()
      for (const statement of byHand(people + round + 1)) await hand.query(statement)
      await hand.commit()
    })
  const turns = await inTurns({ ours, theirs }, rounds, 1)
  report({
    name: `erasure-mariadb-${visits}`,
    claim: `MariaDB: erasure of ${visits.toLocaleString('en')} child rows and the re-reading`,
    ...{ turns, limit, notes: [`of which the re-reading ${median(verified).toFixed(1)} ms`] },
  })
  await hand.end()
  await system.close()
  await database.drop()
}

try {
  await claim(20_000, 7, 3)
  // Key ranges of a million people's visits must not meet: two people a side are enough here.
  await claim(Number(process.env.BENCH_ROWS ?? 999_999), 1, 1.5)
} finally {
  await server.stop()
}
