/** Dates are ISO (`2026-03-05`); an instant needs its offset (`2026-03-05T22:30:00Z`). */
export type DeadlineInput = {
  received: string
  /** IANA name, of the responding controller. */
  timeZone: string
  /** Country and, where the controller sits in one with its own holidays, region: `FR`, `FR-57`, `DE-BY`, `GB-ENG`. */
  calendar: string
  extensionMonths?: 0 | 2
  /** Only where more information to identify the person or to clarify the request was needed and asked promptly. */
  pauses?: readonly { askedOn: string; answeredOn: string }[]
  /** UK only (UK GDPR Art. 12A): the clock starts at the later of receipt and proof of identity. */
  identityReceivedOn?: string
}

export type DeadlineReason =
  | 'unknown-time-zone'
  | 'unknown-calendar'
  | 'not-a-date'
  | 'impossible-date'
  | 'date-out-of-range'
  | 'extension-not-two-months'
  | 'asked-before-received'
  | 'answered-before-asked'
  | 'asked-after-period'
  | 'identity-start-outside-uk'

export type DeadlineRefusal = { ok: false; reason: DeadlineReason; field: string }

/** Codes with plain parameters (ISO dates, numbers), so that any language can explain the clock. */
export type DeadlineStep =
  | { code: 'received'; params: { on: string; timeZone: string } }
  | { code: 'received-elsewhere-in-utc'; params: { on: string; utcDate: string; timeZone: string } }
  | { code: 'starts-with-identity'; params: { on: string } }
  | { code: 'months-added'; params: { months: number; from: string; to: string } }
  | { code: 'months-clamped'; params: { months: number; from: string; day: number; to: string } }
  | { code: 'paused'; params: { askedOn: string; answeredOn: string; days: number; to: string; basis: PauseBasis } }
  | { code: 'pause-without-effect'; params: { askedOn: string; answeredOn: string } }
  | { code: 'rest-day'; params: { on: string; because: 'saturday' | 'sunday' } }
  | { code: 'holiday'; params: { on: string; calendar: string; nameEn: string; nameFr: string } }
  | { code: 'due'; params: { on: string; timeZone: string } }

/** France suspends by statute, the UK by its Art. 12A; elsewhere a pause rests on EDPB Guidelines 01/2022 alone. */
export type PauseBasis = 'fr-statute' | 'uk-statute' | 'edpb-tolerance'

export type Deadline = {
  ok: true
  receivedOn: Temporal.PlainDate
  /** Where the month (or three) with its pauses ends, before weekends and holidays. */
  nominal: Temporal.PlainDate
  /** The last day to answer, until 23:59:59 local time. */
  due: Temporal.PlainDate
  /** A refusal and the notice of an extension never have more than the first month (Art. 12(3) and (4)). */
  oneMonthDue: Temporal.PlainDate
  internalTarget: Temporal.PlainDate
  /** Due had no pause and no later start been counted: the date that no authority can contest. */
  unpausedDue: Temporal.PlainDate
  steps: DeadlineStep[]
  calendarVersion: string
}
