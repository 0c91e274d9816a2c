import { expect, it } from 'vitest'
import type { Catalogue, CatalogueColumn, CatalogueTable } from '../catalogue'
import type { MapDataset } from '../data-map/types'
import { valueFits } from './value-fits'

const column = (name: string, type: string, more: Partial<CatalogueColumn> = {}): CatalogueColumn => ({
  ...{ name, type, nullable: true, hasDefault: false, generated: false },
  ...more,
})
const table = (name: string, columns: CatalogueColumn[], more: Partial<CatalogueTable> = {}): CatalogueTable => ({
  ...{ name, kind: 'table', columns, primaryKey: ['id'], unique: [], foreignKeys: [], indexes: [], checks: [] },
  ...{ triggers: [], rowEstimate: 1, rights: { select: true, update: true, delete: true } },
  ...more,
})
const word = (key: string) => ({ en: key, fr: key })
const dataset = (fields: MapDataset['fields'] = {}): MapDataset => ({
  ...{ key: 'person', system: 'shop', table: 'crm.person', label: word('person'), controller: 'shop' },
  ...{ role: 'controller', purposes: [], legalBasis: 'contract', recipients: [], retention: word('-') },
  ...{ erasure: 'delete', fields },
})
const catalogue = (tables: CatalogueTable[], engine: Catalogue['engine'] = 'postgresql'): Catalogue => ({
  ...{ engine, serverVersion: '18', tables },
})
const judged = (type: string, value: string | null, engine: Catalogue['engine'] = 'postgresql') => {
  const result = valueFits(catalogue([table('crm.person', [column('v', type)])], engine), dataset(), 'v', value)
  return result.ok ? 'fits' : result.problem
}

it.each([
  ['character varying(5)', '😀éçñ!', 'fits'],
  ['character varying(5)', 'abcdef', 'too-long'],
  ['character(2)', 'FR', 'fits'],
  ['varchar(3)', 'Zoë', 'fits'],
  ['varchar(3)', 'Zoé ', 'too-long'],
  ['tinytext', 'é'.repeat(128), 'too-long'],
  ['tinytext', 'é'.repeat(127), 'fits'],
  ['text', '<script>'.repeat(60), 'fits'],
  ['citext', 'a\0b', 'wrong-type'],
  ['text', '\ud800', 'wrong-type'],
  ['date', '2000-02-29', 'fits'],
  ['date', '1900-02-29', 'wrong-type'],
  ['date', '1980-13-01', 'wrong-type'],
  ['date', '01/05/1980', 'wrong-type'],
  ['date', 'tomorrow', 'wrong-type'],
  ['date', null, 'fits'],
  ['timestamp without time zone', '1980-05-01', 'fits'],
  ['timestamp(3) without time zone', '1980-05-01 10:30', 'fits'],
  ['timestamp with time zone', '1980-05-01', 'wrong-type'],
  ['datetime(6)', '1980-05-01', 'fits'],
  ['datetime', '1980-02-30', 'wrong-type'],
  ['timestamp', '1980-05-01', 'wrong-type'],
  ['integer', '42', 'fits'],
  ['int(11) unsigned', '4 2', 'wrong-type'],
  ['bigint', 'FR76', 'wrong-type'],
  ['numeric(10,2)', '12.50', 'fits'],
  ['numeric(10,2)', '12,50', 'wrong-type'],
  ['boolean', 'true', 'fits'],
  ['boolean', 'yes', 'wrong-type'],
  ['uuid', '42', 'wrong-type'],
  ['bytea', 'José', 'wrong-type'],
  ['varbinary(20)', 'José', 'wrong-type'],
  ['text[]', 'José', 'wrong-type'],
  ['jsonb', 'José', 'wrong-type'],
  // The server's to judge: their values are not in the catalogue.
  ['crm.mood', 'whatever', 'fits'],
  ["enum('a','b')", 'whatever', 'fits'],
])('%s takes %j: %s', (type, value, expected) => {
  const engine = /^(tiny|datetime|timestamp$|int\(|varb|enum)/.test(type) ? 'mariadb' : 'postgresql'
  expect(judged(type, value, engine)).toBe(expected)
})

it('no value where one must stand, and none in a key', () => {
  const required = catalogue([table('crm.person', [column('id', 'integer'), column('v', 'text', { nullable: false })])])
  expect(valueFits(required, dataset(), 'v', null)).toEqual({ ok: false, problem: 'not-nullable' })
  expect(valueFits(required, dataset(), 'v', '')).toEqual({ ok: true })
  expect(valueFits(required, dataset(), 'id', null)).toEqual({ ok: false, problem: 'not-nullable' })
})

it('nothing where the connector does not write', () => {
  const constraint = { ok: false, problem: 'constraint' }
  const computed = catalogue([table('crm.person', [column('v', 'text', { generated: true })])])
  expect(valueFits(computed, dataset(), 'v', 'x')).toEqual(constraint)
  const view = catalogue([table('crm.person', [column('v', 'text')], { kind: 'view' })])
  expect(valueFits(view, dataset(), 'v', 'x')).toEqual(constraint)
  expect(valueFits(catalogue([table('crm.person', [])]), dataset(), 'v', 'x')).toEqual(constraint)
  expect(valueFits(catalogue([]), dataset(), 'v', 'x')).toEqual(constraint)
  const pointing = table('crm.order', [column('v', 'text')], {
    foreignKeys: [
      { name: 'k', columns: ['v'], references: 'crm.person', referencedColumns: ['v'], onDelete: 'no action' },
    ],
  })
  const pointedAt = catalogue([table('crm.person', [column('v', 'text')]), pointing])
  expect(valueFits(pointedAt, dataset(), 'v', 'x')).toEqual(constraint)
})

it('no text into a document, of which the map may name parts', () => {
  const plain = catalogue([table('crm.person', [column('v', 'text')])])
  const parted = dataset({ v: { category: 'identity', paths: { '$.name': {} } } })
  expect(valueFits(plain, parted, 'v', 'x')).toEqual({ ok: false, problem: 'wrong-type' })
  const checked = [{ name: 'v', expression: 'json_valid(`v`)' }]
  const json = catalogue([table('crm.person', [column('v', 'longtext')], { checks: checked })], 'mariadb')
  expect(valueFits(json, dataset(), 'v', '"x"')).toEqual({ ok: false, problem: 'wrong-type' })
})
