// A fingerprint of a set of rows, independent of their order. It takes the primary key and `xmin`, the transaction that
// wrote the row version: any change by anybody since then shows, without one value being read. XOR of digests of parts
// is the digest of the whole, so the plan can add strata up to groups (lib/domain/plan/digest.ts).
import { sql } from 'kysely'
import type { Sql } from '../sql/statement'
import type { Rows, Structure } from '../sql/structure'
import { familyOf, type TypeFamily } from './column-type'

const hashable: readonly TypeFamily[] = ['integer', 'uuid', 'text', 'bpchar', 'date', 'timestamp']

/** 64 bits of one row. Hashing the record itself halves the time; older servers and other types are hashed as text. */
export function rowHash(structure: Structure, rows: Rows, version: number): Sql {
  const columns = rows.table.primaryKey
  const direct = columns.every((column) => hashable.includes(familyOf(structure.definition(rows.table, column))))
  if (direct && version >= 14)
    return sql`hash_record_extended(row(${sql.join([...structure.columns(rows, columns), sql`${sql.id(rows.alias)}.xmin`])}), 0)`
  const key = structure.keyTexts(rows)
  const text = key.length === 1 ? sql`${key[0] as Sql}` : sql`row(${sql.join(key, sql`, `)})::text`
  return sql`hashtextextended(${text} || ':' || ${sql.id(rows.alias)}.xmin::text, 0)`
}

/** Before PostgreSQL 14 there is no bit_xor: the parity of each bit, which is the same number. */
function xorByParity(hash: Sql): Sql {
  const bits = Array.from({ length: 64 }, (_, bit) => {
    const mask = sql.raw(`(1::int8 << ${bit})`)
    return sql`(((count(*) filter (where (${hash} & ${mask}) <> 0)) & 1) << ${sql.raw(String(bit))})`
  })
  return sql`(${sql.join(bits, sql` | `)})`
}

/** Sixteen hexadecimal digits. */
export const digestOf = (hash: Sql, version: number): Sql =>
  sql`lpad(to_hex(${version < 14 ? xorByParity(hash) : sql`coalesce(bit_xor(${hash}), 0)`}), 16, '0')`
