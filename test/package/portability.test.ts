// What leaves can be read again by any program: JSON by its schema, CSV and XML by the dictionary, whatever stands in a row.
// Over 250 lines: what stands in the rows is data.
import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { publishedSchema } from '@/lib/delivery/portability/published-schema'
import type { MapDataset, MapField } from '@/lib/domain/data-map/types'
import { engines, type Script, type TestDatabase } from '../connectors/engines'
import { linked, type Place, person } from '../connectors/opened-case'
import { productDatabase } from '../support/product-database'
import {
  clearStorage,
  csvRows,
  type Files,
  jsonOf,
  packed,
  type ReadRow,
  storedFiles,
  validator,
  xmlRows,
} from './portable-world'

let product: Awaited<ReturnType<typeof productDatabase>>
let database: TestDatabase | undefined
beforeAll(async () => {
  product = await productDatabase()
})
afterAll(() => product?.drop())
beforeEach(clearStorage)
afterEach(async () => {
  await database?.drop()
  database = undefined
})

const given: MapField = { category: 'identity', origin: 'provided' }
const assigned: MapField = { category: 'reference', origin: 'assigned' }
const own = { controller: 'maison', legalBasis: 'contract' as const }
const people = `create table {s}.person (id integer primary key, email varchar(100) not null);
  insert into {s}.person values (1, 'josé@x.fr'), (2, 'jose@x.fr'), (3, 'josé+news@x.fr'), (11, 'xjosé@x.fr');`

/** `columns`: of a table `thing` of the person, with its rows. */
async function datasetsOf(kind: 'postgresql' | 'mariadb', script: Script, columns: string[]): Promise<MapDataset[]> {
  const engine = engines.find((one) => one.kind === kind)
  const made = await engine?.create(['s'], people + script[kind])
  if (!made) throw new Error(`no ${kind}`)
  database = made
  const at: Place = (table) => made.table('s', table)
  const fields = Object.fromEntries(columns.map((name) => [name, given]))
  return [
    person(at, { ...own, fields: { id: assigned, email: { ...given, vocabulary: 'schema:Person.email' } } }),
    linked(at, 'thing', [], { ...own, fields: { owner: assigned, id: { ...given, origin: 'observed' }, ...fields } }),
  ]
}

async function opened(datasets: MapDataset[], packing: Parameters<typeof packed>[2] = {}): Promise<Files> {
  if (!database) throw new Error('no database')
  return (await packed(database, datasets, packing)).open()
}

/** By the schemas that the package brings or that are published: nothing else is known of it. */
function expectValid(files: Files) {
  const own = jsonOf(files, 'schema.json')
  const schemaAt = validator(own, publishedSchema)
  const manifest = jsonOf(files, 'manifest.json')
  const { $id } = publishedSchema as { $id: string }
  const check = (place: string, data: unknown) => {
    const validate = schemaAt(place)
    validate(data)
    expect(validate.errors, place).toBeNull()
  }
  check($id, manifest)
  check(`${$id}#/$defs/dictionary`, jsonOf(files, 'dictionary.json'))
  for (const { schema, files: named } of manifest.datasets)
    check(schema.replace('schema.json', own.$id), jsonOf(files, named.json))
}

const types = [
  ['t', 'text', 'longtext'],
  ['small', 'smallint', 'smallint'],
  ['big', 'bigint', 'bigint unsigned'],
  ['n', 'numeric(30,4)', 'decimal(30,4)'],
  ['f', 'double precision', 'double'],
  ['d', 'date', 'date'],
  ['tm', 'time', 'time(3)'],
  ['ts', 'timestamp', 'datetime(3)'],
  ['tz', 'timestamptz', 'timestamp(3) null'],
  ['u', 'uuid', 'uuid'],
  ['bits', 'bytea', 'blob'],
] as const
const columns = types.map(([name]) => name)
const bytes = { postgresql: "'\\x00ff10'", mariadb: "x'00ff10'" }
const values = (
  kind: 'postgresql' | 'mariadb',
) => `'Ünïcode 😀', -5, 9223372036854775807, -12345678901234567890.1234, 0.1,
  '1980-02-29', '23:59:59.5', '2026-01-02 03:04:05.25', '2026-01-02 03:04:05.25${kind === 'postgresql' ? '+00' : ''}',
  'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', ${bytes[kind]}`
