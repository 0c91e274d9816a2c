// When a row carries a claimed identifier: byte-exact on the normalised text, both sides normalised by the same server
// expression. `José`, `jose`, a plus-address or 042 are other people than `jose` and 42 (R7, R18).
import { sql } from 'kysely'
import type { IdentifierNormaliser } from '../../domain/data-map/types'
import type { Identifier } from '../../domain/findings'
import { allOf, type Sql } from '../sql/statement'
import type { Rows, Structure } from '../sql/structure'
import { castType, familyOf } from './column-type'
import type { ServerFacts } from './server-facts'

type How = {
  /** Whether the server composes accents (NFC). */
  nfc: boolean
  /** A collation by which letters change their case, where the text's own has rules of its language. */
  neutral: string | null
}

const neutrally = (text: Sql, { neutral }: How) =>
  neutral === null ? text : sql`${text} collate ${sql.id('pg_catalog', neutral)}`

/** The normalised text. Upper case drops spaces too, as IBANs are printed in groups; phones keep digits and the plus. */
function normalised(kind: IdentifierNormaliser, text: Sql, how: How): Sql {
  const composed = how.nfc ? sql`normalize(${text}, NFC)` : text
  switch (kind) {
    case 'email':
      return sql`lower(${neutrally(sql`btrim(${composed})`, how)}) collate "C"`
    case 'upper':
      return sql`upper(${neutrally(sql`regexp_replace(${composed}, '[[:space:]]', '', 'g')`, how)}) collate "C"`
    case 'phone':
      return sql`regexp_replace(regexp_replace(${text}, '[^0-9+]', '', 'g'), '^00', '+') collate "C"`
    case 'exact':
      return sql`${text} collate "C"`
  }
}

/** Lets a plain index find candidates where its type can hold exactly this text; the exact comparison still decides. */
function indexable(structure: Structure, rows: Rows, field: string, value: string): Sql[] {
  const column = structure.definition(rows.table, field)
  const reference = structure.column(rows, field)
  const family = familyOf(column)
  const whole = family === 'integer' && /^(0|-?[1-9]\d{0,17})$/.test(value)
  const uuid = family === 'uuid' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
  if (whole) return [sql`${reference} = ${value}::bigint`]
  return family === 'text' || uuid ? [sql`${reference} = ${value}::${castType(column)}`] : []
}

/** An index on the normalised expression itself: `((lower(btrim(normalize(email, NFC))) collate "C"))`. */
const hasNormalisedIndex = (rows: Rows, field: string) =>
  rows.table.indexes.some(({ columns: [first = ''] }) => /\bnormalize\(/i.test(first) && first.includes(field))

/** Text in ASCII is in NFC already; seeing that first makes a search without an index several times faster. */
function equals(
  structure: Structure,
  rows: Rows,
  field: string,
  kind: IdentifierNormaliser,
  how: How,
  value: Sql,
): Sql {
  const text = structure.text(rows, field)
  const whole = sql`${normalised(kind, text, how)} = ${value}`
  if (!how.nfc || kind === 'phone' || kind === 'exact' || hasNormalisedIndex(rows, field)) return whole
  return sql`case when octet_length(${text}) = char_length(${text})
    then ${normalised(kind, text, { ...how, nfc: false })} = ${value} else ${whole} end`
}

/**
 * A condition that is never true for an identifier that normalises to nothing: it would match every empty field. The
 * value has the database's own collation, and where the column's is of such a language, both are made neutral.
 */
export function matches(
  structure: Structure,
  rows: Rows,
  field: string,
  how: IdentifierNormaliser,
  identifier: Identifier,
  { normalises: nfc, neutralCollation, ownCapitals }: ServerFacts,
): Sql {
  const column = structure.definition(rows.table, field).ownCapitals ? neutralCollation : null
  const given = ownCapitals ? neutralCollation : column
  const value = normalised(how, sql`${identifier.value}::text`, { nfc, neutral: given })
  return allOf([
    ...(how === 'exact' ? indexable(structure, rows, field, identifier.value) : []),
    equals(structure, rows, field, how, { nfc, neutral: column }, value),
    sql`${value} <> ''`,
  ])
}
