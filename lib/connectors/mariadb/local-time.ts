// The time at a place, without the server's tables of time zones: most servers never had them loaded.
import { sql } from 'kysely'
import type { Sql } from '../sql/statement'

/** Before this no TIMESTAMP of MariaDB or MySQL lies; after the other, a law's next summer time is anybody's guess. */
const first = Temporal.Instant.from('1970-01-01T00:00:00Z')
const last = Temporal.Instant.from('2040-01-01T00:00:00Z')

type Span = { from: Temporal.ZonedDateTime; offset: number }
const known = new Map<string, readonly Span[]>()

/** Newest first: nearly every row is of the last years. */
function spansOf(timeZone: string): readonly Span[] {
  const before = known.get(timeZone)
  if (before) return before
  const spans: Span[] = []
  let at: Temporal.ZonedDateTime | null = first.toZonedDateTimeISO(timeZone)
  for (; at && Temporal.Instant.compare(at.toInstant(), last) < 0; at = at.getTimeZoneTransition('next'))
    spans.unshift({ from: at, offset: at.offsetNanoseconds / 1e9 })
  known.set(timeZone, spans)
  return spans
}

/** A TIMESTAMP, read in UTC, as the clock on the wall shows it there. */
export function localTime(moment: Sql, timeZone: string): Sql {
  const spans = spansOf(timeZone)
  const offset = spans.map(({ from, offset: seconds }) => {
    const utc = from.toInstant().toString({ smallestUnit: 'second' }).replace('T', ' ').replace('Z', '')
    return sql`when ${moment} >= ${sql.raw(`'${utc}' then ${seconds}`)}`
  })
  const oldest = spans.at(-1)?.offset ?? 0
  return sql`(${moment} + interval (case ${sql.join(offset, sql` `)} else ${sql.raw(String(oldest))} end) second)`
}
