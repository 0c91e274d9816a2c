// Parts of a JSON document in MariaDB's and MySQL's words. Members are reached by paths; every list is a select of its
// own over its elements, since neither server writes through `[*]`. Other parts keep their text.
import { sql } from 'kysely'
import type { PathTree } from '../../domain/data-map/field-path'
import type { PathFate, PathFates } from '../sql/json-paths'
import { anyOf, list, never, type Sql } from '../sql/statement'
import { bytesOf } from './column-type'

type Ending<Leaf> = { members: string[]; tree: { leaf: Leaf } | { each: PathTree<Leaf> } }

/** Where the members end: at a part with a fate, or at a list. */
function endingsOf<Leaf>(tree: PathTree<Leaf>, members: string[] = []): Ending<Leaf>[] {
  if (!('members' in tree)) return [{ members, tree }]
  return tree.members.flatMap(([name, below]) => endingsOf(below, [...members, name]))
}

const pathOf = (members: readonly string[]): Sql => sql.lit(`$${members.map((name) => `."${name}"`).join('')}`)
const partOf = (value: Sql, members: readonly string[]): Sql => sql`json_extract(${value}, ${pathOf(members)})`
/** A text that both server then take for JSON, not for a string. */
const asJson = (text: Sql): Sql => sql`json_extract(${text}, '$')`

/** The document after the change; null where the column is. */
export function inPart(document: Sql, { rest, tree }: PathFates): Sql {
  return sql`(case when ${document} is not null then ${rest === 'stays' ? without(document, tree, 0) : only(document, tree, 0)} end)`
}

function without(value: Sql, tree: PathTree<PathFate>, depth: number): Sql {
  if ('leaf' in tree) return fixed(value, tree.leaf)
  if ('each' in tree) return eachOf(value, tree.each, depth, without)
  const endings = endingsOf(tree)
  const removed = endings.filter((one) => 'leaf' in one.tree && one.tree.leaf === 'clear')
  const written = endings.flatMap(({ members, tree: end }) => {
    if ('leaf' in end && typeof end.leaf !== 'object') return []
    const part = partOf(value, members)
    return [pathOf(members), 'leaf' in end ? fixed(part, end.leaf) : asJson(eachOf(part, end.each, depth, without))]
  })
  const replaced = written.length ? sql`json_replace(${value}, ${list(written)})` : value
  return removed.length ? sql`json_remove(${replaced}, ${list(removed.map((one) => pathOf(one.members)))})` : replaced
}

function only(value: Sql, tree: PathTree<PathFate>, depth: number): Sql {
  if ('leaf' in tree) return fixed(value, tree.leaf)
  if ('each' in tree) return eachOf(value, tree.each, depth, only)
  const pieces = endingsOf(tree).map(({ members, tree: end }) => {
    const part = partOf(value, members)
    const left = 'leaf' in end ? fixed(part, end.leaf) : asJson(eachOf(part, end.each, depth, only))
    const around = members.reduceRight((inner, name) => sql`json_object(${sql.lit(name)}, ${inner})`, left)
    return sql`case when json_contains_path(${value}, 'one', ${pathOf(members)}) then ${around} else '{}' end`
  })
  return sql`json_merge_preserve('{}', ${list(pieces)})`
}

const fixed = (value: Sql, fate: PathFate): Sql => (typeof fate === 'object' ? sql`${fate.replace}` : value)

type Walk = (value: Sql, tree: PathTree<PathFate>, depth: number) => Sql

/** The list as JSON text; what is no list is JSON's null, and stays. */
function eachOf(value: Sql, tree: PathTree<PathFate>, depth: number, walk: Walk): Sql {
  if ('leaf' in tree && tree.leaf === 'clear')
    return sql`(case json_type(${value}) when 'ARRAY' then '[]' else ${value} end)`
  const alias = `j${depth}`
  const x = sql.id(alias, 'x')
  const text =
    'leaf' in tree && typeof tree.leaf === 'object' ? sql`json_quote(${tree.leaf.replace})` : walk(x, tree, depth + 1)
  const elements = sql`json_table(${value}, '$[*]' columns (n for ordinality, x json path '$')) as ${sql.id(alias)}`
  const joined = sql`group_concat(${text} order by ${sql.id(alias, 'n')} separator ',')`
  return sql`(case json_type(${value}) when 'ARRAY'
    then (select concat('[', coalesce(${joined}, ''), ']') from ${elements}) else ${value} end)`
}

export type Server = { isMariadb: boolean }

/** One spelling, whatever the spaces; MySQL's own type has no other. */
const spelled = (document: Sql, { isMariadb }: Server): Sql =>
  bytesOf(isMariadb ? sql`json_compact(${document})` : sql`cast(cast(${document} as json) as char)`)

export function stillHolds(document: Sql, fates: PathFates, server: Server): Sql {
  const there = fates.removed.map(
    (path) => sql`coalesce(json_contains_path(${document}, 'one', ${sql.lit(path)}), false)`,
  )
  const differs = sql`not (${spelled(inPart(document, fates), server)} <=> ${spelled(document, server)})`
  return anyOf([...there, differs])
}

export function unreadable(document: Sql, shape: PathTree<null>): Sql {
  return sql`(case when ${document} is null then false when not json_valid(${document}) then true
    else ${misfit(document, shape, 0)} end)`
}

/** Whether a value stands where the paths say members or elements; JSON's null holds nothing. */
function misfit(value: Sql, tree: PathTree<null>, depth: number): Sql {
  if ('leaf' in tree) return never
  const wanted = 'each' in tree ? 'ARRAY' : 'OBJECT'
  const other = sql`coalesce(json_type(${value}), 'NULL') not in ('NULL', ${sql.lit(wanted)})`
  if ('members' in tree)
    return anyOf([other, ...tree.members.map(([name, below]) => misfit(partOf(value, [name]), below, depth))])
  const alias = sql.id(`m${depth}`)
  const elements = sql`json_table(${value}, '$[*]' columns (x json path '$')) as ${alias}`
  const below = misfit(sql.id(`m${depth}`, 'x'), tree.each, depth + 1)
  return anyOf([other, sql`exists (select 1 from ${elements} where ${below})`])
}
