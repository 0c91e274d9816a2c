import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { rosette } from './rosette'
import { shortHash } from './seal'

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

test('the same hash always draws the same figure, and another hash another one', () => {
  expect(rosette(hash('plan 3'), 120)).toEqual(rosette(hash('plan 3'), 120))
  expect(rosette(hash('plan 3'), 120)).not.toEqual(rosette(hash('plan 4'), 120))
})

test('the figure stays inside its ring', () => {
  const numbers = Array.from({ length: 50 }, (_, n) => rosette(hash(`plan ${n}`), 120))
    .flat()
    .flatMap((path) => path.match(/[\d.]+/g) ?? [])
    .map(Number)
  expect(Math.min(...numbers)).toBeGreaterThan(5)
  expect(Math.max(...numbers)).toBeLessThan(115)
})

test('sixteen digits in fours', () => {
  expect(shortHash('a3f91c27d04be8815fe20c91')).toBe('a3f9 1c27 d04b e881')
})
