// How columns of different types are compared without the server quietly converting one into the other (R18), and
// without its collations taking one text for another.
import { sql } from 'kysely'
import type { CatalogueColumn } from '../../domain/catalogue'
import type { Sql } from '../sql/statement'

export type TypeFamily =
  | 'text'
  | 'binary'
  | 'integer'
  | 'numeric'
  | 'uuid'
  | 'date'
  | 'datetime'
  | 'bit'
  | 'geometry'
  | 'other'

const families: [RegExp, TypeFamily][] = [
  [/^((var)?char|(tiny|medium|long)?text|enum|set|json)\b/, 'text'],
  [/^((var)?binary|(tiny|medium|long)?blob)\b/, 'binary'],
  [/^(tinyint|smallint|mediumint|int|bigint)\b/, 'integer'],
  [/^decimal\b/, 'numeric'],
  [/^uuid$/, 'uuid'],
  [/^date$/, 'date'],
  [/^(datetime|timestamp)\b/, 'datetime'],
  [/^bit\b/, 'bit'],
  [/^(geometry|point|linestring|polygon|multi|geometrycollection)/, 'geometry'],
]

export const familyOf = (column: CatalogueColumn): TypeFamily =>
  families.find(([pattern]) => pattern.test(column.type))?.[1] ?? 'other'

/** TIMESTAMP is a point in time, whose calendar day depends on the place; DATETIME is what somebody wrote. */
export const isMoment = (column: CatalogueColumn): boolean => /^timestamp\b/.test(column.type)

/** Long values: their fingerprint is taken for them where they would make a statement's result too large. */
export const isLong = (column: CatalogueColumn): boolean => /^((tiny|medium|long)?(text|blob)|json)\b/.test(column.type)

/** Longest text that the column takes; null for no limit that matters. */
export const maximumLength = (column: CatalogueColumn): number | null => {
  const length = /^(?:var)?char\((\d+)\)/.exec(column.type)?.[1]
  return length ? Number(length) : null
}

/** A value as text, in which letters that differ are different ones. Bytes in hexadecimal. */
export function textOf(column: CatalogueColumn, reference: Sql): Sql {
  switch (familyOf(column)) {
    case 'text':
      return sql`convert(${reference} using utf8mb4) collate utf8mb4_bin`
    case 'binary':
      return sql`lower(hex(${reference}))`
    case 'bit':
      return sql`cast(cast(${reference} as unsigned) as char)`
    case 'geometry':
      return sql`lower(hex(st_aswkb(${reference})))`
    default:
      return sql`cast(${reference} as char)`
  }
}

/** Compared so, texts are equal only in every byte: no case, accent or trailing space is overlooked. */
export const bytesOf = (text: Sql): Sql => sql`cast(${text} as binary)`

export type Compared = { left: Sql; right: Sql }[]
export type Collation = { charset: string; collation: string } | null
/** `schema.table` → column → how its text is stored and compared. */
export type Texts = Map<string, Map<string, NonNullable<Collation>>>

const charsetName = (name: string): Sql => {
  if (!/^[a-z0-9_]+$/i.test(name)) throw new Error('a character set or collation has an unknown form of name')
  return sql.raw(name)
}

/** A text in the column's own set and collation, so that its index can answer. What the set lacks becomes another text. */
export const inCollation = (text: Sql, { charset, collation }: NonNullable<Collation>): Sql =>
  sql`convert(${text} using ${charsetName(charset)}) collate ${charsetName(collation)}`

/** A column beside a key that is given as text: what the key must look like, its type in JSON_TABLE, the comparisons. */
export type KeyType = {
  accepts: (key: string) => boolean
  type: (keys: readonly string[]) => Sql
  compared: (reference: Sql, key: Sql) => Compared
  /** One key as a constant of that type; absent where a cast would take or refuse another text than JSON_TABLE does. */
  constant?: (key: Sql) => Sql
}

