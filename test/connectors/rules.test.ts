// Rules that ask a row, count from its last payment, and leave what names nobody: found, planned and carried out alike
// on every server.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '@/lib/connectors/connect'
import type { Connector, SystemMap } from '@/lib/connectors/connector'
import { dataset, josé, systemMap } from '@/lib/connectors/fixture-shop-map'
import type { DataMap } from '@/lib/domain/data-map/types'
import { documentQuestions } from '@/lib/domain/plan/document-questions'
import * as invoicing from '@/lib/domain/plan/invoicing-fixture'
import { planErasure } from '@/lib/domain/plan/plan-erasure'
import type { ErasurePlan } from '@/lib/domain/plan/types'
import { engines, type Script, type TestDatabase } from './engines'

const tables = (text: string, moment: string) => `
create table {crm}.person (id integer primary key, email ${text});
create table {crm}.contract (id integer primary key, person integer not null, signed date, kind ${text}, buyer ${text},
  total decimal(12, 2), foreign key (person) references {crm}.person (id));
create table {crm}.payment (id integer primary key, contract integer not null, paid ${moment}, payer ${text},
  foreign key (contract) references {crm}.contract (id));
insert into {crm}.person values (1, 'josé@x.fr'), (2, 'jose@x.fr');
insert into {crm}.contract values
  (1, 1, '2010-01-01', 'consumer', 'José', 500), (2, 1, '2010-01-02', 'consumer', 'José', 119.99),
  (3, 1, '2025-06-01', 'consumer', 'José', 50), (4, 1, '2026-02-01', 'consumer', 'José', 120),
  (5, 2, '2010-01-01', 'consumer', 'Jose', 500);
insert into {crm}.payment values (1, 1, '2012-03-03 10:00:00', 'José'), (2, 1, '2020-05-05 10:00:00', 'José'),
  (3, 2, '2020-05-05 10:00:00', 'José'), (4, 5, '2026-01-01 10:00:00', 'Jose');`
const script: Script = { postgresql: tables('text', 'timestamptz'), mariadb: tables('varchar(60)', 'datetime') }

const reference = { category: 'reference' } as const
const mapOf = (database: TestDatabase): SystemMap =>
  systemMap([
    dataset('person', database.table('crm', 'person'), {
      identifiedBy: [{ identifier: 'email', field: 'email' }],
      fields: { id: reference, email: { category: 'contact' } },
    }),
    dataset('contract', database.table('crm', 'contract'), {
      links: [{ to: 'person', fields: ['person'], toFields: ['id'] }],
      document: { type: 'contract', jurisdiction: { country: 'FR' }, date: 'signed' },
      fields: {
        ...{ id: reference, person: reference, kind: { category: 'preference' } },
        ...{
          signed: { category: 'invoicing', term: 'document-date' },
          total: { category: 'invoicing', term: 'amount' },
        },
        buyer: { category: 'identity', term: 'legal-name' },
      },
    }),
    dataset('payment', database.table('crm', 'payment'), {
      links: [{ to: 'contract', fields: ['contract'], toFields: ['id'] }],
      document: { partOf: 'contract', date: 'paid', event: 'payment' },
      fields: {
        ...{ id: reference, contract: reference, paid: { category: 'invoicing', term: 'document-date' } },
        payer: { category: 'identity', term: 'legal-name' },
      },
    }),
  ])

const contractRule = (key: string, period: string, more: Parameters<typeof invoicing.rule>[3]) =>
  invoicing.rule(key, 'FR', period, { documentType: 'contract', start: 'that-date', ...more })
const rules = [
  contractRule('large', 'P10Y', {
    covers: {
      dataset: 'contract',
      where: [
        { term: 'amount', atLeast: 120 },
        { field: 'kind', in: ['consumer'] },
      ],
    },
    needs: ['legal-name', 'amount'],
    startEvent: 'last-payment',
    orElse: 'document',
  }),
  contractRule('every', 'P3Y', { needs: ['legal-name'], after: 'anonymise' }),
]

