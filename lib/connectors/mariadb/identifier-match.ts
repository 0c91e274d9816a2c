// When a row carries a claimed identifier: byte-exact on the normalised text. The server's collations take `José`, `jose`
// and `jose ` for one; here they only find candidates. It knows no NFC either: a text is looked for in each of the ways
// in which Unicode can spell it.
import { sql } from 'kysely'
import type { IdentifierNormaliser } from '../../domain/data-map/types'
import type { Identifier } from '../../domain/findings'
import { allOf, anyOf, list, never, type Sql } from '../sql/statement'
import type { Rows, Structure } from '../sql/structure'
import { bytesOf, type Collation, familyOf, inCollation, keyType, textOf } from './column-type'

const trimmed = (text: string) => text.replace(/^ +| +$/g, '')

/** As the server's expression below does it with the column's side. */
function normalised(how: IdentifierNormaliser, value: string): string {
  switch (how) {
    case 'email':
      return trimmed(value.normalize('NFC')).toLowerCase()
    case 'upper':
      return value.normalize('NFC').replace(/\s/g, '').toUpperCase()
    case 'phone':
      return value.replace(/[^0-9+]/g, '').replace(/^00/, '+')
    case 'exact':
      return value
  }
}

/** More accents than this are looked for all composed or all apart, and no longer in every mixture. */
const mostMixed = 6

/** Every spelling of a composed text that Unicode holds for the same: each accent on its letter, or after it. */
export function spellings(composed: string): string[] {
  const letters = [...composed]
  const apart = letters.map((letter) => letter.normalize('NFD'))
  const accented = letters.flatMap((letter, place) => (letter === apart[place] ? [] : [place]))
  if (accented.length > mostMixed) return [composed, composed.normalize('NFD')]
  return Array.from({ length: 2 ** accented.length }, (_, mixture) =>
    letters
      .map((letter, place) =>
        (mixture >> accented.indexOf(place)) & 1 && accented.includes(place) ? apart[place] : letter,
      )
      .join(''),
  )
}

const isOneOf = (text: Sql, values: readonly string[]) =>
  sql`${bytesOf(text)} in (${list(values.map((value) => bytesOf(sql`${value}`)))})`

/** The one letter that the server's lower case turns into another's: `İ` into `i`. */
const withoutDottedCapital = (text: Sql) => sql`locate(cast('İ' as binary), ${bytesOf(text)}) = 0`

/** Escaped for LIKE … ESCAPE '!'. */
const literally = (text: string) => text.replaceAll(/[!%_]/g, '!$&')

/**
 * Collations in which a word is equal to itself in other case. Those of languages are not: to Turkish `I` is no `i`, to
 * Danish `aA` no `aa`, to Czech `cH` no `ch`.
 */
const foldsLetterByLetter = /^(\w+_(general|unicode(_520)?|uca1400|0900)|latin1_swedish)(_nopad)?(_a[is])?_ci$/

/**
 * Where the column ignores case, its plain index finds candidates: the address itself, and whatever begins or ends with
 * spaces.
 */
function candidates(reference: Sql, values: readonly string[], text: Collation): Sql[] {
  if (!text || !foldsLetterByLetter.test(text.collation)) return []
  const like = (pattern: string) => sql`${reference} like ${inCollation(sql`${pattern}`, text)} escape '!'`
  const equal = values.map((value) => sql`${reference} = ${inCollation(sql`${value}`, text)}`)
  return [anyOf([...equal, like(' %'), ...values.map((value) => like(`${literally(value)} %`))])]
}

function exactly(structure: Structure, rows: Rows, field: string, value: string, collation: Collation): Sql {
  const column = structure.definition(rows.table, field)
  const type = keyType(column, collation)
  if (!type.accepts(value)) return never
  const reference = structure.column(rows, field)
  const given = familyOf(column) === 'integer' ? sql.raw(BigInt(value).toString()) : sql`${value}`
  const found = type.compared(reference, given).map(({ left, right }) => sql`${left} = ${right}`)
  // `042` is another number than 42, and so is `42.0`: the text decides.
  return allOf([...found, isOneOf(textOf(column, reference), [value])])
}

export function matches(
  structure: Structure,
  rows: Rows,
  field: string,
  how: IdentifierNormaliser,
  { value: claimed }: Identifier,
  collation: Collation,
): Sql {
  const value = normalised(how, claimed)
  if (value === '') return never
  if (how === 'exact') return exactly(structure, rows, field, value, collation)
  const reference = structure.column(rows, field)
  const text = textOf(structure.definition(rows.table, field), reference)
  if (how === 'phone') return isOneOf(sql`regexp_replace(regexp_replace(${text}, '[^0-9+]', ''), '^00', '+')`, [value])
  const written = spellings(value)
  if (how === 'upper') return isOneOf(sql`upper(regexp_replace(${text}, '[[:space:]]', ''))`, written)
  const lower = sql`lower(trim(${text}) collate utf8mb4_unicode_520_ci)`
  return allOf([...candidates(reference, written, collation), isOneOf(lower, written), withoutDottedCapital(text)])
}
