import { expect, it } from 'vitest'
import { rule } from '../plan/invoicing-fixture'
import { keptYears } from './kept-years'

it('says of each year of the rule’s country until when it is kept, and what is over', () => {
  const counted = [
    { jurisdiction: 'FR', year: '2015', count: 3 },
    { jurisdiction: 'FR', year: '2016', count: 4 },
    { jurisdiction: 'FR', year: null, count: 1 },
    { jurisdiction: 'DE', year: '2016', count: 9 },
    { jurisdiction: null, year: '2016', count: 9 },
  ]
  const ten = rule('ten', 'FR', 'P10Y', { start: 'financial-year-close' })
  const today = Temporal.PlainDate.from('2026-11-22')
  expect(keptYears(ten, counted, { today })).toEqual([
    { year: null, count: 1, until: null, over: false },
    { year: '2016', count: 4, until: '2026-12-31', over: false },
    { year: '2015', count: 3, until: '2025-12-31', over: true },
  ])
  expect(keptYears(ten, counted, { today, close: '--06-30' })[1]?.until).toBe('2027-06-30')
})
