import { expect, it } from 'vitest'
import { addressesIn, readAddress } from './suppression'

it.each([
  ['case and spaces', ' Ann.Lee@Example.ORG ', { kind: 'email', normalised: 'ann.lee@example.org' }],
  ['a plus-address is its own mailbox', 'ann+x@example.org', { kind: 'email', normalised: 'ann+x@example.org' }],
  ['one letter, two ways to write it', 'e\u0301va@example.org', { kind: 'email', normalised: 'éva@example.org' }],
  ['a number as it is dialled here', '06 12 34 56 78', { kind: 'phone', normalised: '+33612345678' }],
  ['the same number from abroad', '+33 6 12 34 56 78', { kind: 'phone', normalised: '+33612345678' }],
  ['two addresses are none', 'a@example.org, b@example.org', null],
  ['words', 'nobody', null],
  ['far too long', `${'a'.repeat(400)}@example.org`, null],
] as const)('%s', (_, text, read) => {
  expect(readAddress(text, 'FR')).toEqual(read)
})

it('finds the addresses of a table’s line, and takes dates and amounts for what they are', () => {
  expect(addressesIn('"Lee; Ann",2026-01-05,"ann@example.org","+33 6 12 34 56 78",12.50')).toEqual([
    '2026-01-05',
    'ann@example.org',
    '+33 6 12 34 56 78',
  ])
  expect(addressesIn('ann@example.org')).toEqual(['ann@example.org'])
  expect(addressesIn('Ann;Lee;')).toEqual([])
})
