import { expect, test } from 'vitest'
import { exactDate, spokenDate } from './date-text'

const today = '2026-11-22'

test.each([
  ['today', '2026-11-22', 'en-GB', { today }, 'today'],
  ['tomorrow, in French', '2026-11-23', 'fr-FR', { today }, 'demain'],
  ['this year goes without saying', '2026-12-24', 'en-GB', { today }, '24 December'],
  ['another year does not', '2036-12-31', 'fr-FR', { today }, '31 décembre 2036'],
  ['no today, no guessing', '2026-11-22', 'en-GB', {}, '22 November 2026'],
  [
    'an instant falls on the day of its zone',
    '2026-11-21T23:30:00Z',
    'en-GB',
    { today, timeZone: 'Europe/Paris' },
    'today',
  ],
  ['and its year too', '2026-12-31T23:30:00Z', 'en-GB', { today, timeZone: 'Europe/Paris' }, '1 January 2027'],
])('%s', (_case, value, locale, options, expected) => {
  expect(spokenDate(value, locale, options)).toBe(expected)
})

test('the exact date has its weekday, an instant also its hour and zone', () => {
  expect(exactDate('2026-11-22', 'en-GB')).toMatch(/^Sunday,? 22 November 2026$/)
  expect(exactDate('2026-11-21T23:30:00Z', 'en-GB', 'Europe/Paris')).toMatch(/22 November 2026.*00:30:00/)
})
