// Keys of every type, over links that the server does not know of: a look-alike key is another person's.
import { afterEach, describe, expect, it } from 'vitest'
import { connect } from '@/lib/connectors/connect'
import type { Connector } from '@/lib/connectors/connector'
import { dataset, josé, systemMap } from '@/lib/connectors/fixture-shop-map'
import { all, group } from '@/lib/connectors/postgresql/fixture-order'
import { type Engine, engines, type TestDatabase } from './engines'

/** The key's type, and in the type of the referring column (the same where absent), by server; then keys as literals. */
type KeyCase = {
  name: string
  type: Partial<Record<Engine['kind'], string | [key: string, referring: string]>>
  mine: string
  others: string[]
  /** How the person's rows of other tables write the key; absent: as it is. */
  written?: string[]
}

const bytes = (hex: string) => ({ postgresql: `'\\x${hex}'`, mariadb: `unhex('${hex}')` })
const literal = (text: string, kind: Engine['kind']) =>
  text.replaceAll(/bytes\(([0-9a-f]+)\)/g, (_, hex: string) => bytes(hex)[kind])

const cases: KeyCase[] = [
  {
    name: 'bigint beyond what a floating-point number holds',
    type: { postgresql: 'bigint', mariadb: 'bigint' },
    ...{ mine: '9007199254740993', others: ['9007199254740992', '9007199254740994'] },
  },
  {
    name: 'unsigned bigint (MariaDB)',
    type: { mariadb: 'bigint unsigned' },
    ...{ mine: '18446744073709551615', others: ['9223372036854775807', '0'] },
  },
  {
    name: 'whole numbers of different widths',
    type: { postgresql: ['integer', 'bigint'], mariadb: ['int', 'bigint unsigned'] },
    ...{ mine: '7', others: ['70', '0'] },
  },
  {
    name: 'uuid',
    type: { postgresql: 'uuid', mariadb: 'uuid' },
    mine: "'123e4567-e89b-12d3-a456-426655440000'",
    others: ["'123e4567-e89b-12d3-a456-426655440001'"],
    written: ["'123e4567-e89b-12d3-a456-426655440000'", "'123E4567-E89B-12D3-A456-426655440000'"],
  },
  {
    name: 'text with accents, case and spaces',
    type: { postgresql: 'text', mariadb: 'varchar(40)' },
    ...{ mine: "'José'", others: ["'Jose'", "'JOSÉ'", "' José'", "'Jose\u0301'"] },
  },
  {
    name: 'text in another character set (MariaDB)',
    type: { mariadb: ['varchar(40)', 'varchar(40) character set latin1'] },
    ...{ mine: "'José'", others: ["'Jose'", "'JOSÉ'"] },
  },
  {
    name: 'text in another collation (MariaDB)',
    type: { mariadb: ['varchar(40)', 'varchar(40) collate utf8mb4_unicode_ci'] },
    ...{ mine: "'José'", others: ["'Jose'", "'José '"] },
  },
  {
    name: 'text of digits beside a number',
    type: { postgresql: ['text', 'integer'], mariadb: ['varchar(40)', 'int'] },
    ...{ mine: "'42'", others: ['420', '4', '0'] },
  },
  {
    name: 'a word beside a number',
    type: { postgresql: ['text', 'integer'], mariadb: ['varchar(40)', 'int'] },
    ...{ mine: "'none'", others: ['0', '1'], written: [] },
  },
  {
    name: 'text that ignores case, as the server’s own type does (PostgreSQL)',
    type: { postgresql: 'citext' },
    ...{ mine: "'AbC'", others: ["'abd'"], written: ["'AbC'", "'aBc'"] },
  },
  {
    name: 'padded text beside text',
    type: { postgresql: ['char(6)', 'varchar(8)'], mariadb: ['char(6)', 'varchar(8)'] },
    ...{ mine: "'A1'", others: ["'A1 x'", "'A11'", "'B1'"] },
  },
  {
    name: 'a list of words',
    type: { postgresql: 'grade', mariadb: "enum('low', 'high', 'lower')" },
    ...{ mine: "'low'", others: ["'lower'", "'high'"] },
  },
  {
    name: 'bytes',
    type: { postgresql: 'bytea', mariadb: 'varbinary(8)' },
    ...{ mine: 'bytes(00ff61)', others: ['bytes(00ff)', 'bytes(00ff6100)', 'bytes(61)', 'bytes(00ff41)'] },
  },
  {
    name: 'bytes of a fixed length (MariaDB)',
    type: { mariadb: 'binary(16)' },
    mine: 'bytes(0123456789abcdef0123456789abcdef)',
    others: ['bytes(0123456789abcdef0123456789abcde0)', 'bytes(01)'],
  },
  {
    name: 'decimal numbers',
    type: { postgresql: ['numeric(20,4)', 'numeric(24,6)'], mariadb: ['decimal(20,4)', 'decimal(24,6)'] },
    ...{ mine: '12345678901234.5678', others: ['12345678901234.5679', '12345678901234.567801'] },
  },
  {
    name: 'a day',
    type: { postgresql: 'date', mariadb: 'date' },
    ...{ mine: "'2024-02-29'", others: ["'2024-02-28'"] },
  },
  {
    name: 'a moment',
    type: { postgresql: 'timestamp(6)', mariadb: 'datetime(6)' },
    ...{ mine: "'2024-02-29 12:00:00.000001'", others: ["'2024-02-29 12:00:00.000002'", "'2024-02-29 12:00:00'"] },
  },
]

