import { expect, it } from 'vitest'
import * as shop from '../plan/invoicing-fixture'
import { cautionOf } from './caution'

const map = shop.map(shop.datasets())
const email = map.datasets.find(({ key }) => key === 'customer')?.fields.email
if (email) email.datum = 'login'

it('an account that is paid, and whatever a person is found, written to or recognised by', () => {
  expect(cautionOf({ key: 'bank', input: 'iban' }, map)).toBe('payment')
  expect(cautionOf({ key: 'login', input: 'text' }, map)).toBe('identity')
  expect(cautionOf({ key: 'second', input: 'email' }, map)).toBe('identity')
  expect(cautionOf({ key: 'mobile', input: 'phone' }, map)).toBe('identity')
})

it('nothing else', () => {
  expect(cautionOf({ key: 'address', input: 'address' }, map)).toBeNull()
})
