// A value as the system's reader gives it, in the one form that its column's type has in every file of the package.
import { type Cell, cell } from '../package/cell'
import { parseList } from './list-literal'
import type { PortableKind, PortableType } from './portable-type'

/** Text that is JSON already: a document or a list, in the database's own words, so that no number in it is rounded. */
export class JsonText {
  constructor(readonly text: string) {}
}

/** What its type has no form for (`infinity`, a date before our era, 0000-00-00), in the database's own words. */
export class Unfit {
  constructor(readonly text: string) {}
}

export type Portable = Cell | JsonText | Unfit

const day = '(\\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])'
const clock = '([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?'

/** Also in the package's schema. */
export const patterns = {
  long: /^-?\d+$/,
  decimal: /^-?\d+(\.\d+)?$/,
  time: new RegExp(`^${clock}([+-]\\d\\d(:\\d\\d)?)?$`),
  'local-date-time': new RegExp(`^${day}T${clock}$`),
  duration: /^P(?=[-\dT])(-?\d+(\.\d+)?[YMWD])*(T(-?\d+(\.\d+)?[HMS])+)?$/,
  bytes: /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
}
const date = new RegExp(`^${day}$`)
const moment = new RegExp(`^${day}T${clock}Z$`)
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const isDay = (text: string): boolean => {
  const dayOfMonth = Number(text.slice(8, 10))
  if (dayOfMonth <= 28) return true
  const [year, month] = [Number(text.slice(0, 4)), Number(text.slice(5, 7))]
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (month === 2) return leap && dayOfMonth === 29
  return dayOfMonth <= 30 || ![4, 6, 9, 11].includes(month)
}

type Reading = (text: string) => Portable
const matching =
  (pattern: RegExp): Reading =>
  (text) =>
    pattern.test(text) ? text : new Unfit(text)
const dated =
  (pattern: RegExp): Reading =>
  (text) =>
    pattern.test(text) && isDay(text) ? text : new Unfit(text)
const number =
  (fits: (value: number) => boolean): Reading =>
  (text) => {
    const value = Number(text)
    return text.trim() !== '' && fits(value) ? value : new Unfit(text)
  }

const readings: Record<PortableKind, Reading> = {
  text: (text) => text,
  integer: number(Number.isSafeInteger),
  long: matching(patterns.long),
  decimal: matching(patterns.decimal),
  float: number(Number.isFinite),
  boolean: (text) => (text === 't' || text === 'f' ? text === 't' : new Unfit(text)),
  date: dated(date),
  time: matching(patterns.time),
  'local-date-time': dated(patterns['local-date-time']),
  'date-time': dated(moment),
  duration: matching(patterns.duration),
  uuid: matching(uuid),
  bytes: (text) => (/^(\\x)?([0-9a-f]{2})*$/.test(text) ? base64(text) : new Unfit(text)),
  json: (text) => (isJson(text) ? new JsonText(text) : new Unfit(text)),
}

const base64 = (hex: string) => Buffer.from(hex.replace(/^\\x/, ''), 'hex').toString('base64')

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** A function for the column: what can be known of the type is not asked again for each value. */
export function portableReading({ kind, list }: PortableType): (raw: unknown) => Portable {
  const read = readings[kind]
  const plain = kind === 'text'
  if (list) return (raw) => (raw === null || raw === undefined ? null : listOf(String(raw), kind))
  return (raw) => {
    const value = cell(raw)
    if (plain) return value === null || typeof value === 'string' ? value : String(value)
    if (value === null || typeof value === 'boolean') return value
    if (typeof value === 'number') return kind === 'integer' || kind === 'float' ? value : read(String(value))
    return read(value)
  }
}

/** A server writes moments within a list as it shows them, not as its reader gives them alone. */
const withinList: Partial<Record<PortableKind, (text: string) => string>> = {
  'local-date-time': (text) => text.replace(' ', 'T'),
  'date-time': (text) => text.replace(' ', 'T').replace(/\+00$/, 'Z'),
}

function listOf(literal: string, kind: PortableKind): Portable {
  const parts = parseList(literal)
  if (!parts) return new Unfit(literal.toWellFormed())
  const member = (part: (typeof parts)[number]): string => {
    if (Array.isArray(part)) return `[${part.map(member).join(',')}]`
    if (part === null) return 'null'
    return portableJson(readings[kind](withinList[kind]?.(part) ?? part))
  }
  return new JsonText(member(parts))
}

export function portableJson(value: Portable): string {
  if (value instanceof JsonText) return value.text
  if (value instanceof Unfit) return `{"raw":${JSON.stringify(value.text)}}`
  return JSON.stringify(value)
}
