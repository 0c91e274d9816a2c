import { expect, test } from 'vitest'
import { wayBack } from './way-back'

test.each([
  ['/desk/requests?status=identifying', '/desk/requests?status=identifying'],
  ['/desk', '/desk'],
  ['https://evil.example/desk', '/desk'],
  ['//evil.example', '/desk'],
  ['/desk//evil.example', '/desk'],
  ['/desk\\evil', '/desk'],
  ['/deskevil', '/desk'],
  ['/signin', '/desk'],
  [undefined, '/desk'],
])('%s → %s', (given, to) => expect(wayBack(given)).toBe(to))
