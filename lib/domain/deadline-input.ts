import { type Calendar, calendarFor } from './calendar'
import type { DeadlineInput, DeadlineRefusal } from './deadline-terms'

export type Pause = { askedOn: Temporal.PlainDate; answeredOn: Temporal.PlainDate }

export type ReadInput = {
  ok: true
  calendar: Calendar
  receivedOn: Temporal.PlainDate
  /** The same instant's date in UTC, where it differs from the local one. */
  utcDate: Temporal.PlainDate | null
  months: number
  /** In order of asking. */
  pauses: Pause[]
  identityReceivedOn: Temporal.PlainDate | null
}

type Read<T> = { ok: true; value: T } | DeadlineRefusal

// Regulation 1182/71 applies since 1 July 1971; the calendars are not to be trusted far ahead.
const FIRST_YEAR = 1972
const LAST_YEAR = 2099
const DATE = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

export function readDeadlineInput(input: DeadlineInput): ReadInput | DeadlineRefusal {
  if (!isTimeZone(input.timeZone)) return refuse('unknown-time-zone', 'timeZone')
  const calendar = calendarFor(input.calendar)
  if (!calendar) return refuse('unknown-calendar', 'calendar')
  const received = readReceived(input.received, input.timeZone)
  if (!received.ok) return received
  const months = readMonths(input.extensionMonths)
  if (!months.ok) return months
  const pauses = readPauses(input.pauses ?? [], received.value.receivedOn)
  if (!pauses.ok) return pauses
  const identity = readIdentity(input.identityReceivedOn, calendar)
  if (!identity.ok) return identity
  return {
    ok: true,
    calendar,
    ...received.value,
    months: months.value,
    pauses: pauses.value,
    identityReceivedOn: identity.value,
  }
}

// Asking the platform costs as much as the rest of the computation, and there are few zones.
const knownZones = new Set<string>()

function isTimeZone(name: string): boolean {
  if (knownZones.has(name)) return true
  // A bare offset is accepted by the platform but knows no summer time, so it gives the wrong day half of the year.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    knownZones.add(name)
    return true
  } catch {
    return false
  }
}

function readReceived(
  text: string,
  timeZone: string,
): Read<{ receivedOn: Temporal.PlainDate; utcDate: Temporal.PlainDate | null }> {
  if (!INSTANT.test(text)) {
    const date = readDate(text, 'received')
    return date.ok ? { ok: true, value: { receivedOn: date.value, utcDate: null } } : date
  }
  try {
    const instant = Temporal.Instant.from(text)
    const receivedOn = instant.toZonedDateTimeISO(timeZone).toPlainDate()
    if (!inRange(receivedOn)) return refuse('date-out-of-range', 'received')
    const utcDate = instant.toZonedDateTimeISO('UTC').toPlainDate()
    return { ok: true, value: { receivedOn, utcDate: utcDate.equals(receivedOn) ? null : utcDate } }
  } catch {
    return refuse('impossible-date', 'received')
  }
}

function readDate(text: string, field: string): Read<Temporal.PlainDate> {
  if (!DATE.test(text)) return refuse('not-a-date', field)
  try {
    const value = Temporal.PlainDate.from(text)
    return inRange(value) ? { ok: true, value } : refuse('date-out-of-range', field)
  } catch {
    return refuse('impossible-date', field)
  }
}

const inRange = (date: Temporal.PlainDate) => date.year >= FIRST_YEAR && date.year <= LAST_YEAR

function readMonths(extension: number | undefined): Read<number> {
  if (extension === undefined || extension === 0) return { ok: true, value: 1 }
  // Art. 12(3) knows one extension, of two further months.
  return extension === 2 ? { ok: true, value: 3 } : refuse('extension-not-two-months', 'extensionMonths')
}

function readPauses(pauses: readonly { askedOn: string; answeredOn: string }[], from: Temporal.PlainDate) {
  const read: Pause[] = []
  for (const [index, pause] of pauses.entries()) {
    const asked = readDate(pause.askedOn, `pauses[${index}].askedOn`)
    if (!asked.ok) return asked
    const answered = readDate(pause.answeredOn, `pauses[${index}].answeredOn`)
    if (!answered.ok) return answered
    if (isBefore(asked.value, from)) return refuse('asked-before-received', `pauses[${index}].askedOn`)
    if (isBefore(answered.value, asked.value)) return refuse('answered-before-asked', `pauses[${index}].answeredOn`)
    read.push({ askedOn: asked.value, answeredOn: answered.value })
  }
  read.sort(
    (a, b) =>
      Temporal.PlainDate.compare(a.askedOn, b.askedOn) || Temporal.PlainDate.compare(a.answeredOn, b.answeredOn),
  )
  return { ok: true as const, value: read }
}

function readIdentity(text: string | undefined, calendar: Calendar): Read<Temporal.PlainDate | null> {
  if (text === undefined) return { ok: true, value: null }
  // Only the UK's Art. 12A starts the clock at identity; in the EU a doubt about identity pauses it at most.
  if (calendar.country !== 'GB') return refuse('identity-start-outside-uk', 'identityReceivedOn')
  return readDate(text, 'identityReceivedOn')
}

export const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate) => Temporal.PlainDate.compare(a, b) < 0

export function refuse(reason: DeadlineRefusal['reason'], field: string): DeadlineRefusal {
  return { ok: false, reason, field }
}
