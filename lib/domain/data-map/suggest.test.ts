import { describe, expect, it } from 'vitest'
import * as shop from '../plan/invoicing-fixture'
import { checkMap } from './check'
import { suggestDatasets } from './suggest'

const catalogue = () => {
  const found = shop.catalogue()
  found.tables.push(
    shop.table('shop.currency', [shop.column('name')]),
    shop.table('shop.batch', [shop.column('ran_on')]),
  )
  return found
}
const controller = { key: 'firm', country: 'FR' }
const suggest = () => suggestDatasets({ system: 'shop', controller, emailIdentifier: 'email', catalogue: catalogue() })
const dataset = (key: string) => suggest().datasets.find((found) => found.key === key)

describe('suggestDatasets', () => {
  it('drafts what seems to hold people and what hangs on it; the rest is to be confirmed', () => {
    expect(suggest().datasets.map(({ key }) => key)).toEqual(['customer', 'invoice', 'line', 'ticket', 'visit'])
    expect(suggest().exempt.map(({ table }) => table)).toEqual(['shop.currency', 'shop.batch'])
  })

  it('guesses categories, identifiers and what a full column takes instead', () => {
    expect(dataset('customer')).toMatchObject({
      identifiedBy: [{ identifier: 'email', field: 'email' }],
      fields: {
        id: { category: 'reference' },
        email: { category: 'contact', onErasure: { replace: 'erased-{id}@erased.invalid' } },
        name: { category: 'identity', onErasure: { replace: 'erased' } },
        address: { category: 'address' },
      },
    })
  })

  it('takes links from foreign keys, and a line for a part of its invoice', () => {
    expect(dataset('ticket')?.links).toEqual([{ to: 'customer', fields: ['customer_id'], toFields: ['id'] }])
    expect(dataset('invoice')?.document).toEqual({
      type: 'invoice',
      jurisdiction: { country: 'FR' },
      date: 'issued_on',
    })
    expect(dataset('line')?.document).toEqual({ partOf: 'invoice' })
  })

  it('never links a table to itself: who referred whom is another person', () => {
    const self = catalogue()
    self.tables[0]?.foreignKeys.push(shop.foreignKey(['referred_by'], 'shop.customer'))
    const { datasets } = suggestDatasets({ system: 'shop', controller, emailIdentifier: 'email', catalogue: self })
    expect(datasets[0]?.links).toBeUndefined()
  })

  it('nothing in the draft would be refused by the database', () => {
    const { datasets, exempt } = suggest()
    const map = { ...shop.map(datasets), exempt }
    expect(checkMap(map, { shop: catalogue() }).filter(({ severity }) => severity === 'blocks')).toEqual([])
  })
})
