import { expect, test } from 'vitest'
import type { Catalogue, CatalogueTable } from '../catalogue'
import { grantStatements, markTables } from './table-marks'
import type { DataMap, MapDataset } from './types'

const table = (name: string, columns: string[], more: Partial<CatalogueTable> = {}): CatalogueTable => ({
  name,
  kind: 'table',
  columns: columns.map((column) => ({
    name: column,
    type: 'text',
    nullable: true,
    hasDefault: false,
    generated: false,
  })),
  primaryKey: [],
  unique: [],
  foreignKeys: [],
  indexes: [],
  checks: [],
  triggers: [],
  rowEstimate: 0,
  rights: { select: true, update: true, delete: true },
  ...more,
})
const points = [
  { name: 'fk', columns: ['account'], references: 'crm.account', referencedColumns: ['id'], onDelete: 'no action' },
] as CatalogueTable['foreignKeys']
const catalogue: Catalogue = {
  engine: 'postgresql',
  serverVersion: '18',
  tables: [
    table('crm.account', ['id', 'email'], { rights: { select: true, update: false, delete: false } }),
    table('crm.note', ['account', 'body'], {
      foreignKeys: points,
      rights: { select: false, update: true, delete: true },
    }),
    table('crm.phone_book', ['phone']),
    table('crm.statistics', ['name', 'total']),
    table('crm.country', ['code']),
  ],
}
const dataset = {
  key: 'account',
  system: 's',
  table: 'crm.account',
  role: 'controller',
  erasure: 'delete',
} as MapDataset
const map = {
  datasets: [dataset],
  exempt: [{ system: 's', table: 'crm.statistics', reason: 'totals only' }],
} as unknown as DataMap

test('a table that names people or points at a mapped one is overlooked, unless it is mapped or exempt', () => {
  expect(markTables(catalogue, map, 's').map(({ table, mark }) => [table.name, mark])).toEqual([
    ['crm.note', 'overlooked'],
    ['crm.phone_book', 'overlooked'],
    ['crm.account', 'mapped'],
    ['crm.statistics', 'exempt'],
    ['crm.country', 'nobody'],
  ])
})

test('a map of another system says nothing about this one', () => {
  expect(markTables(catalogue, map, 'other').some(({ mark }) => mark === 'mapped' || mark === 'exempt')).toBe(false)
  expect(markTables(catalogue, null, 's').find(({ table }) => table.name === 'crm.account')?.mark).toBe('overlooked')
})

test('only rights that the map needs are lacking, and the statement gives exactly those', () => {
  const marked = markTables(catalogue, map, 's')
  expect(grantStatements(marked, 'ha"beas', 'postgresql')).toEqual([
    'GRANT USAGE ON SCHEMA "crm" TO "ha""beas";',
    'GRANT SELECT ON "crm"."note" TO "ha""beas";',
    'GRANT UPDATE, DELETE ON "crm"."account" TO "ha""beas";',
  ])
  expect(grantStatements(marked, "ha'beas", 'mariadb')).toEqual([
    "GRANT SELECT ON `crm`.`note` TO 'ha''beas'@'%';",
    "GRANT UPDATE, DELETE ON `crm`.`account` TO 'ha''beas'@'%';",
  ])
  const asProcessor = { ...map, datasets: [{ ...dataset, role: 'processor' as const }] }
  const accounts = markTables(catalogue, asProcessor, 's').filter(({ dataset: of }) => of !== null)
  expect(grantStatements(accounts, 'habeas', 'postgresql')).toEqual([])
})

test('rows that nobody can point at are deleted and need no UPDATE', () => {
  const alone = { ...catalogue, tables: catalogue.tables.filter(({ name }) => name === 'crm.account') }
  expect(markTables(alone, map, 's')[0]?.lacking).toEqual(['delete'])
})
