// The time at a place, without the server's tables of time zones: most servers never had them loaded.
import { sql } from 'kysely'
import type { Sql } from '../sql/statement'

/** Before this no TIMESTAMP of MariaDB or MySQL lies; after the other, a law's next summer time is anybody's guess. */
const first = Temporal.Instant.from('1970-01-01T00:00:00Z')
const last = Temporal.Instant.from('2040-01-01T00:00:00Z')

type Span = { from: string; offset: number }
const known = new Map<string, readonly Span[]>()

/** Offsets from UTC in seconds, each from a moment in UTC on. */
function spansOf(timeZone: string): readonly Span[] {
  const before = known.get(timeZone)
  if (before) return before
  const spans: Span[] = []
  let at: Temporal.ZonedDateTime | null = first.toZonedDateTimeISO(timeZone)
  for (; at && Temporal.Instant.compare(at.toInstant(), last) < 0; at = at.getTimeZoneTransition('next')) {
    const from = at.toInstant().toString({ smallestUnit: 'second' }).replace('T', ' ').replace('Z', '')
    spans.push({ from, offset: at.offsetNanoseconds / 1e9 })
  }
  known.set(timeZone, spans)
  return spans
}

/** Halved again and again: seven comparisons for a century of summers, and not two hundred. */
function offsetAt(moment: Sql, spans: readonly Span[]): Sql {
  const middle = Math.ceil(spans.length / 2)
  const later = spans[middle]
  if (!later) return sql.raw(String(spans[0]?.offset ?? 0))
  const [below, above] = [offsetAt(moment, spans.slice(0, middle)), offsetAt(moment, spans.slice(middle))]
  return sql`case when ${moment} >= ${sql.lit(later.from)} then ${above} else ${below} end`
}

/** A TIMESTAMP, read in UTC, as the clock on the wall shows it there. */
export const localTime = (moment: Sql, timeZone: string): Sql =>
  sql`(${moment} + interval (${offsetAt(moment, spansOf(timeZone))}) second)`
