import { expect, it } from 'vitest'
import * as shop from '../plan/invoicing-fixture'
import { sharedRows } from './shared-rows'

const finding = (referencedBy: string[]) =>
  shop.finding([shop.found('customer', [{ ...shop.stratum(2), referencedBy }, shop.stratum(1)])])

it('counts the rows that a row of somebody else points at', () => {
  const map = shop.map(shop.datasets())
  expect([...sharedRows(map, [finding(['shop.ticket'])])]).toEqual([['customer', 2]])
})

it('not those that only tables hold on to which keep their own rows, or hold nobody', () => {
  const map = shop.map(shop.datasets().map((one) => (one.key === 'ticket' ? { ...one, erasure: 'clear' } : one)))
  expect([...sharedRows(map, [finding(['shop.ticket', 'shop.log'])])]).toEqual([])
})
