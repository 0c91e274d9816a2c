import { expect, test } from 'vitest'
import { parseDataMap, renderDataMap } from '../../schemas/data-map'
import type { Catalogue, CatalogueTable } from '../catalogue'
import { draftFor, emptyMap } from './draft'
import type { DataMap } from './types'

const table = (name: string, columns: string[], references?: string): CatalogueTable => ({
  name,
  kind: 'table',
  columns: columns.map((column) => ({
    name: column,
    type: column === 'id' || column === 'customer_id' ? 'bigint' : 'text',
    nullable: column !== 'id',
    hasDefault: false,
    generated: false,
  })),
  primaryKey: ['id'],
  unique: [],
  foreignKeys: references
    ? [{ name: 'fk', columns: ['customer_id'], references, referencedColumns: ['id'], onDelete: 'no action' }]
    : [],
  indexes: [],
  checks: [],
  triggers: [],
  rowEstimate: 10,
  rights: { select: true, update: true, delete: true },
})
const catalogue: Catalogue = {
  engine: 'postgresql',
  serverVersion: '18',
  tables: [
    table('shop.customer', ['id', 'email', 'phone']),
    table('shop.note', ['id', 'customer_id', 'body'], 'shop.customer'),
    table('shop.product', ['id', 'code']),
  ],
}
const system = { key: 'shop', name: 'Shop', catalogue }
const keysOf = (map: DataMap) => map.datasets.map(({ key, table: of }) => [key, of])

test('the first draft is a map that reads back without a mistake', () => {
  const { map, drafted } = draftFor(null, system)
  expect(drafted).toBe(2)
  expect(map.exempt.map((entry) => entry.table)).toEqual(['shop.product'])
  expect(parseDataMap(renderDataMap(map))).toEqual({ ok: true, map })
  expect(parseDataMap(renderDataMap(emptyMap({ key: 'shop', name: 'Shop', kind: 'postgresql' }))).ok).toBe(true)
})

test('what is mapped is left alone, and drafts link to it by the name it has', () => {
  const first = draftFor(null, system).map
  const [customer] = first.datasets
  if (!customer) throw new Error('no draft')
  const standing: DataMap = { ...first, datasets: [{ ...customer, key: 'buyer' }], exempt: [] }
  const { map, drafted } = draftFor(standing, system)
  expect(drafted).toBe(1)
  expect(keysOf(map)).toEqual([
    ['buyer', 'shop.customer'],
    ['note', 'shop.note'],
  ])
  expect(map.datasets[1]?.links).toEqual([{ to: 'buyer', fields: ['customer_id'], toFields: ['id'] }])
  expect(map.exempt).toEqual([])
  expect(draftFor(map, system)).toEqual({ map, drafted: 0 })
})

test('a second system with tables of the same names gets names of its own', () => {
  const first = draftFor(null, system).map
  const { map } = draftFor(first, { ...system, key: 'old-shop', name: 'Old shop' })
  expect(keysOf(map).map(([key]) => key)).toEqual(['customer', 'note', 'customer-2', 'note-2'])
  expect(map.datasets[3]?.links?.[0]?.to).toBe('customer-2')
  expect(parseDataMap(renderDataMap(map)).ok).toBe(true)
})
