import Holidays from 'date-holidays'
import { SUPPLEMENT, SUPPLEMENT_VERSION } from './calendar-supplement'

/** A holiday's name for people to read; the date itself is what counts. */
export type HolidayName = { en: string; fr: string }

/** Why a day is not a working day in the sense of Regulation 1182/71, Art. 2(2). */
export type RestDay = { because: 'saturday' | 'sunday' } | { because: 'holiday'; name: HolidayName }

export type Calendar = {
  /** `FR`, `FR-57`, `DE-BY`, `DE-BY-A`: country, then the place where the controller sits. */
  code: string
  country: string
  /** null for a working day. */
  restDay(date: Temporal.PlainDate): RestDay | null
}

/** Must equal the installed package (a test says so): the version is frozen into each case with its due date. */
export const LIBRARY_VERSION = '3.37.0'
export const CALENDAR_VERSION = `date-holidays ${LIBRARY_VERSION} + supplement ${SUPPLEMENT_VERSION}`

const MONDAY_TO_FRIDAY = 5
const directory = new Holidays()
const calendars = new Map<string, Calendar>()

/** Null for a country or region that the library does not list: it would silently answer with the country alone. */
export function calendarFor(code: string): Calendar | null {
  const known = calendars.get(code)
  if (known) return known
  if (!isListed(code)) return null
  const calendar = buildCalendar(code)
  calendars.set(code, calendar)
  return calendar
}

function isListed(code: string): boolean {
  if (!/^[A-Z]{2}(-[A-Z0-9]{1,3}(-[A-Z]{1,5})?)?$/.test(code)) return false
  const [country = '', state, region] = code.split('-')
  if (!Object.hasOwn(directory.getCountries(), country)) return false
  if (state === undefined) return true
  if (!Object.hasOwn(directory.getStates(country) ?? {}, state)) return false
  return region === undefined || Object.hasOwn(directory.getRegions(country, state) ?? {}, region)
}

function buildCalendar(code: string): Calendar {
  const [country = '', state = '', region = ''] = code.split('-')
  const library = new Holidays(country, state, region, { types: ['public'] })
  // The library recomputes a year on each question (about a millisecond): one year is asked once.
  const years = new Map<number, Map<string, HolidayName>>()
  const holidaysOf = (year: number) => {
    const cached = years.get(year) ?? readYear(library, code, year)
    years.set(year, cached)
    return cached
  }
  return {
    code,
    country,
    restDay(date) {
      const name = holidaysOf(date.year).get(date.toString())
      if (name) return { because: 'holiday', name }
      if (date.dayOfWeek <= MONDAY_TO_FRIDAY) return null
      return { because: date.dayOfWeek === 7 ? 'sunday' : 'saturday' }
    },
  }
}

function readYear(library: Holidays, code: string, year: number): Map<string, HolidayName> {
  const days = new Map<string, HolidayName>()
  const french = library.getHolidays(year, 'fr')
  for (const holiday of library.getHolidays(year, 'en')) {
    const fr = french.find((same) => same.rule === holiday.rule && same.date === holiday.date)?.name ?? holiday.name
    for (const date of wholeDaysOf(holiday)) days.set(date, { en: holiday.name, fr })
  }
  for (const row of SUPPLEMENT) {
    const applies = row.calendar === code || code.startsWith(`${row.calendar}-`)
    if (applies && row.date.startsWith(`${year}-`)) days.set(row.date, { en: row.en, fr: row.fr })
  }
  return days
}

/** Half-days (Iceland, Valais) stay working days: in doubt the answer is due earlier, never later. */
function wholeDaysOf(holiday: { date: string; start: Date; end: Date }): string[] {
  if (holiday.date.slice(11, 19) !== '00:00:00') return []
  // Rounded: the day when clocks change has 23 or 25 hours.
  const length = Math.round((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000)
  const first = Temporal.PlainDate.from(holiday.date.slice(0, 10))
  return Array.from({ length }, (_, days) => first.add({ days }).toString())
}
