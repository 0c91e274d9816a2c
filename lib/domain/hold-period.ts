import type { StartTransform } from './hold-rule'

/** Month and day on which the controller closes its financial year; 31 December unless the data map says otherwise. */
export type YearClose = { month: number; day: number }
/** How long a rule of law holds a record. `period` is ISO 8601 in whole years, months, weeks or days: `P10Y`. */
export type HoldTerm = { transform: StartTransform; period: string; financialYearClose?: YearClose }
export type HoldEnd = {
  /** Where the period starts to run. */
  anchor: Temporal.PlainDate
  /** The last day of the hold: the record is held through it, and released the day after. */
  end: Temporal.PlainDate
}

const DECEMBER_31: YearClose = { month: 12, day: 31 }
const LONGEST_YEARS = 200

/** When the hold of a record with this business date ends. The rule must have passed `readPeriod` when it was imported. */
export function holdEnd(hold: HoldTerm & { start: Temporal.PlainDate }): HoldEnd {
  const period = readPeriod(hold.period)
  if (!period) throw new RangeError(`A hold rule with the period ${hold.period} should not have been imported`)
  const anchor = anchorOf(hold)
  const end = anchor.add(period)
  // From 1 January, ten years run through 31 December of the tenth (BE, NL), not through the anniversary.
  const fromJanuary = hold.transform === 'following-1-january' || hold.transform === 'january-after-close'
  return { anchor, end: fromJanuary ? end.subtract({ days: 1 }) : end }
}

/**
 * The earliest business date that the rule still holds on this day: held today if and only if `start >= cutoff`.
 * Lets a connector ask for held rows by one comparison instead of one date computation a row.
 */
export function startCutoff(hold: HoldTerm, today: Temporal.PlainDate): Temporal.PlainDate {
  const held = (start: Temporal.PlainDate) => compare(holdEnd({ ...hold, start }).end, today) >= 0
  const period = readPeriod(hold.period)
  // Every transform moves a date by less than three years; so far back nothing is held, and today's record is.
  let released = today.subtract(period ?? {}).subtract({ years: 3 })
  let kept = today
  // `holdEnd` never goes down while the start goes up: halving finds the edge.
  for (let gap = daysBetween(released, kept); gap > 1; gap = daysBetween(released, kept)) {
    const middle = released.add({ days: Math.floor(gap / 2) })
    if (held(middle)) kept = middle
    else released = middle
  }
  return kept
}

/** Null for anything but a positive calendar period: an hour or an endless hold has no place in a retention rule. */
export function readPeriod(text: string): Temporal.Duration | null {
  if (!/^P(?=\d)(\d{1,3}Y)?(\d{1,4}M)?(\d{1,5}W)?(\d{1,5}D)?$/.test(text)) return null
  const period = Temporal.Duration.from(text)
  const from = Temporal.PlainDate.from('2000-01-01')
  const end = from.add(period)
  return compare(end, from) > 0 && end.year - from.year <= LONGEST_YEARS ? period : null
}

/** Reads the map's `--12-31` (ISO 8601 without a year); null where no year has such a day. */
export function readYearClose(text: string): YearClose | null {
  const [, month = '', day = ''] = /^--(\d{2})-(\d{2})$/.exec(text) ?? []
  try {
    const date = Temporal.PlainMonthDay.from(`${month}-${day}`)
    return { month: Number(date.monthCode.slice(1)), day: date.day }
  } catch {
    return null
  }
}

function anchorOf(hold: HoldTerm & { start: Temporal.PlainDate }): Temporal.PlainDate {
  const { start, transform } = hold
  if (transform === 'that-date') return start
  if (transform === 'calendar-year-end') return closeIn(start.year, DECEMBER_31)
  if (transform === 'following-1-january') return newYear(start.year + 1)
  const close = hold.financialYearClose ?? DECEMBER_31
  const sameYear = closeIn(start.year, close)
  const closed = compare(start, sameYear) <= 0 ? sameYear : closeIn(start.year + 1, close)
  return transform === 'january-after-close' ? newYear(closed.year + 1) : closed
}

const newYear = (year: number) => Temporal.PlainDate.from({ year, month: 1, day: 1 })

/** A close on 29 February is on the 28th in other years. */
function closeIn(year: number, close: YearClose): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year, month: close.month, day: close.day }, { overflow: 'constrain' })
}

const compare = Temporal.PlainDate.compare
const daysBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate) => from.until(to, { largestUnit: 'days' }).days
