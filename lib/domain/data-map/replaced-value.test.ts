import { expect, it } from 'vitest'
import { isReplaced } from './replaced-value'
import type { MapDataset } from './types'

const field = (replace: string) =>
  ({ fields: { mail: { category: 'contact', onErasure: { replace } } } }) as unknown as MapDataset

it.each([
  ['erased-{id}@invalid.example', 'erased-0a1b2c3d@invalid.example', true],
  ['erased-{id}@invalid.example', 'ana@example.org', false],
  ['{id}', '0a1b2c3d4e5f60718293a4b5c6d7e8f9', true],
  ['{id}', 'ana@example.org', false],
  ['gone', 'gone', true],
  ['gone', 'goneril@example.org', false],
])('%s: %s', (template, value, replaced) => {
  expect(isReplaced(field(template), 'mail', value)).toBe(replaced)
})
