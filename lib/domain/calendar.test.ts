import library from 'date-holidays/package.json'
import { describe, expect, it } from 'vitest'
import { CALENDAR_VERSION, calendarFor } from './calendar'

const rest = (code: string, date: string) => {
  const calendar = calendarFor(code)
  if (!calendar) throw new Error(`no calendar ${code}`)
  return calendar.restDay(Temporal.PlainDate.from(date))?.because ?? null
}

describe('calendars', () => {
  it('name the installed version of the library', () => expect(CALENDAR_VERSION).toContain(` ${library.version} `))

  it.each([
    ['FR', '2026-12-26', 'saturday'],
    ['FR-57', '2026-12-26', 'holiday'],
    ['FR', '2026-05-15', null],
    ['DE-BY', '2026-08-14', null],
    ['DE-BY-A', '2025-08-08', 'holiday'],
    ['DE-BY', '2025-08-08', null],
    ['DE-BE', '2028-06-17', 'holiday'],
    ['IT', '2024-10-04', null],
    ['IT', '2027-10-04', 'holiday'],
    ['GB-ENG', '2026-12-28', 'holiday'],
    ['GB-SCT', '2026-06-15', 'holiday'],
    ['GB-ENG', '2026-06-15', null],
    ['IE', '2027-02-01', 'holiday'],
    ['SK', '2027-11-17', null],
    ['RO', '2026-01-02', 'holiday'],
    ['PT', '2027-03-28', 'holiday'],
    // Half-days are working days: the answer is due earlier rather than later.
    ['IS', '2026-12-24', null],
    // A holiday of the banks alone is none.
    ['DE-BY', '2026-12-24', null],
    ['FR', '2026-11-22', 'sunday'],
  ])('%s on %s: %s', (code, date, expected) => expect(rest(code, date)).toBe(expected))

  it.each(['', 'XX', 'FR-A', 'FR-99', 'DE-BY-ZZ', 'DE-BY-A-B', 'de-by', 'FR-', '__proto__', 'FR-toString'])(
    'refuse %j',
    (code) => expect(calendarFor(code)).toBeNull(),
  )

  it('answer a year of questions without computing it again', () => {
    const calendar = calendarFor('FR-67')
    const first = Temporal.PlainDate.from('2031-01-01')
    calendar?.restDay(first)
    const started = performance.now()
    for (let days = 0; days < 20_000; days += 1) calendar?.restDay(first.add({ days: days % 365 }))
    // Uncached this takes twenty seconds.
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})