let database: TestDatabase | undefined
let system: Connector | undefined

afterEach(async () => {
  await system?.close()
  await database?.drop()
  system = database = undefined
})

const reference = { category: 'reference' } as const
const inserted = (table: string, values: string[]) => `insert into {s}.${table} values ${values.join(', ')};`

describe.each(engines)('$name: keys', ({ kind, create }) => {
  const own = cases.filter(({ type }) => type[kind])

  it.each(own)('$name', async ({ type, mine, others, written = [mine] }) => {
    const given = type[kind] ?? ''
    const [keyType, referring] = typeof given === 'string' ? [given, given] : given
    const strangers = others.map((other) => literal(other, kind))
    const theirs = written.map((key) => literal(key, kind))
    const person = (key: string, email: string) => `(${key}, '${email}')`
    // Whom the server would call the same has no row of its own beside José's.
    const lookAlike = /text|char/.test(keyType) || keyType !== referring ? [] : strangers.slice(0, 1)
    database = await create(
      ['s'],
      `${kind === 'postgresql' ? "create extension citext; create type grade as enum ('low', 'high', 'lower');" : ''}
      create table {s}.person (id ${keyType} primary key, email varchar(100) not null);
      create table {s}.thing (n integer primary key, owner ${referring});
      create table {s}.pair (a integer, b ${referring}, n integer, primary key (a, b, n));
      ${inserted('person', [person(literal(mine, kind), 'josé@x.fr'), ...lookAlike.map((key) => person(key, 'jose@x.fr'))])}
      ${inserted(
        'thing',
        [...theirs, ...strangers].map((key, n) => `(${n}, ${key})`),
      )}
      insert into {s}.thing values (99, null);
      ${inserted(
        'pair',
        [...theirs, ...strangers].map((key, n) => `(1, ${key}, ${n})`),
      )}`,
    )
    system = connect(kind, database.connection)
    const { table } = database
    const map = systemMap([
      dataset('person', table('s', 'person'), {
        identifiedBy: [{ identifier: 'email', field: 'email' }],
        fields: { id: reference, email: reference },
      }),
      dataset('thing', table('s', 'thing'), {
        links: [{ to: 'person', fields: ['owner'], toFields: ['id'] }],
        fields: { n: reference, owner: reference },
      }),
      dataset('pair', table('s', 'pair'), {
        links: [{ to: 'person', fields: ['b'], toFields: ['id'] }],
        fields: { a: reference, b: reference, n: reference },
      }),
    ])
    const pinned = await system.pin(map, josé)
    const { datasets, problems, catalogueHash } = await system.discover(map, pinned)
    expect(problems).toEqual([])
    expect(datasets.map(({ dataset: of, count }) => [of, count])).toEqual([
      ['person', 1],
      ['thing', theirs.length],
      ['pair', theirs.length],
    ])
    const before = await database.dump()
    const groups = ['pair', 'thing', 'person'].map((key) => group(datasets, key, 'delete', all))
    const order = { stepId: 'step', map, catalogueHash, person: pinned, groups }
    expect(await system.erase(order, async () => undefined)).toMatchObject({ status: 'applied' })
    expect((await system.verify(order)).complete).toBe(true)
    const after = await database.dump()
    for (const [name, rows] of Object.entries(after)) {
      const gone = name === 's.person' ? 1 : theirs.length
      expect(rows, name).toHaveLength((before[name]?.length ?? 0) - gone)
      expect(before[name], name).toEqual(expect.arrayContaining(rows))
    }
  })
})
