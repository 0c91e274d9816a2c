// What a person, or the DPO for them, states to be right (Art. 16): read by the kind of the datum, into the one form in
// which it is stored.
import { electronicFormatIBAN, isValidIBAN } from 'ibantools'
import { normalisePhone, parseEmail } from '../domain/contact-address'
import { isCountry } from '../domain/data-map/country'
import type { DatumInput, MapDatum } from '../domain/data-map/types'
import { plainValue } from './plain-value'
import type { FormProblem } from './request-form'

export type DatumProblem = Extract<
  FormProblem,
  `datum-${string}` | 'characters' | 'not-text' | 'email-not-address' | 'email-too-long'
>
export type DatumRead = { ok: true; value: string } | { ok: false; problem: DatumProblem }
/** `today`: ISO date where the controller is; `country`: whose phone numbers are written without a prefix. */
export type DatumPlace = { today: string; country: string }

/** IBAN without blanks, phone in E.164, date in ISO 8601, country as its code, e-mail in lower case. */
export function readDatum(input: DatumInput, given: unknown, place: DatumPlace): DatumRead {
  const plain = plainValue(given)
  if (!plain.ok) return plain
  const { value } = plain
  if (value === '') return wrong('datum-missing')
  switch (input) {
    case 'date':
      return readDate(value, place.today)
    case 'phone':
      return readPhone(value, place.country)
    case 'email':
      return readEmail(value)
    case 'iban':
      return readIban(value)
    case 'country':
      return isCountry(value.toUpperCase()) ? right(value.toUpperCase()) : wrong('datum-not-country')
    default:
      return right(value)
  }
}

const right = (value: string): DatumRead => ({ ok: true, value })
const wrong = (problem: DatumProblem): DatumRead => ({ ok: false, problem })

/** Every date about a person lies behind: a birth, an entry, a signature. */
function readDate(value: string, today: string): DatumRead {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return wrong('datum-not-date')
  try {
    Temporal.PlainDate.from(value, { overflow: 'reject' })
  } catch {
    return wrong('datum-not-date')
  }
  return value > today ? wrong('datum-date-ahead') : right(value)
}

function readPhone(value: string, country: string): DatumRead {
  const phone = normalisePhone(value, country)
  return phone.ok ? right(phone.value) : wrong('datum-not-phone')
}

function readEmail(value: string): DatumRead {
  const email = parseEmail(value)
  if (email.ok) return right(email.value.normalised)
  return wrong(email.reason === 'too-long' ? 'email-too-long' : 'email-not-address')
}

function readIban(value: string): DatumRead {
  const iban = electronicFormatIBAN(value)
  return iban && isValidIBAN(iban) ? right(iban) : wrong('datum-not-iban')
}

export type StatedDatum = { datum: string; wanted: string; present?: string | undefined }
export type ReadStated = { values: StatedDatum[]; problems: Record<string, DatumProblem> }

/** `problems` by key of the datum. What stands there now is the person's account of it: any text of one line. */
export function readStated(data: readonly MapDatum[], stated: readonly StatedDatum[], place: DatumPlace): ReadStated {
  const read: ReadStated = { values: [], problems: {} }
  for (const { datum, wanted, present } of stated) {
    const known = data.find(({ key }) => key === datum)
    const value = known ? readDatum(known.input, wanted, place) : wrong('datum-unknown')
    const now = plainValue(present ?? '')
    if (!value.ok) read.problems[datum] = value.problem
    else if (!now.ok) read.problems[datum] = now.problem
    else read.values.push({ datum, wanted: value.value, ...(now.value !== '' && { present: now.value }) })
  }
  return read
}
