// In Turkish the small letter of I is ı: an address in capitals must be found all the same, in a column of such a
// collation and in a database of such a language.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '@/lib/connectors/connect'
import { type PostgresConnection, parsePostgresUrl } from '@/lib/connectors/connection'
import type { Connector } from '@/lib/connectors/connector'
import { dataset, systemMap } from '@/lib/connectors/fixture-shop-map'
import type { MapDataset } from '@/lib/domain/data-map/types'
import { mentionWords } from '@/lib/domain/mentions/mention-words'

const email = { kind: 'email' as const, value: 'iris@x.fr' }
const table = (key: string, more: Partial<MapDataset> = {}) =>
  dataset(key, `public.${key}`, {
    identifiedBy: [{ identifier: 'email', field: 'email' }],
    fields: { id: { category: 'reference' }, email: { category: 'contact' }, note: { category: 'free-text' } },
    ...more,
  })

const script = `create table club (id int primary key, email varchar(80) collate "tr-x-icu", note text collate "tr-x-icu");
  create table plain (id int primary key, email varchar(80) collate "en-x-icu", note text);
  create table usual (id int primary key, email text, note text);
  insert into club values (1, 'IRIS@x.fr', ''), (2, 'xIRIS@x.fr', 'IRIS@X.FR called'), (3, 'IRIS.İ@x.fr', '');
  insert into plain select * from club; insert into usual select * from club;
  create index on usual ((lower(btrim(normalize(email, NFC))) collate "C"))`

describe.each([
  ['a language of no such rule', ''],
  ['Turkish', `template template0 locale_provider icu icu_locale 'tr'`],
])('a database in %s', (_, locale) => {
  let admin: pg.Client
  let system: Connector
  let connection: PostgresConnection

  beforeAll(async () => {
    const parsed = parsePostgresUrl(process.env.TEST_PG_URL ?? '')
    if (!parsed.ok) throw new Error('TEST_PG_URL must name a PostgreSQL server for tests')
    connection = { ...parsed.connection, database: `test_capitals_${randomBytes(6).toString('hex')}` }
    admin = new pg.Client({ ...parsed.connection, ssl: false })
    await admin.connect()
    await admin.query(`create database ${connection.database} ${locale}`)
    const client = new pg.Client({ ...connection, ssl: false })
    await client.connect()
    await client.query(script)
    await client.end()
    system = connect('postgresql', connection)
  })
  afterAll(async () => {
    await system?.close()
    await admin.query(`drop database ${connection.database} with (force)`)
    await admin.end()
  })

  it.each([email, { ...email, value: 'IRIS@x.fr' }])('finds an address in capitals', async (identifier) => {
    const map = systemMap([table('club'), table('plain'), table('usual')])
    const found = await system.identify(map, [identifier])
    expect(found.map(({ dataset: of, keys }) => [of, keys])).toEqual(
      ['club', 'plain', 'usual'].map((of) => [of, [['1']]]),
    )
  })

  it('finds what names the person', async () => {
    const map = systemMap([table('club'), table('usual')])
    const person = await system.pin(map, [email])
    for (const of of ['club', 'usual'])
      expect(
        await system.mentions(
          map,
          person,
          [of],
          mentionWords([{ kind: 'email', value: 'iris@x.fr' }], [{ key: 'email', normalise: 'email' }]),
        ),
      ).toMatchObject([{ field: 'note', keys: [['2']] }])
  })

  it('an index on the documented expression answers, but where that language would mislead it', async () => {
    const catalogue = await system.inspect()
    const columns = (of: string) => catalogue.tables.find(({ name }) => name === `public.${of}`)?.columns ?? []
    const usual = locale === '' ? undefined : true
    expect(columns('club').map(({ ownCapitals }) => ownCapitals)).toEqual([undefined, true, true])
    expect(columns('usual').map(({ ownCapitals }) => ownCapitals)).toEqual([undefined, usual, usual])
    expect(await system.slowLookups(systemMap([table('usual')]), -1)).toHaveLength(usual ? 1 : 0)
  })
})
