// The one place that asks what time it is, so that tests can move it and `domain` never asks.
import { env } from './env'

const moved = globalThis as unknown as { habeasClockOffset?: string }

/** Sample data and tests travel in time: an ISO 8601 duration from now, such as -P40D; null comes back. */
export function moveClock(offset: string | null): void {
  if (offset === null) delete moved.habeasClockOffset
  else moved.habeasClockOffset = offset
}

export function now(): Temporal.Instant {
  const offset = moved.habeasClockOffset ?? env().HABEAS_CLOCK_OFFSET
  const real = Temporal.Now.instant()
  return offset ? real.toZonedDateTimeISO('UTC').add(offset).toInstant() : real
}

export const today = (timeZone: string): Temporal.PlainDate => now().toZonedDateTimeISO(timeZone).toPlainDate()

/** For Prisma's timestamptz(3) columns. */
export const instantToDate = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds)
export const dateToInstant = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime())

/** Prisma stands a `date` column at midnight UTC; these two are the only crossing. */
export const dateOnly = (date: Temporal.PlainDate): Date => new Date(`${date.toString()}T00:00:00Z`)
export const plainDate = (date: Date): Temporal.PlainDate => Temporal.PlainDate.from(date.toISOString().slice(0, 10))
