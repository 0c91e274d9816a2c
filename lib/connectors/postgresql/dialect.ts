// SQL as PostgreSQL (12 and newer) speaks it.
import { sql } from 'kysely'
import type { CatalogueColumn, CatalogueTable } from '../../domain/catalogue'
import type { PathTree } from '../../domain/data-map/field-path'
import type { IdentifierNormaliser, MapDataset } from '../../domain/data-map/types'
import type { Identifier } from '../../domain/findings'
import type { DateRange } from '../../domain/plan/types'
import { runsTheirCode } from '../sql/company-code'
import type { Conversation } from '../sql/conversation'
import type { PathFates } from '../sql/json-paths'
import { list, never, type Sql } from '../sql/statement'
import type { Condition, Dialect, Rows, Structure } from '../sql/structure'
import { placeholder, tokenLength } from '../sql/template'
import { castType, comparable, familyOf, isMoment, keyComparison, maximumLength, sharesKeys } from './column-type'
import { digestOf, rowHash } from './digest'
import { datedWithin, strataOf } from './documents'
import { matches } from './identifier-match'
import { inPart, stillHolds, unreadable } from './json-paths'
import type { ServerFacts } from './server-facts'
import { assignedValue, holdsValue, takesValue } from './stored-value'

export class PostgresDialect implements Dialect {
  readonly unionOf = 'subselects'
  readonly noText = sql`null::text`

  constructor(readonly facts: ServerFacts) {}

  shown(expression: Sql): Sql {
    return sql`(${expression})::text`
  }

  text(structure: Structure, rows: Rows, field: string): Sql {
    return sql`${structure.column(rows, field)}::text`
  }

  /** Two texts of no column's collation are compared in the database's own, which may not be by bytes. */
  same(a: Sql, b: Sql): Sql {
    return sql`${a} = ${b}`
  }

  array(texts: readonly Sql[]): Sql {
    return sql`array_to_json(array[${list([...texts])}])`
  }

  keysIn(structure: Structure, rows: Rows, columns: readonly string[], keys: readonly string[][]): Sql {
    if (keys.length === 0 || columns.length === 0) return never
    const parts = columns.map((column, index) => {
      const given = keys.map((key) => key[index] ?? null)
      const compared = keyComparison(structure.definition(rows.table, column), structure.column(rows, column))
      const texts = sql`${given}::text[]`
      const array = compared.lower
        ? sql`array(select lower(k) from unnest(${texts}) with ordinality u(k, n) order by n)`
        : sql`${texts}::${compared.type}[]`
      return { left: compared.left, array }
    })
    const [only] = parts
    if (only && parts.length === 1) return sql`${only.left} = any(${only.array})`
    return sql`(${list(parts.map((p) => p.left))}) in (select * from unnest(${list(parts.map((p) => p.array))}))`
  }

  sharesKeys(a: CatalogueColumn, b: CatalogueColumn): boolean {
    return sharesKeys(a, b)
  }

  compared(structure: Structure, [a, fieldA]: [Rows, string], [b, fieldB]: [Rows, string]) {
    const as = comparable(structure.definition(a.table, fieldA), structure.definition(b.table, fieldB))
    return [{ left: as(structure.column(a, fieldA)), right: as(structure.column(b, fieldB)) }]
  }

  inUnion(left: readonly Sql[], selects: readonly Sql[]): Sql {
    return sql`(${list([...left])}) in (${sql.join(selects, sql` union all `)})`
  }

  matches(structure: Structure, rows: Rows, field: string, how: IdentifierNormaliser, identifier: Identifier): Sql {
    return matches(structure, rows, field, how, identifier, this.facts)
  }

  rowHash(structure: Structure, rows: Rows): Sql {
    return rowHash(structure, rows, this.facts.version)
  }

  digest(hash: Sql): Sql {
    return digestOf(hash, this.facts.version)
  }

  given(text: string): Sql {
    return sql`${text}::text`
  }

  fits(text: Sql, pattern: string): Sql {
    return sql`${text} ~ ${sql.lit(pattern)}`
  }

  contains(text: Sql, word: string): Sql {
    return sql`${text} ~ ${word}`
  }

  asIs(structure: Structure, rows: Rows, field: string): Sql {
    return sql`(${this.text(structure, rows, field)} collate pg_catalog."C")`
  }

  small(structure: Structure, rows: Rows, field: string): Sql {
    const { neutralCollation, ownCapitals } = this.facts
    const text = this.text(structure, rows, field)
    if (!ownCapitals && !structure.definition(rows.table, field).ownCapitals) return sql`lower(${text})`
    return sql`lower(${text} collate ${sql.id('pg_catalog', neutralCollation)})`
  }

  isOneOf(text: Sql, values: readonly string[]): Sql {
    return sql`(${text} = any(${values}::text[]))`
  }

  valueFor(text: Sql, values: Readonly<Record<string, string>>): Sql {
    return sql`(${JSON.stringify(values)}::jsonb ->> ${text})`
  }

  countryCode(text: Sql): Sql {
    const capitals = sql`translate(${text}, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')`
    return sql`case when ${capitals} ~ '^[A-Z]{2}$' then ${capitals} end`
  }

