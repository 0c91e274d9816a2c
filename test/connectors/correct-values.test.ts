// What columns of every type take for a corrected value: stored as it was given, byte for byte, or refused with nothing done.
import { describe, expect, it } from 'vitest'
import type { Connector, Correction, CorrectionOrder } from '@/lib/connectors/connector'
import { dataset } from '@/lib/connectors/fixture-shop-map'
import type { MapDataset } from '@/lib/domain/data-map/types'
import { correction } from './correction-case'
import { type Engine, engines, type Script, type TestDatabase } from './engines'
import { fields, linked, note, opened, type Place, person } from './opened-case'

const hostile = [
  '<script>alert(document.cookie)</script>',
  '=HYPERLINK("http://x.example","y")',
  "'; drop table person; --",
  'O\'Brien "q" \\ `back` \\\' %s $1 ? :name {id}',
  '{id}',
  '😀👨‍👩‍👧 𝔘𝔫𝔦',
  'שלום \u202eevil\u202c العالم',
  'Jose\u0301 ≠ José',
  ' kept as it is ',
  'line\r\n\ttab',
  'null',
  'é'.repeat(500),
]

describe.each(engines)('$name: a corrected value', (engine) => {
  const { kind } = engine
  type Case = { system: Connector; database: TestDatabase; order: CorrectionOrder; before: Record<string, string[]> }
  const word = (at: Place, more: Partial<MapDataset> = {}) => linked(at, 'word', ['id', 'v'], more)

  /** Of `{s}.word`, whose rows 1 and 3 are the person's and 2 and 4 another's with the same values. */
  async function stored(script: string | Script, ...corrections: Correction[]): Promise<Case> {
    return from(script, (at) => [person(at), word(at)], corrections)
  }
  async function from(script: string | Script, datasets: (at: Place) => MapDataset[], corrections: Correction[]) {
    const { order, ...rest } = await opened(engine, script, datasets, [])
    const { groups: _, ...same } = order
    return { ...rest, order: { ...same, corrections } }
  }
  const column = (
    type: string,
    value: string,
  ) => `create table {s}.word (id integer primary key, owner integer, v ${type});
    insert into {s}.word values (1, 1, ${value}), (2, 2, ${value}), (3, 1, ${value}), (4, 2, ${value});`
  const v = (before: string | null, after: string | null, rows = 2) => correction('word', 'v', [before, after], rows)

  async function expectStored({ system, database, order, before }: Case) {
    expect((await system.verifyCorrection(order)).complete).toBe(false)
    expect(await system.correct(order, note)).toMatchObject({ status: 'applied' })
    expect(await system.verifyCorrection(order)).toMatchObject({ complete: true })
    const others = (before['s.word'] ?? []).filter((row) => /^[([]"?[24]/.test(row))
    expect(others).toHaveLength(2)
    expect((await database.dump())['s.word']).toEqual(expect.arrayContaining(others))
  }
  async function expectRefused({ system, database, order, before }: Case, problem: string) {
    expect(await system.correct(order, note)).toEqual({ status: 'refused', problem, dataset: 'word' })
    expect(await database.dump()).toEqual(before)
  }

  it('of texts that are more than they seem is stored as it was given, and found again by it', async () => {
    const text = { postgresql: column('text', "'old'"), mariadb: column('varchar(600)', "'old'") }
    const word1 = await stored(text, v('old', hostile[0] ?? ''))
    let last = 'old'
    for (const next of [...hostile, 'plain']) {
      word1.order.corrections = [v(last, next)]
      await expectStored(word1)
      const { rows } = await word1.system.distinct(word1.order.map, word1.order.person, 'word', ['v'], 5)
      expect(rows).toEqual([{ values: [next], count: 2 }])
      last = next
    }
    expect((await word1.database.dump())['s.person']).toEqual(word1.before['s.person'])
  })

  const stores: [type: string, value: string, before: string | null, after: string | null, only?: Engine['kind']][] = [
    ['varchar(5)', "'abcde'", 'abcde', '😀éçñ!'],
    ['char(8)', "'Jose'", 'Jose', 'José'],
    ['date', "'1980-05-01'", '1980-05-01', '1980-05-11'],
    ['integer', '42', '42', '-7'],
    ['numeric(10, 2)', '12.50', '12.50', '-0.5'],
    ['numeric(10, 2)', '12.50', '12.5', '13'],
    ['varchar(20)', 'null', null, ''],
    ['varchar(20)', "''", '', null],
    ['date', 'null', null, '2000-02-29'],
    ['text', "'JOSE'", 'JOSE', 'jose'],
    ['citext', "'JOSE'", 'JOSE', 'jose', 'postgresql'],
    ['{s}.mood', "'ok'", 'ok', 'sad', 'postgresql'],
    ['{s}.short', "'ok'", 'ok', 'sad', 'postgresql'],
    ['boolean', "'true'", 'true', 'false', 'postgresql'],
    ['timestamp', "'1980-05-01'", '1980-05-01 00:00:00', '1980-05-02', 'postgresql'],
    [
      'uuid',
      "'00000000-0000-0000-0000-00000000000a'",
      '00000000-0000-0000-0000-00000000000a',
      '00000000-0000-0000-0000-00000000000B',
      'postgresql',
    ],
    ["enum('ok', 'sad')", "'ok'", 'ok', 'sad', 'mariadb'],
    ['datetime', "'1980-05-01'", '1980-05-01 00:00:00', '1980-05-02', 'mariadb'],
    ['bit(1)', "b'1'", '1', '0', 'mariadb'],
    ['varchar(20) character set latin1', "'José'", 'José', 'Zoë', 'mariadb'],
    ['varchar(20) collate utf8mb4_bin', "'José'", 'José', 'José ', 'mariadb'],
  ]
  const types = {
    postgresql: `create extension citext; create type {s}.mood as enum ('ok', 'sad'); create domain {s}.short as varchar(4) check (value <> 'bad');`,
    mariadb: '',
  }[kind]
  const here = <Row extends unknown[]>(rows: Row[]) =>
    rows.filter((row) => row.at(-1) === kind || !engines.some((e) => e.kind === row.at(-1)))

  it.each(here(stores))('%s: %s', async (type, value, before, after) => {
    await expectStored(await stored(types + column(type, value), v(before, after)))
  })

  const refuses: [
    type: string,
    value: string,
    before: string | null,
    after: string | null,
    problem: string,
    only?: Engine['kind'],
  ][] = [
    ['varchar(5)', "'abc'", 'abc', 'abcdef', 'constraint'],
    ['varchar(5)', "'abc'", 'abc', 'abcde ', 'constraint'],
    ['char(5)', "'abc'", 'abc', 'ab ', 'constraint'],
    ['varchar(5) not null', "'abc'", 'abc', null, 'constraint'],
    ['varchar(5) unique', 'null', null, 'x', 'constraint'],
    ["varchar(5) check (v <> '-')", "'abc'", 'abc', '-', 'constraint'],
    ['date', "'1980-05-01'", '1980-05-01', '1980-02-30', 'constraint'],
    ['date', "'1980-05-01'", '1980-05-01', 'tomorrow', 'constraint'],
    ['date', "'1980-05-01'", '1980-05-01', '1980-5-2', 'constraint'],
    ['date', "'1980-05-01'", '1980-5-1', '1980-05-02', 'rows-changed'],
    ['integer', '42', '42', '042', 'constraint'],
    ['integer', '42', '42', '99999999999', 'constraint'],
    ['integer', '42', '42 ', '1', 'rows-changed'],
    ['integer', '42', '42', '7 people', 'constraint'],
    ['numeric(10, 2)', '12.50', '12.50', '12.555', 'constraint'],
    ['numeric(10, 2)', '12.50', 'abc', '13', 'rows-changed'],
    ['varchar(20)', 'null', '', 'x', 'rows-changed'],
    ['varchar(20)', "''", null, 'x', 'rows-changed'],
    ['citext', "'JOSE'", 'jose', 'x', 'rows-changed', 'postgresql'],
    ['text collate {s}.loose', "'José'", 'jose', 'x', 'rows-changed', 'postgresql'],
    ['{s}.mood', "'ok'", 'ok', 'furious', 'constraint', 'postgresql'],
    ['{s}.short', "'ok'", 'ok', 'bad', 'constraint', 'postgresql'],
    ['text', "'ok'", 'ok', 'a\0b', 'constraint', 'postgresql'],
    ['jsonb', "'{}'", '{}', '{"a": 1}', 'constraint', 'postgresql'],
    ['bytea', "'\\x00'", '\\x00', '\\x01', 'constraint', 'postgresql'],
    ['text[]', "array['a']", '{a}', '{b}', 'constraint', 'postgresql'],
    ["enum('ok', 'sad')", "'ok'", 'ok', 'furious', 'constraint', 'mariadb'],
    ["enum('ok', 'sad')", "'ok'", 'ok', '2', 'constraint', 'mariadb'],
    ["enum('ok', 'sad')", "'ok'", 'ok', 'SAD', 'constraint', 'mariadb'],
    ['varchar(20) character set latin1', "'ok'", 'ok', '😀', 'constraint', 'mariadb'],
    ['varchar(20) character set utf8mb3', "'ok'", 'ok', '😀', 'constraint', 'mariadb'],
    ['json', "'{}'", '{}', '{"a": 1}', 'constraint', 'mariadb'],
    ['varbinary(20)', "'ab'", '6162', '6163', 'constraint', 'mariadb'],
    ['datetime', "'1980-05-01'", '1980-05-01', 'soon', 'constraint', 'mariadb'],
  ]
  const loose = {
    postgresql: `create collation {s}.loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false);`,
    mariadb: '',
  }[kind]
  it.each(here(refuses))('%s: %s, %j to %j: %s', async (type, value, before, after, problem) => {
    await expectRefused(await stored(types + loose + column(type, value), v(before, after)), problem)
  })

  it('that the company’s own code turns into another is refused', async () => {
    const capitals = await stored(
      {
        postgresql: `${column('text', "'old'")} create function {s}.loud() returns trigger language plpgsql as 'begin new.v = upper(new.v); return new; end';
          create trigger loud before update on {s}.word for each row execute function {s}.loud();`,
        mariadb: `${column('varchar(40)', "'old'")} create trigger {s}.loud before update on {s}.word for each row set new.v = upper(new.v);`,
      },
      v('old', 'new'),
    )
    await expectRefused(capitals, 'constraint')
    capitals.order.corrections = [v('old', 'NEW')]
    await expectStored(capitals)
  })

  it('that the company’s own code swallows or forbids is refused', async () => {
    const forbids = await stored(
      {
        postgresql: `${column('text', "'old'")} create function {s}.no() returns trigger language plpgsql as 'begin if new.v = ''no'' then raise exception ''José''; end if; return null; end';
          create trigger no before update on {s}.word for each row execute function {s}.no();`,
        mariadb: `${column('varchar(40)', "'old'")} create trigger {s}.no before update on {s}.word for each row signal sqlstate '45000' set message_text = 'José';`,
      },
      v('old', 'no'),
    )
    await expectRefused(forbids, 'constraint')
    forbids.order.corrections = [v('old', 'new')]
    await expectRefused(forbids, kind === 'postgresql' ? 'rows-changed' : 'constraint')
  })

  it('is not written where the server computes it', async () => {
    const computed = `create table {s}.word (id integer primary key, owner integer, w integer, v integer generated always as (w + 1) stored);
      insert into {s}.word (id, owner, w) values (1, 1, 1), (2, 2, 1), (3, 1, 1);`
    await expectRefused(await stored(computed, v('2', '3')), 'constraint')
  })

  it('is not written where the map names parts, or an older program hid it', async () => {
    const paths = { v: { category: 'identity' as const, paths: { '$.name': {} } } }
    const parted = await from(
      column('text', "'old'"),
      (at) => [person(at), word(at, { fields: { ...fields('id'), ...paths } })],
      [v('old', 'new')],
    )
    await expectRefused(parted, 'constraint')
    const hidden = { identifiedBy: [{ identifier: 'email', field: 'v', form: 'md5' as const }] }
    parted.order.map = {
      ...parted.order.map,
      datasets: parted.order.map.datasets.map((d) =>
        d.key === 'word' ? { ...word((t) => parted.database.table('s', t)), ...hidden } : d,
      ),
    }
    await expectRefused(parted, 'constraint')
  })

  it('is not written into a view', async () => {
    const script = `${column('text', "'old'")} create view {s}.seen as select * from {s}.word;`
    const viewed = await stored(script, v('old', 'new'))
    const seen = dataset(
      'word',
      viewed.database.table('s', 'seen'),
      word(() => 'x'),
    )
    const table = viewed.database.table('s', 'seen')
    viewed.order.map = {
      ...viewed.order.map,
      datasets: viewed.order.map.datasets.map((d) => (d.key === 'word' ? { ...seen, table } : d)),
    }
    const { catalogueHash } = await viewed.system.discover(viewed.order.map, viewed.order.person)
    viewed.order.catalogueHash = catalogueHash
    expect(await viewed.system.correct(viewed.order, note)).toMatchObject({ status: 'refused' })
    expect(await viewed.database.dump()).toEqual(viewed.before)
  })
})
