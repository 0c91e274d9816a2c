import { CALENDAR_VERSION, type Calendar } from './calendar'
import { isBefore, type Pause, type ReadInput, readDeadlineInput, refuse } from './deadline-input'
import type { Deadline, DeadlineInput, DeadlineRefusal, DeadlineStep, PauseBasis } from './deadline-terms'

const INTERNAL_TARGET_DAYS = 28

/** Time to answer a request, by Regulation (EEC, Euratom) 1182/71 and GDPR Art. 12(3). */
export function computeDeadline(input: DeadlineInput): Deadline | DeadlineRefusal {
  const read = readDeadlineInput(input)
  if (!read.ok) return read
  const steps: DeadlineStep[] = receiptSteps(read, input.timeZone)
  const start = startOf(read, steps)
  // Always from the first day: chaining month by month would go through a clamped date (31 Jan, 28 Feb, 28 Mar).
  const wholeMonths = addMonths(start, read.months, steps)
  const nominal = addPauses(read, start, wholeMonths, steps)
  if (!nominal) return refuse('asked-after-period', 'pauses')
  const due = nextWorkingDay(read.calendar, nominal, steps)
  steps.push({ code: 'due', params: { on: due.toString(), timeZone: input.timeZone } })
  return {
    ok: true,
    receivedOn: read.receivedOn,
    nominal,
    due,
    oneMonthDue: oneMonthDue(read, start),
    internalTarget: earlier(read.receivedOn.add({ days: INTERNAL_TARGET_DAYS }), nominal),
    unpausedDue: nextWorkingDay(read.calendar, addMonths(read.receivedOn, read.months, []), []),
    steps,
    calendarVersion: CALENDAR_VERSION,
  }
}

function receiptSteps(read: ReadInput, timeZone: string): DeadlineStep[] {
  const on = read.receivedOn.toString()
  if (!read.utcDate) return [{ code: 'received', params: { on, timeZone } }]
  return [{ code: 'received-elsewhere-in-utc', params: { on, utcDate: read.utcDate.toString(), timeZone } }]
}

function startOf(read: ReadInput, steps: DeadlineStep[]): Temporal.PlainDate {
  const identity = read.identityReceivedOn
  if (!identity || !isBefore(read.receivedOn, identity)) return read.receivedOn
  steps.push({ code: 'starts-with-identity', params: { on: identity.toString() } })
  return identity
}

/** The same day of the month, or that month's last day (Art. 3(2)(c)); never thirty days, never the day after. */
function addMonths(from: Temporal.PlainDate, months: number, steps: DeadlineStep[]): Temporal.PlainDate {
  const to = from.add({ months })
  const dates = { months, from: from.toString(), to: to.toString() }
  if (to.day === from.day) steps.push({ code: 'months-added', params: dates })
  else steps.push({ code: 'months-clamped', params: { ...dates, day: from.day } })
  return to
}

/** Null where something was asked after the period had run out: a clock that has stopped cannot be paused. */
function addPauses(read: ReadInput, start: Temporal.PlainDate, end: Temporal.PlainDate, steps: DeadlineStep[]) {
  let nominal = end
  let countedUntil = start
  for (const pause of read.pauses) {
    if (isBefore(nominal, pause.askedOn)) return null
    const days = uncountedDays(pause, countedUntil)
    const said = { askedOn: pause.askedOn.toString(), answeredOn: pause.answeredOn.toString() }
    if (days === 0) {
      steps.push({ code: 'pause-without-effect', params: said })
      continue
    }
    nominal = nominal.add({ days })
    countedUntil = pause.answeredOn
    steps.push({ code: 'paused', params: { ...said, days, to: nominal.toString(), basis: pauseBasis(read.calendar) } })
  }
  return nominal
}

/** Days of this pause that no earlier pause has counted and on which the clock had already started. */
function uncountedDays(pause: Pause, countedUntil: Temporal.PlainDate): number {
  const from = isBefore(pause.askedOn, countedUntil) ? countedUntil : pause.askedOn
  return Math.max(0, from.until(pause.answeredOn, { largestUnit: 'days' }).days)
}

function pauseBasis(calendar: Calendar): PauseBasis {
  if (calendar.country === 'FR') return 'fr-statute'
  return calendar.country === 'GB' ? 'uk-statute' : 'edpb-tolerance'
}

function oneMonthDue(read: ReadInput, start: Temporal.PlainDate): Temporal.PlainDate {
  let nominal = start.add({ months: 1 })
  let countedUntil = start
  for (const pause of read.pauses) {
    if (isBefore(nominal, pause.askedOn)) break
    const days = uncountedDays(pause, countedUntil)
    if (days === 0) continue
    nominal = nominal.add({ days })
    countedUntil = pause.answeredOn
  }
  return nextWorkingDay(read.calendar, nominal, [])
}

/** A last day that is a Saturday, a Sunday or a holiday moves to the next working day (Art. 3(4)). */
function nextWorkingDay(calendar: Calendar, nominal: Temporal.PlainDate, steps: DeadlineStep[]): Temporal.PlainDate {
  let day = nominal
  for (let rest = calendar.restDay(day); rest; rest = calendar.restDay(day)) {
    const on = day.toString()
    if (rest.because === 'holiday') {
      const { en: nameEn, fr: nameFr } = rest.name
      steps.push({ code: 'holiday', params: { on, calendar: calendar.code, nameEn, nameFr } })
    } else {
      steps.push({ code: 'rest-day', params: { on, because: rest.because } })
    }
    day = day.add({ days: 1 })
  }
  return day
}

const earlier = (a: Temporal.PlainDate, b: Temporal.PlainDate) => (isBefore(b, a) ? b : a)
