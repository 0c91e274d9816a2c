// How a column's values are written so that any program can read them again: one type a column, whatever stands in it.
import type { CatalogueColumn, CatalogueTable } from '../../domain/catalogue'
import type { DatabaseKind } from '../../domain/data-map/types'
import { holdsDocuments } from '../../domain/plan/path-fate'

/**
 * `integer`: fits 53 bits. `long` and `decimal`: digits in a string, since a program's own numbers would round them.
 * `date-time`: a moment, in UTC. `local-date-time`: as somebody wrote it, of no stated place.
 */
export const portableKinds = [
  'text',
  'integer',
  'long',
  'decimal',
  'float',
  'boolean',
  'date',
  'time',
  'local-date-time',
  'date-time',
  'duration',
  'uuid',
  'bytes',
  'json',
] as const
export type PortableKind = (typeof portableKinds)[number]

/** `list`: an array of the kind, lists of lists alike. Precision and scale as the column states them. */
export type PortableType = { kind: PortableKind; list?: true; precision?: number; scale?: number }

const postgresql: [RegExp, PortableKind][] = [
  [/^(smallint|integer)$/, 'integer'],
  [/^bigint$/, 'long'],
  [/^numeric/, 'decimal'],
  [/^(real|double precision)$/, 'float'],
  [/^boolean$/, 'boolean'],
  [/^date$/, 'date'],
  [/^time(\(\d\))? with(out)? time zone$/, 'time'],
  [/^timestamp(\(\d\))? without time zone$/, 'local-date-time'],
  [/^timestamp(\(\d\))? with time zone$/, 'date-time'],
  [/^interval/, 'duration'],
  [/^uuid$/, 'uuid'],
  [/^bytea$/, 'bytes'],
  // Within a list.
  [/^jsonb?$/, 'json'],
]

const mariadb: [RegExp, PortableKind][] = [
  [/^(tinyint|smallint|mediumint|int|year)\b/, 'integer'],
  [/^bigint\b/, 'long'],
  [/^decimal\b/, 'decimal'],
  [/^(float|double)\b/, 'float'],
  [/^date$/, 'date'],
  [/^time\b/, 'time'],
  [/^datetime\b/, 'local-date-time'],
  [/^timestamp\b/, 'date-time'],
  [/^uuid$/, 'uuid'],
  [/^((var)?binary|(tiny|medium|long)?blob)\b/, 'bytes'],
]

/** What is none of these is the server's own text. */
export function portableType(column: CatalogueColumn, table: CatalogueTable, engine: DatabaseKind): PortableType {
  if (holdsDocuments(engine, table, column)) return { kind: 'json' }
  const kinds = engine === 'postgresql' ? postgresql : mariadb
  const list = engine === 'postgresql' && column.type.endsWith('[]')
  const type = list ? column.type.slice(0, -2) : column.type
  const kind = kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'text'
  const [, precision, scale] = /^(?:numeric|decimal)\((\d+)(?:,(-?\d+))?\)/.exec(type) ?? []
  return {
    kind,
    ...(list && { list }),
    ...(precision && { precision: Number(precision), scale: Number(scale ?? 0) }),
  }
}
