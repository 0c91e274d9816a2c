import { expect, test } from 'vitest'
import { chooseLocale } from './locale'

test.each([
  ['the cookie wins', 'fr', 'en', 'fr'],
  ['an unknown cookie counts for nothing', 'xx', 'fr', 'fr'],
  ['a region is its language', undefined, 'fr-CA', 'fr'],
  ['quality orders, not position', undefined, 'en;q=0.4, fr;q=0.9', 'fr'],
  ['what we do not speak is passed over', undefined, 'de-DE, fr;q=0.5, en;q=0.3', 'fr'],
  ['q=0 means not this one', undefined, 'fr;q=0, en;q=0.1', 'en'],
  ['nothing said', undefined, null, 'en'],
  ['nonsense', undefined, ';;;,,q=,', 'en'],
])('%s', (_case, cookie, header, expected) => {
  expect(chooseLocale(cookie, header)).toBe(expected)
})
