import { describe, expect, it } from 'vitest'
import type { Catalogue, CatalogueTable } from '../catalogue'
import * as shop from '../plan/invoicing-fixture'
import { checkMap } from './check'
import { explainMapFinding } from './check-explained'
import type { DataMap } from './types'

const brief = (change: (catalogue: Catalogue, map: DataMap) => void) => {
  const [catalogue, map] = [shop.catalogue(), shop.map()]
  change(catalogue, map)
  return checkMap(map, { shop: catalogue }).map(
    ({ severity, code, dataset, table, column }) =>
      `${severity} ${code} ${dataset ?? table}${column ? `.${column}` : ''}`,
  )
}

const tableOf = (catalogue: Catalogue, key: string): CatalogueTable => {
  const table = catalogue.tables.find(({ name }) => name === `shop.${key}`)
  if (!table) throw new Error(key)
  return table
}
const fieldsOf = (map: DataMap, key: string) => map.datasets.find((d) => d.key === key)?.fields ?? {}

describe('checkMap', () => {
  it('warns of what could only stop a row that others reference', () => {
    expect(brief(() => {})).toEqual(['warns not-nullable customer.name'])
  })

  it.each<[string, (catalogue: Catalogue, map: DataMap) => void]>([
    [
      'blocks table-missing ticket',
      (c) => void Object.assign(c, { tables: c.tables.filter(({ name }) => name !== 'shop.ticket') }),
    ],
    [
      'blocks column-missing ticket.mood',
      (_, m) => void Object.assign(fieldsOf(m, 'ticket'), { mood: { category: 'behaviour' } }),
    ],
    ['blocks table-unmapped shop.lead', (c) => void c.tables.push(shop.table('shop.lead', [shop.column('email')]))],
    [
      'blocks table-unmapped shop.attachment',
      (c) =>
        void c.tables.push(
          shop.table('shop.attachment', [], { foreignKeys: [shop.foreignKey(['ticket_id'], 'shop.ticket')] }),
        ),
    ],
    [
      'blocks path-not-writable ticket.body',
      (_, m) => void Object.assign(fieldsOf(m, 'ticket').body ?? {}, { paths: { '$.a': { onErasure: 'keep' } } }),
    ],
    ['warns column-unmapped ticket.mood', (c) => void tableOf(c, 'ticket').columns.push(shop.column('mood'))],
    ['blocks column-unmapped invoice.mood', (c) => void tableOf(c, 'invoice').columns.push(shop.column('mood'))],
    ['blocks column-unmapped ticket.id', (_, m) => void delete fieldsOf(m, 'ticket').id],
    ['blocks no-primary-key ticket', (c) => void Object.assign(tableOf(c, 'ticket'), { primaryKey: [] })],
    [
      'blocks link-type ticket.customer_id',
      (c) => void Object.assign(tableOf(c, 'ticket').columns[1] ?? {}, { type: 'text' }),
    ],
    [
      'blocks date-type invoice.issued_on',
      (c) => void Object.assign(tableOf(c, 'invoice').columns[3] ?? {}, { type: 'integer' }),
    ],
    [
      'warns date-type invoice.issued_on',
      (c) => void Object.assign(tableOf(c, 'invoice').columns[3] ?? {}, { type: 'text' }),
    ],
    [
      'blocks not-nullable invoice.note',
      (c) => void Object.assign(tableOf(c, 'invoice').columns[9] ?? {}, { nullable: false }),
    ],
    [
      'blocks replacement-too-long invoice.note',
      (c, m) => {
        Object.assign(tableOf(c, 'invoice').columns[9] ?? {}, { type: 'character varying(10)' })
        Object.assign(fieldsOf(m, 'invoice').note ?? {}, { onErasure: { replace: 'erased-{id}' } })
      },
    ],
    [
      'blocks unique-replacement invoice.note',
      (c, m) => {
        tableOf(c, 'invoice').unique.push(['note'])
        Object.assign(fieldsOf(m, 'invoice').note ?? {}, { onErasure: { replace: 'erased' } })
      },
    ],
    [
      'warns check-constraint invoice.phone',
      (c) => void tableOf(c, 'invoice').checks.push({ name: 'c', expression: "CHECK ((phone ~ '^[+]'))" }),
    ],
  ])('%s', (expected, change) => {
    expect(brief(change)).toContain(expected)
  })

  it('a system that was never inspected is unknown, not fine', () => {
    const [finding] = checkMap(shop.map(), {})
    expect(finding).toEqual({ severity: 'blocks', code: 'system-missing', system: 'shop' })
    expect(finding && explainMapFinding(finding).message).toBe('The system shop was never inspected.')
  })

  it('does not ask about exempt tables', () => {
    const asked = brief((catalogue, map) => {
      catalogue.tables.push(shop.table('shop.lead', [shop.column('email')]))
      map.exempt.push({ system: 'shop', table: 'shop.lead', reason: 'test data' })
    })
    expect(asked.filter((line) => line.includes('table-unmapped'))).toEqual([])
  })
})
