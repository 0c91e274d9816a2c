// Parts of a JSON document in PostgreSQL's words. Every level is a select of its own over members or elements, so that
// nothing is evaluated twice and lists may be of any length.
import { sql } from 'kysely'
import type { CatalogueColumn } from '../../domain/catalogue'
import type { PathTree } from '../../domain/data-map/field-path'
import type { PathFate, PathFates } from '../sql/json-paths'
import { anyOf, never, type Sql } from '../sql/statement'

const isType = (value: Sql, type: string): Sql => sql`jsonb_typeof(${value}) = ${sql.lit(type)}`

/** The document after the change; null where the column is. */
export function inPart(document: Sql, { rest, tree }: PathFates): Sql {
  return sql`(case when ${document} is not null then ${rewritten(document, tree, rest, 0)} end)`
}

/** Null where the part goes. */
function rewritten(value: Sql, tree: PathTree<PathFate>, rest: PathFates['rest'], depth: number): Sql {
  if ('leaf' in tree) {
    if (tree.leaf === 'keep') return value
    return tree.leaf === 'clear' ? sql`null::jsonb` : sql`to_jsonb(${tree.leaf.replace}::text)`
  }
  const [each, left, x] = [`e${depth}`, `w${depth}`, sql.id(`e${depth}`, 'x')]
  if ('each' in tree) {
    const elements = sql`select ${sql.id(each)}.n, ${rewritten(x, tree.each, rest, depth + 1)} as r
      from jsonb_array_elements(${value}) with ordinality as ${sql.id(each)}(x, n)`
    return sql`(case when ${isType(value, 'array')} then
      (select coalesce(jsonb_agg(r order by n), '[]') from (${elements}) as ${sql.id(left)} where r is not null)
      else ${rest === 'stays' ? value : sql`'[]'::jsonb`} end)`
  }
  const named = tree.members.map(
    ([name, below]) => sql`when ${sql.lit(name)} then ${rewritten(x, below, rest, depth + 1)}`,
  )
  const members = sql`select ${sql.id(each)}.k,
      case ${sql.id(each)}.k ${sql.join(named, sql` `)} else ${rest === 'stays' ? x : sql`null::jsonb`} end as r
    from jsonb_each(${value}) as ${sql.id(each)}(k, x)`
  return sql`(case when ${isType(value, 'object')} then
    (select coalesce(jsonb_object_agg(k, r), '{}') from (${members}) as ${sql.id(left)} where r is not null)
    else ${rest === 'stays' ? value : sql`'{}'::jsonb`} end)`
}

export function stillHolds(document: Sql, fates: PathFates): Sql {
  const there = fates.removed.map((path) => sql`coalesce(jsonb_path_exists(${document}, ${sql.lit(path)}), false)`)
  return anyOf([...there, sql`${inPart(document, fates)} is distinct from ${document}`])
}

/** jsonb takes no NUL and no half of a surrogate pair, which json lets stand. */
const unfit = (column: Sql): Sql =>
  sql`regexp_replace(${column}::text, '\\\\u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F]', '', 'g') ~ '\\\\u(0000|[dD][89a-fA-F])'`

export function unreadable({ type }: CatalogueColumn, column: Sql, shape: PathTree<null>): Sql {
  const apart = misfit(sql`${column}::jsonb`, shape, 0)
  return type === 'json' ? sql`(case when ${unfit(column)} then true else ${apart} end)` : apart
}

/** Whether a value stands where the paths say members or elements; JSON's null holds nothing. */
function misfit(value: Sql, tree: PathTree<null>, depth: number): Sql {
  if ('leaf' in tree) return never
  const wanted = 'each' in tree ? 'array' : 'object'
  const other = sql`coalesce(jsonb_typeof(${value}), 'null') not in ('null', ${sql.lit(wanted)})`
  if ('members' in tree)
    return anyOf([
      other,
      ...tree.members.map(([name, below]) => misfit(sql`(${value} -> ${sql.lit(name)})`, below, depth)),
    ])
  const x = sql.id(`m${depth}`, 'x')
  const elements = sql`jsonb_array_elements(case when ${isType(value, 'array')} then ${value} end) as ${sql.id(`m${depth}`)}(x)`
  return anyOf([other, sql`exists (select 1 from ${elements} where ${misfit(x, tree.each, depth + 1)})`])
}