  isoDate(structure: Structure, rows: Rows, field: string, timeZone: string): Sql {
    const column = structure.column(rows, field)
    const definition = structure.definition(rows.table, field)
    const family = familyOf(definition)
    const local = isMoment(definition) ? sql`(${column} at time zone ${timeZone}::text)` : column
    if (family === 'date' || family === 'timestamp')
      return sql`case when isfinite(${column}) then ${local}::date::text end`
    return sql`substring(${column}::text from '^[0-9]{4}-[0-9]{2}-[0-9]{2}')`
  }

  isAtLeast(text: Sql, amount: number): Sql {
    return sql`(case when ${text} ~ '^-?[0-9]+([.][0-9]+)?$' then ${text}::numeric >= ${amount}::numeric end)`
  }

  latest(day: Sql): Sql {
    return sql`max(${day} collate "C")`
  }

  from(day: Sql, first: string): Sql {
    return sql`${day} collate "C" >= ${first}::text`
  }

  strata(conversation: Conversation, structure: Structure, datasets: readonly MapDataset[]) {
    return strataOf(conversation, structure, datasets)
  }

  datedWithin(structure: Structure, dataset: MapDataset, rows: Rows, range: DateRange): Sql {
    return datedWithin(structure, dataset, rows, range)
  }

  /** The token is random, made by the server for each row: it identifies nobody and keeps unique columns unique. */
  assigned(structure: Structure, rows: Rows, field: string, template: string | null): Sql {
    const column = structure.definition(rows.table, field)
    const target = sql.id(column.name)
    if (template === null) return sql`${target} = null`
    const parts = template.split(placeholder)
    if (parts.length === 1) return sql`${target} = ${template}::text::${castType(column)}`
    const id = this.token(tokenLength(parts, maximumLength(column)))
    return sql`${target} = replace(${template}::text, ${placeholder}::text, ${id})::${castType(column)}`
  }

  readonly takesValue = takesValue

  holdsValue(structure: Structure, rows: Rows, field: string, value: string): Sql {
    return holdsValue(structure.definition(rows.table, field), structure.column(rows, field), value)
  }

  assignedValue(structure: Structure, rows: Rows, field: string, value: string | null): Sql {
    if (value === null) return this.assigned(structure, rows, field, null)
    return assignedValue(structure.definition(rows.table, field), value)
  }

  assignedInPart(structure: Structure, rows: Rows, field: string, fates: PathFates): Sql {
    const column = structure.definition(rows.table, field)
    const document = sql`${structure.column(rows, field)}::jsonb`
    return sql`${sql.id(column.name)} = ${inPart(document, fates)}::${castType(column)}`
  }

  stillHolds(structure: Structure, rows: Rows, field: string, fates: PathFates): Sql {
    return stillHolds(sql`${structure.column(rows, field)}::jsonb`, fates)
  }

  unreadable(structure: Structure, rows: Rows, field: string, shape: PathTree<null>): Sql {
    return unreadable(structure.definition(rows.table, field), structure.column(rows, field), shape)
  }

  private token(length: number): Sql {
    const random =
      this.facts.version >= 13 ? sql`gen_random_uuid()::text` : sql`md5(random()::text || clock_timestamp()::text)`
    return sql`left(replace(${random}, '-', ''), ${sql.raw(String(length))})`
  }

  deleteRows(conversation: Conversation, structure: Structure, table: CatalogueTable, where: Condition) {
    const rows = structure.rows(table.name)
    return write(conversation, structure, table, sql`delete from ${structure.from(rows)} where ${where(rows)}`)
  }

  updateRows(
    conversation: Conversation,
    structure: Structure,
    table: CatalogueTable,
    assignments: (rows: Rows) => Sql[],
    where: Condition,
  ) {
    const rows = structure.rows(table.name)
    const set = list(assignments(rows))
    const update = sql`update ${structure.from(rows)} set ${set} where ${where(rows)}`
    return write(conversation, structure, table, update)
  }

  /** Asks the planner itself: an expression index counts, a plain one on e-mails does not. */
  async isIndexed(conversation: Conversation, structure: Structure, rows: Rows, condition: Sql): Promise<boolean> {
    await conversation.affected(sql`set local enable_seqscan = off`)
    const [found] = await conversation.rows<{ 'QUERY PLAN': string }>(
      sql`explain (format json) select from ${structure.from(rows)} where ${condition}`,
    )
    await conversation.affected(sql`set local enable_seqscan = on`)
    return usesIndex(JSON.parse(found?.['QUERY PLAN'] ?? '[]'))
  }
}

/** The company's own trigger functions may name tables without a schema: they run on the path that they know. */
async function write(
  conversation: Conversation,
  structure: Structure,
  table: CatalogueTable,
  act: Sql,
): Promise<number> {
  if (!runsTheirCode(structure, table)) return conversation.affected(act)
  const [, affected] = await Promise.all([
    conversation.affected(sql`set local search_path to default`),
    conversation.affected(act),
    conversation.affected(sql`set local search_path to pg_catalog`),
  ])
  return affected
}

const usesIndex = (plan: unknown): boolean =>
  typeof plan === 'object' && plan !== null && ('Index Cond' in plan || Object.values(plan).some(usesIndex))
