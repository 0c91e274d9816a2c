import { describe, expect, it, test } from 'vitest'
import { type Adequacy, adequacyDecisions, adequacyOf, needsAcceptance } from './adequacy'
import { isCountry } from './data-map/country'

const on = '2026-11-22'

describe('where data may go', () => {
  it.each<[string, Adequacy]>([
    ['FR', 'eea'],
    ['NO', 'eea'],
    ['LI', 'eea'],
    ['CH', 'adequate'],
    ['GB', 'adequate'],
    ['BR', 'adequate'],
    ['CA', 'adequate-with-conditions'],
    ['JP', 'adequate-with-conditions'],
    ['US', 'other'],
    ['IN', 'other'],
    ['AU', 'other'],
    ['UK', 'other'],
    ['', 'other'],
    ['fr', 'other'],
  ])('%s is %s', (country, adequacy) => {
    expect(adequacyOf({ country, on })).toBe(adequacy)
  })

  it('is the day’s: before a decision, and after one has ended', () => {
    expect(adequacyOf({ country: 'BR', on: '2026-01-25' })).toBe('other')
    expect(adequacyOf({ country: 'BR', on: '2026-01-26' })).toBe('adequate')
    expect(adequacyOf({ country: 'GB', on: '2031-12-27' })).toBe('adequate')
    expect(adequacyOf({ country: 'GB', on: '2031-12-28' })).toBe('other')
  })

  it('in the United States is the organisation’s: listed, and not only later', () => {
    expect(adequacyOf({ country: 'US', on, listedOn: '2025-03-01' })).toBe('adequate-with-conditions')
    expect(adequacyOf({ country: 'US', on, listedOn: '2026-11-23' })).toBe('other')
    expect(adequacyOf({ country: 'US', on, listedOn: null })).toBe('other')
  })

  it('outside the Area needs the controller’s acceptance, adequate or not', () => {
    expect((['eea', 'adequate', 'adequate-with-conditions', 'other'] as const).filter(needsAcceptance)).toEqual([
      'adequate',
      'adequate-with-conditions',
      'other',
    ])
  })
})

test('every row of the table names one country, a decision and its days', () => {
  for (const { country, decision, from, until } of adequacyDecisions) {
    expect(isCountry(country), country).toBe(true)
    expect(decision).toMatch(/\d{2,4}\/\d+/)
    expect(Temporal.PlainDate.from(from).toString()).toBe(from)
    if (until) expect(Temporal.PlainDate.compare(until, from)).toBe(1)
  }
  expect(new Set(adequacyDecisions.map(({ country }) => country)).size).toBe(adequacyDecisions.length)
})