describe.each(engines)('$name: rules', ({ kind, create }) => {
  let database: TestDatabase
  let system: Connector
  let map: SystemMap

  beforeAll(async () => {
    database = await create(['crm'], script[kind])
    system = connect(kind, database.connection)
    const share = mapOf(database)
    map = { ...share, questions: documentQuestions(wholeMap(share), rules) }
  }, 300_000)

  afterAll(async () => {
    await system?.close()
    await database?.drop()
  })

  async function planned(): Promise<{
    plan: ErasurePlan
    erase: () => ReturnType<Connector['erase']>
    done: () => Promise<boolean>
  }> {
    const person = await system.pin(map, josé)
    const [catalogue, finding] = [await system.inspect(), await system.discover(map, person)]
    const plan = planErasure({
      ...{ requestId: 'r', map: wholeMap(map), mapVersion: 1, catalogues: { shop: catalogue }, findings: [finding] },
      ...{ rules, today: '2026-11-22' },
    })
    const { catalogueHash = '', groups = [] } = plan.systems[0] ?? {}
    const order = { stepId: 's', map, catalogueHash, person, groups }
    return {
      plan,
      erase: () => system.erase(order, async () => undefined),
      done: async () => (await system.verify(order)).complete,
    }
  }

  it('counts the office’s documents by year', async () => {
    expect(await system.documentYears(map, 'contract')).toEqual([
      { jurisdiction: 'FR', year: '2010', count: 3 },
      { jurisdiction: 'FR', year: '2025', count: 1 },
      { jurisdiction: 'FR', year: '2026', count: 1 },
    ])
  })

  it('hold what they cover, from the last payment on; what is over loses whoever it names', async () => {
    const before = await database.dump()
    const { plan, erase, done } = await planned()
    expect(plan.blocks).toEqual([])
    const kept = plan.systems[0]?.groups.flatMap((group) =>
      group.keeps.map((line) => [
        ...[group.dataset, group.rows, line.why, 'rule' in line ? line.rule : ''],
        line.why === 'rule' ? line.until.map(({ date }) => date).join() : '',
      ]),
    )
    expect(kept?.filter(([key]) => key === 'contract').sort()).toEqual([
      ['contract', 1, 'anonymous', 'every', ''],
      ['contract', 1, 'rule', 'every', '2028-06-01'],
      ['contract', 1, 'rule', 'every', '2029-02-01'],
      ['contract', 1, 'rule', 'large', '2030-05-05'],
      ['contract', 1, 'rule', 'large', '2036-02-01'],
    ])
    expect(await erase()).toMatchObject({ status: 'applied' })
    expect(await done()).toBe(true)
    const after = await database.dump()
    const row = (list: string[] | undefined, id: number) => list?.find((text) => new RegExp(`^[([]${id},`).test(text))
    const [contracts, payments] = [after['crm.contract'], after['crm.payment']]
    expect(row(contracts, 1)).toMatch(/José.*500\.00/)
    expect(row(contracts, 2)).toMatch(/2010-01-02.*119\.99/)
    for (const gone of ['José', 'consumer']) expect(row(contracts, 2)).not.toContain(gone)
    expect(row(contracts, 3)).toContain('José')
    // What a rule asks of it is asked again when the hold ends.
    expect(row(contracts, 3)).toMatch(/consumer.*50\.00/)
    expect([row(payments, 2)?.includes('José'), row(payments, 3)?.includes('José')]).toEqual([true, false])
    expect(payments).toHaveLength(4)
    expect(row(contracts, 5)).toBe(row(before['crm.contract'], 5))
    expect(row(payments, 4)).toBe(row(before['crm.payment'], 4))
  })
})

const wholeMap = ({ datasets, identifiers }: SystemMap): DataMap => ({
  ...{ ...invoicing.map(datasets), identifiers },
  controllers: invoicing.map().controllers.map((one) => (one.key === 'firm' ? { ...one, key: 'shop' } : one)),
})