const plainly = (reference: Sql, key: Sql): Compared => [{ left: reference, right: key }]
const varchar = (keys: readonly string[]) => {
  const longest = keys.reduce((most, key) => Math.max(most, key.length), 1)
  return longest > 4_000 ? sql`longtext character set utf8mb4` : sql.raw(`varchar(${longest}) character set utf8mb4`)
}
const within = (key: string, low: bigint, high: bigint) => BigInt(key) >= low && BigInt(key) <= high

function integerKey(column: CatalogueColumn): KeyType {
  const unsigned = /\bunsigned\b/.test(column.type)
  const [low, high] = unsigned ? [0n, 2n ** 64n - 1n] : [-(2n ** 63n), 2n ** 63n - 1n]
  return {
    accepts: (key) => /^-?\d{1,20}$/.test(key) && within(key, low, high),
    type: () => (unsigned ? sql`bigint unsigned` : sql`bigint`),
    compared: plainly,
    constant: (key) => (unsigned ? sql`cast(${key} as unsigned)` : sql`cast(${key} as signed)`),
  }
}

const byBytes = (column: CatalogueColumn): KeyType => ({
  accepts: () => true,
  type: varchar,
  compared: (reference, key) => [{ left: bytesOf(textOf(column, reference)), right: bytesOf(key) }],
  constant: (key) => key,
})

export function keyType(column: CatalogueColumn, text: Collation): KeyType {
  const exact = byBytes(column)
  switch (familyOf(column)) {
    case 'integer':
      return integerKey(column)
    case 'numeric':
      return {
        accepts: (key) => /^-?\d{1,35}(\.\d{1,30})?$/.test(key),
        type: () => sql`decimal(65, 30)`,
        compared: plainly,
      }
    case 'binary': {
      const compared = (reference: Sql, key: Sql) => plainly(reference, sql`unhex(${key})`)
      return { accepts: (key) => /^([0-9a-f]{2})*$/.test(key), type: varchar, compared }
    }
    case 'uuid': {
      const compared = (reference: Sql, key: Sql) => plainly(reference, sql`cast(${key} as uuid)`)
      return { accepts: (key) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key), type: varchar, compared }
    }
    case 'date':
      return { accepts: (key) => /^\d{4}-\d\d-\d\d$/.test(key), type: () => sql`date`, compared: plainly }
    case 'datetime':
      return { accepts: (key) => /^\d{4}-\d\d-\d\d /.test(key), type: () => sql`datetime(6)`, compared: plainly }
    case 'text':
      if (!text) return exact
      return {
        ...exact,
        compared: (reference, key) => [
          { left: reference, right: inCollation(key, text) },
          ...exact.compared(reference, key),
        ],
      }
    default:
      return exact
  }
}

const isNumber = (family: TypeFamily) => family === 'integer' || family === 'numeric'

/** Whether a key read from `a` as text can be compared with `b` in the type of `b`. */
export const sharesKeys = (a: CatalogueColumn, b: CatalogueColumn): boolean => familyOf(a) === familyOf(b)

export type Compare = { reference: Sql; column: CatalogueColumn; text: Collation }

/** Two linked columns: by their own operator where it is exact, else as text, never by conversion. */
export function compared(a: Compare, b: Compare): Compared {
  const [one, other] = [familyOf(a.column), familyOf(b.column)]
  const exact = {
    left: bytesOf(textOf(a.column, a.reference)),
    right: bytesOf(textOf(b.column, b.reference)),
  }
  const own = { left: a.reference, right: b.reference }
  if (one === 'text' && other === 'text')
    // The columns' own comparison finds candidates by index; their bytes decide.
    return a.text && a.text.collation === b.text?.collation ? [own, exact] : [exact]
  if (one === 'binary' && other === 'binary') return [own]
  if (isNumber(one) && isNumber(other)) return [own]
  return a.column.type === b.column.type && one !== 'other' ? [own] : [exact]
}
