// `(columns) in (keys)`, where the keys were read as text.
import { sql } from 'kysely'
import { allOf, anyOf, list, never, type Sql } from '../sql/statement'
import type { Along } from '../sql/structure'
import type { Compared, KeyType } from './column-type'

/** The server looks at the index once for each of them. */
const few = 16

/** Along a foreign key the first comparison is enough: it is the server's own. */
const compared = (reference: Sql, type: KeyType, key: Sql, along?: Along): Compared => {
  const all = type.compared(reference, key)
  return along === 'foreign-key' ? all.slice(0, 1) : all
}

/**
 * Few keys are constants: the server sees in the index how many rows they have before it chooses how to read. JSON_TABLE
 * gives each of many its column's type, so that the index can answer.
 */
export function keysIn(
  references: readonly Sql[],
  types: readonly KeyType[],
  keys: readonly string[][],
  along?: Along,
): Sql {
  const possible = keys.filter((key) => types.every((type, place) => type.accepts(key[place] ?? '')))
  if (possible.length === 0 || types.length === 0) return never
  const columns = types.map((type, place) => ({ type, place, reference: references[place] ?? never }))
  if (possible.length <= few && types.every((type) => type.constant)) {
    const isKey = (key: string[]) =>
      columns.flatMap(({ type, place, reference }) =>
        compared(reference, type, type.constant?.(sql`${key[place] ?? ''}`) ?? never, along),
      )
    return anyOf(possible.map((key) => allOf(isKey(key).map(({ left, right }) => sql`${left} = ${right}`))))
  }
  const definitions = columns.map(
    ({ type, place }) =>
      sql`${sql.id(`c${place}`)} ${type.type(possible.map((key) => key[place] ?? ''))} path ${sql.lit(`$[${place}]`)}`,
  )
  const pairs = columns.flatMap(({ type, place, reference }) =>
    compared(reference, type, sql.id('k', `c${place}`), along),
  )
  const table = sql`json_table(${JSON.stringify(possible)}, '$[*]' columns (${list(definitions)})) as ${sql.id('k')}`
  return sql`(${list(pairs.map((p) => p.left))}) in (select ${list(pairs.map((p) => p.right))} from ${table})`
}