const table = (kind: 'postgresql' | 'mariadb') => {
  const typesOf = types.map(([name, pg, maria]) => `${name} ${kind === 'postgresql' ? pg : maria}`)
  const { length } = columns
  const nulls = Array.from({ length }, () => 'null').join(', ')
  return `create table {s}.thing (id integer primary key, owner integer, ${typesOf.join(', ')});
    insert into {s}.thing values (1, 1, ${values(kind)}), (2, 1, ${nulls}), (9, 2, ${values(kind).replace('Ü', 'FOREIGN')});`
}
const script: Script = { postgresql: table('postgresql'), mariadb: table('mariadb') }

describe.each(engines)('$name', ({ kind }) => {
  test('every type is written in one form, valid by the schema and the same in JSON, CSV and XML', async () => {
    const files = await opened(await datasetsOf(kind, script, [...columns]))
    expectValid(files)
    const rows = jsonOf(files, 'json/thing.json') as ReadRow[]
    const [first, second] = rows
    expect(first).toEqual({
      ...{ id: 1, t: 'Ünïcode 😀', small: -5, big: '9223372036854775807', n: '-12345678901234567890.1234', f: 0.1 },
      ...{ d: '1980-02-29', tm: '23:59:59.5' },
      ts: kind === 'postgresql' ? '2026-01-02T03:04:05.25' : '2026-01-02T03:04:05.250',
      tz: kind === 'postgresql' ? '2026-01-02T03:04:05.25Z' : '2026-01-02T03:04:05.250Z',
      ...{ u: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', bits: 'AP8Q' },
    })
    expect(second).toEqual({ id: 2, ...Object.fromEntries(columns.map((name) => [name, null])) })
    expect(csvRows(files, 'thing')).toEqual(rows)
    expect(xmlRows(files, 'thing')).toEqual(rows)
    const fields = jsonOf(files, 'dictionary.json').datasets[1].fields
    expect(fields.find(({ name }: { name: string }) => name === 'n')).toMatchObject({ precision: 30, scale: 4 })
  })

  test('hostile text is itself in every file, and nothing of it a formula or a sign that XML cannot hold', async () => {
    const hostile = [
      ...['', "'quoted", "''", '=1+1', '-2', '@x', '\uff1dx', '\t', 'a\r\nb\rc', '"', '""",\n', 'NULL', 'null'],
      ...['<script>alert(1)</script>', ']]>&amp;&#0;', '\u0001\u0008\u000b\u001f', '\ufffe\uffff', '\u202egnp.exe'],
      ...["'; drop table person; --", ' padded ', '\u0085\u2028', '😀', '{"a":1}', '=\u0007'],
    ]
    const rows = hostile.map((text, index) => {
      const hex = Buffer.from(text).toString('hex')
      const said = kind === 'postgresql' ? `convert_from('\\x${hex}', 'UTF8')` : `convert(x'${hex}' using utf8mb4)`
      return `(${index + 1}, 1, ${said})`
    })
    const text = `create table {s}.thing (id integer primary key, owner integer, t text);
      insert into {s}.thing values ${rows.join(', ')};`
    const files = await opened(await datasetsOf(kind, { postgresql: text, mariadb: text }, ['t']))
    expectValid(files)
    const expected = hostile.map((t, index) => ({ id: index + 1, t }))
    expect(jsonOf(files, 'json/thing.json')).toEqual(expected)
    expect(csvRows(files, 'thing')).toEqual(expected)
    expect(xmlRows(files, 'thing')).toEqual(expected)
    const cells: string[] = parse(files.get('csv/thing.csv') ?? '').flat()
    expect(cells.filter((cell) => /^[=+\-@\t\r\n\uff1d]/.test(cell))).toEqual([])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(String(files.get('xml/thing.xml'))).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
  })

  test('look-alikes have no row in it, the manifest agrees with every byte, and what is left out stays', async () => {
    const datasets = await datasetsOf(kind, script, ['t'])
    const files = await opened(datasets)
    expect(jsonOf(files, 'json/person.json')).toEqual([{ email: 'josé@x.fr' }])
    expect(jsonOf(files, 'json/thing.json')).toHaveLength(2)
    for (const [name, content] of files) expect(content.includes('FOREIGN'), name).toBe(false)
    const manifest = jsonOf(files, 'manifest.json')
    expect([...files.keys()]).toEqual([
      ...['index.html', 'json/person.json', 'json/thing.json', 'csv/person.csv', 'csv/thing.csv'],
      ...['xml/person.xml', 'xml/thing.xml', 'dictionary.csv', 'dictionary.json', 'schema.json', 'manifest.json'],
    ])
    expect(manifest.files.map(({ name }: { name: string }) => name)).toEqual([...files.keys()].slice(0, -1))
    for (const { name, bytes: size, sha256 } of manifest.files) {
      const content = files.get(name) ?? Buffer.alloc(0)
      expect([size, sha256]).toEqual([content.length, createHash('sha256').update(content).digest('hex')])
    }
    expect(manifest.datasets.map(({ rows }: { rows: number }) => rows)).toEqual([1, 2])
    const email = jsonOf(files, 'dictionary.json').datasets[0].fields[0]
    const vocabulary = { type: 'https://schema.org/Person', property: 'https://schema.org/email' }
    expect(email).toMatchObject({ name: 'email', vocabulary, origin: 'provided', legalBasis: 'contract' })
    expect(String(files.get('dictionary.csv'))).toContain('"https://schema.org/email"')
    const page = String(files.get('index.html'))
    expect(page).toContain('Maison &amp; &lt;Fils&gt;')
    expect(page).toContain('you did not provide it')
    expect(storedFiles()).toHaveLength(1)
  })
})

describe('PostgreSQL alone', () => {
  test('documents and lists keep every digit; what no type has a form for is the text of the database', async () => {
    const odd = `create table {s}.thing (id integer primary key, owner integer, yes boolean, j jsonb, raw json, words text[],
        grid integer[][], at timestamptz[], iv interval, n numeric, f real, d date, tz timestamptz, ip inet, mixed text[]);
      insert into {s}.thing values (1, 1, true, '{"n": 12345678901234567890.10, "s": "a\\"b"}', E'[1,\\n "x"]',
        array['a,b', null, '"', 'NULL', '{', 'back\\slash', ''], array[[1,2],[3,null]], array['2026-01-02 03:04:05+00'::timestamptz],
        '1 year 2 days 03:04:05.5', 'NaN', '-Infinity', 'infinity', '0044-03-15 12:00:00+00 BC', '10.0.0.1', '[2:3]={a,b}'::text[]);`
    const names = ['yes', 'j', 'raw', 'words', 'grid', 'at', 'iv', 'n', 'f', 'd', 'tz', 'ip', 'mixed']
    const files = await opened(await datasetsOf('postgresql', { postgresql: odd, mariadb: '' }, names))
    expectValid(files)
    expect(String(files.get('json/thing.json'))).toContain('12345678901234567890.10')
    expect(String(files.get('csv/thing.csv'))).toContain('12345678901234567890.10')
    const rows = jsonOf(files, 'json/thing.json')
    expect(rows[0]).toMatchObject({
      ...{ yes: true, raw: [1, 'x'], words: ['a,b', null, '"', 'NULL', '{', 'back\\slash', ''] },
      ...{
        grid: [
          [1, 2],
          [3, null],
        ],
        at: ['2026-01-02T03:04:05Z'],
        iv: 'P1Y2DT3H4M5.5S',
        n: { raw: 'NaN' },
      },
      ...{ f: { raw: '-Infinity' }, d: { raw: 'infinity' }, ip: '10.0.0.1', mixed: { raw: '[2:3]={a,b}' } },
    })
    expect(rows[0].tz.raw).toContain('BC')
    expect(csvRows(files, 'thing')).toEqual(rows)
    expect(xmlRows(files, 'thing')).toEqual(rows)
  })

  test('names of fields are any text: in JSON, in tables and in XML', async () => {
    const names = ['=1+1', 'a"b', '<x>', "it's", 'Ünï code', '1']
    const quoted = names.map((name) => `"${name.replaceAll('"', '""')}" text`).join(', ')
    const odd = `create table {s}.thing (id integer primary key, owner integer, ${quoted});
      insert into {s}.thing values (1, 1, ${names.map((_, index) => `'v${index}'`).join(', ')});`
    const files = await opened(await datasetsOf('postgresql', { postgresql: odd, mariadb: '' }, names))
    expectValid(files)
    const rows = jsonOf(files, 'json/thing.json')
    expect(rows).toEqual([{ id: 1, ...Object.fromEntries(names.map((name, index) => [name, `v${index}`])) }])
    expect(xmlRows(files, 'thing')).toEqual(rows)
    expect(csvRows(files, 'thing')).toEqual(rows)
  })

  test('only the forms asked for; another controller learns nothing of what stays', async () => {
    const datasets = await datasetsOf('postgresql', script, ['t'])
    const receiver = { to: 'receiver', receiver: 'bank', receiverVersion: 1, country: 'FR', adequacy: 'eea' } as const
    const files = await opened(datasets, { forms: ['xml'], destination: receiver, locale: 'fr' })
    expect([...files.keys()].filter((name) => name.includes('/'))).toEqual(['xml/person.xml', 'xml/thing.xml'])
    expect(String(files.get('index.html'))).toContain('Vos données, à emporter')
    for (const [name, content] of files) expect(content.includes('pas fournies'), name).toBe(false)
  })

  test('a system that breaks off leaves no file behind', async () => {
    const datasets = await datasetsOf('postgresql', script, ['t'])
    const breaksOff = () => database?.run('drop table {s}.thing') ?? Promise.resolve()
    const failed = await opened(datasets, { betweenPlanAndWriting: breaksOff }).then(
      () => 'built',
      (error: Error) => error.constructor.name,
    )
    expect(failed).toContain('Refused')
    expect(storedFiles()).toEqual([])
  })
})

describe('MariaDB alone', () => {
  test('what no calendar and no clock knows is the text of the database; a zero byte is kept', async () => {
    const odd = `set sql_mode = ''; create table {s}.thing (id integer primary key, owner integer, d date, tm time, y year,
        yes tinyint(1), j json, mood enum('good', 'bad'), t text);
      insert into {s}.thing values (1, 1, '0000-00-00', '-12:00:00', 2026, 1, '{"n": 1.10}', 'bad', concat('a', char(0), 'b')),
        (2, 1, '2026-02-00', '12:00:00', null, 0, '[1]', null, '');`
    const names = ['d', 'tm', 'y', 'yes', 'j', 'mood', 't']
    const files = await opened(await datasetsOf('mariadb', { postgresql: '', mariadb: odd }, names))
    expectValid(files)
    const rows = jsonOf(files, 'json/thing.json')
    const raw = (text: string) => ({ raw: text })
    expect(rows).toEqual([
      { id: 1, d: raw('0000-00-00'), tm: raw('-12:00:00'), y: 2026, yes: 1, j: { n: 1.1 }, mood: 'bad', t: 'a\0b' },
      { id: 2, d: raw('2026-02-00'), tm: '12:00:00', y: null, yes: 0, j: [1], mood: null, t: '' },
    ])
    expect(csvRows(files, 'thing')).toEqual(rows)
    expect(xmlRows(files, 'thing')).toEqual(rows)
  })
})

test('the published schema is the one that packages are checked with', async () => {
  const published = `${JSON.stringify(publishedSchema, null, 2)}\n`
  await expect(published).toMatchFileSnapshot('../../public/schemas/habeas-portability-1.json')
})
