// When a row carries a claimed identifier: byte-exact on the normalised text, both sides normalised by the same server
// expression. `José`, `jose`, a plus-address or 042 are other people than `jose` and 42 (R7, R18).
import { sql } from 'kysely'
import type { IdentifierNormaliser } from '../../domain/data-map/types'
import type { Identifier } from '../../domain/findings'
import { allOf, type Sql } from '../sql/statement'
import type { Rows, Structure } from '../sql/structure'
import { castType, familyOf } from './column-type'

/** The normalised text. Upper case drops spaces too, as IBANs are printed in groups; phones keep digits and the plus. */
function normalised(kind: IdentifierNormaliser, text: Sql, normalises: boolean): Sql {
  const composed = normalises ? sql`normalize(${text}, NFC)` : text
  switch (kind) {
    case 'email':
      return sql`lower(btrim(${composed})) collate "C"`
    case 'upper':
      return sql`upper(regexp_replace(${composed}, '[[:space:]]', '', 'g')) collate "C"`
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
  nfc: boolean,
  value: Sql,
): Sql {
  const text = structure.text(rows, field)
  const whole = sql`${normalised(kind, text, nfc)} = ${value}`
  if (!nfc || kind === 'phone' || kind === 'exact' || hasNormalisedIndex(rows, field)) return whole
  return sql`case when octet_length(${text}) = char_length(${text})
    then ${normalised(kind, text, false)} = ${value} else ${whole} end`
}

/**
 * A condition that is never true for an identifier that normalises to nothing: it would match every empty field. `nfc`:
 * whether the server can normalise.
 */
export function matches(
  structure: Structure,
  rows: Rows,
  field: string,
  how: IdentifierNormaliser,
  identifier: Identifier,
  nfc: boolean,
): Sql {
  const value = normalised(how, sql`${identifier.value}::text`, nfc)
  return allOf([
    ...(how === 'exact' ? indexable(structure, rows, field, identifier.value) : []),
    equals(structure, rows, field, how, nfc, value),
    sql`${value} <> ''`,
  ])
}
