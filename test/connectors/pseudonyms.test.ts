// Identifiers that older programs stored as digests are found like the values themselves; and what leads on is read byte
// for byte. The same on every server.
import { createHash, createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '@/lib/connectors/connect'
import type { Connector, SystemMap } from '@/lib/connectors/connector'
import { dataset, josé, systemMap } from '@/lib/connectors/fixture-shop-map'
import { engines, type Script, type TestDatabase } from './engines'

const digest = (how: string, text: string) => createHash(how).update(text).digest('hex')
const keyed = (text: string) => createHmac('sha256', 'old secret').update(text).digest('hex')
const email = 'josé@x.fr'

const tables: Script = {
  postgresql: `create table {crm}.seen (id bigint primary key, plain text, md5 char(32), sha1 varchar(41), sha256 bytea, hmac text);
    create table {crm}.lead (id bigint primary key, email text, number text);`,
  mariadb: `create table {crm}.seen (id bigint primary key, plain varchar(40), md5 char(32), sha1 varchar(41), sha256 binary(32), hmac text);
    create table {crm}.lead (id bigint primary key, email varchar(80), number varchar(20));`,
}
const bytes = { postgresql: (hex: string) => `'\\x${hex}'`, mariadb: (hex: string) => `unhex('${hex}')` }
const rows = (kind: keyof Script) => `
insert into {crm}.seen values
  (1, null, '${digest('md5', email)}', null, null, null),
  (2, null, '${digest('md5', email).toUpperCase()}', null, null, null),
  (3, null, null, '${digest('sha1', email)}', null, null),
  (4, null, null, null, ${bytes[kind](digest('sha256', email))}, null),
  (5, null, null, null, null, '${keyed(email)}'),
  (6, null, '${digest('md5', 'jose@x.fr')}', '${digest('sha1', email)}x', ${bytes[kind](digest('sha256', 'josé+a@x.fr'))}, '${keyed('x')}'),
  (7, '${digest('md5', email)}', '', '', null, '');
insert into {crm}.lead values (1, 'José@x.fr', 'C-1'), (2, 'jose\u0301@x.fr', 'c-1'), (3, 'josé@x.fr', null), (4, 'josé@x.fr', 'C-1'),
  (5, 'jose@x.fr', 'C-9'), (6, 'josé+a@x.fr', 'C-8');`

const reference = { category: 'reference' as const }
const map = ({ table }: TestDatabase): SystemMap =>
  systemMap([
    dataset('seen', table('crm', 'seen'), {
      identifiedBy: [
        { identifier: 'email', field: 'md5', form: 'md5' },
        { identifier: 'email', field: 'sha1', form: 'sha1' },
        { identifier: 'email', field: 'sha256', form: 'sha256' },
        { identifier: 'email', field: 'hmac', form: { hmac: 'old' } },
      ],
      fields: { id: reference, md5: reference, sha1: reference, sha256: reference, hmac: reference },
    }),
    dataset('lead', table('crm', 'lead'), {
      identifiedBy: [
        { identifier: 'email', field: 'email' },
        { identifier: 'number', field: 'number', infers: 'follow' },
      ],
      fields: { id: reference, email: { category: 'contact' }, number: reference },
    }),
  ])

describe.each(engines)('$name: digests and leads', ({ kind, create }) => {
  let database: TestDatabase
  let connector: Connector
  let keyless: Connector
  beforeAll(async () => {
    database = await create(['crm'], tables[kind] + rows(kind))
    connector = connect(kind, { ...database.connection, pseudonymKeys: { old: 'old secret' } })
    keyless = connect(kind, database.connection)
  }, 300_000)
  afterAll(async () => {
    await connector?.close()
    await keyless?.close()
    await database?.drop()
  })

  it('every declared form is found, in either case and as bytes, and nothing that merely looks like it', async () => {
    const found = await connector.identify(map(database), josé)
    const seen = found.filter((match) => match.dataset === 'seen').map(({ field, keys }) => [field, keys.flat()])
    expect(Object.fromEntries(seen)).toEqual({ md5: ['1', '2'], sha1: ['3'], sha256: ['4'], hmac: ['5'] })
    const person = await connector.pin(map(database), josé)
    const { datasets } = await connector.discover(map(database), person)
    expect(datasets.find((one) => one.dataset === 'seen')?.count).toBe(5)
  })

  it('a key that is not there is said, and stops the search from looking complete', async () => {
    const problem = { code: 'pseudonym-key-missing', dataset: 'seen', column: 'hmac', name: 'old' }
    expect((await keyless.check(map(database))).problems).toEqual([problem])
    const { status, problems } = await keyless.discover(map(database), await keyless.pin(map(database), josé))
    expect([status, problems]).toEqual(['blocked', [problem]])
    expect((await connector.check(map(database))).problems).toEqual([])
  })

  it('different values are told apart by their bytes, counted, and cut where there are more', async () => {
    const ask = (fields: string[], most: number) =>
      connector.distinct(map(database), { identifiers: josé, anchors: [] }, 'lead', fields, most)
    const { rows: found, more } = await ask(['number'], 10)
    expect(more).toBe(false)
    expect(new Map(found.map(({ values, count }) => [values[0], count]))).toEqual(
      new Map([
        ['C-1', 2],
        ['c-1', 1],
        [null, 1],
      ]),
    )
    expect(await ask(['number'], 2)).toMatchObject({ more: true, rows: [{}, {}] })
    expect((await ask(['email', 'number'], 10)).rows).toHaveLength(4)
    await expect(ask(['nothing'], 1)).rejects.toThrow('outside the map')
  })
})
