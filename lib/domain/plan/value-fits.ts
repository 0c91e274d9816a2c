// Whether a column takes a corrected value, as far as the structure tells: known before it is signed. Values of an enum,
// checks and character sets are the server's to judge (it refuses, and nothing is done).
import type { Catalogue, CatalogueColumn } from '../catalogue'
import type { MapDataset } from '../data-map/types'
import { isPointedAt } from './field-fate'
import { holdsDocuments } from './path-fate'
import type { UnfitBecause } from './types'

export type ValueFit = { ok: true } | { ok: false; problem: UnfitBecause }

const day = String.raw`\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`
const time = String.raw`([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?`
const number = String.raw`-?\d{1,65}(\.\d{1,30})?`
const exactly = (pattern: string) => new RegExp(`^${pattern}$`)

/** How a value of each type is written; a type that is not here is the server's to judge. */
const written: [type: RegExp, value: RegExp | null][] = [
  [/^(tinyint|smallint|mediumint|int|integer|bigint)\b/, exactly('-?\\d{1,20}')],
  [/^(numeric|decimal|real|float|double)\b/, exactly(number)],
  [/^date$/, exactly(day)],
  // A moment is no day: which one it is depends on the place.
  [/^timestamp(\(\d\))? without time zone$|^datetime\b/, exactly(`${day}([ T]${time})?`)],
  [/^timestamp\b/, exactly(`${day}[ T]${time}([+-]\\d\\d(:?\\d\\d)?|Z)?`)],
  [/^boolean$/, /^(true|false)$/],
  [/^uuid$/, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i],
  [/^(bytea|(tiny|medium|long)?blob|(var)?binary|bit|geometry|point|linestring|polygon|multi|xml)\b|\[\]$/, null],
]

const isRealDay = (value: string) => {
  const [year, month, dayOfMonth] = value.slice(0, 10).split('-').map(Number) as [number, number, number]
  return Temporal.PlainYearMonth.from({ year, month }).daysInMonth >= dayOfMonth
}

const hasForm = ({ type }: CatalogueColumn, value: string): boolean => {
  // PostgreSQL holds no NUL, and neither server holds half of a surrogate pair.
  if (value.includes('\0') || !value.isWellFormed()) return false
  const known = written.find(([pattern]) => pattern.test(type))
  if (!known) return true
  if (!known[1]?.test(value)) return false
  return !/^(date|timestamp)/.test(type) || isRealDay(value)
}

const hasRoom = ({ type }: CatalogueColumn, value: string): boolean => {
  const length = /^(?:character varying|varchar|character|char)\((\d+)\)/.exec(type)?.[1]
  if (length) return [...value].length <= Number(length)
  return type !== 'tinytext' || new TextEncoder().encode(value).length <= 255
}

/** By the catalogue: whether the column can be written, whether it takes no value, the form and the length of one. */
export function valueFits(catalogue: Catalogue, dataset: MapDataset, field: string, value: string | null): ValueFit {
  const unfit = (problem: UnfitBecause): ValueFit => ({ ok: false, problem })
  const table = catalogue.tables.find(({ name }) => name === dataset.table)
  const column = table?.columns.find(({ name }) => name === field)
  if (!table || !column || table.kind === 'view' || column.generated) return unfit('constraint')
  if (isPointedAt(catalogue, table, field)) return unfit('constraint')
  // A document is corrected by hand: which part of it holds the datum, the map does not say.
  if (dataset.fields[field]?.paths || holdsDocuments(catalogue.engine, table, column)) return unfit('wrong-type')
  if (value === null) return column.nullable && !table.primaryKey.includes(field) ? { ok: true } : unfit('not-nullable')
  if (!hasForm(column, value)) return unfit('wrong-type')
  return hasRoom(column, value) ? { ok: true } : unfit('too-long')
}
