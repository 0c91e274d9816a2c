/** Calendar dates as ISO text, relative to the day on which the company is generated. */
export interface Calendar {
  today: string
  year: number
  daysAgo(days: number): string
  /** An instant on the day that many days ago, at a second of that day (UTC). */
  instant(daysAgo: number, second: number): string
  /** ISO date that many days after another, but never later than today. */
  after(date: string, days: number): string
}

export function calendarOf(today: string): Calendar {
  const start = Temporal.PlainDate.from(today)
  const known = new Map<number, string>()
  const daysAgo = (days: number) => {
    const found = known.get(days) ?? start.subtract({ days }).toString()
    known.set(days, found)
    return found
  }
  return {
    today: start.toString(),
    year: start.year,
    daysAgo,
    instant: (days, second) => {
      const part = (value: number) => String(value).padStart(2, '0')
      const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(part).join(':')
      return `${daysAgo(days)}T${clock}Z`
    },
    after: (date, days) => {
      const later = Temporal.PlainDate.from(date).add({ days })
      return (Temporal.PlainDate.compare(later, start) > 0 ? start : later).toString()
    },
  }
}

/** Days from the first to the second date. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days
