// SQL as MariaDB (10.6 and newer) and MySQL (8.0.19 and newer) speak it.
import { sql } from 'kysely'
import type { CatalogueColumn, CatalogueTable } from '../../domain/catalogue'
import type { PathTree } from '../../domain/data-map/field-path'
import type { IdentifierNormaliser, MapDataset } from '../../domain/data-map/types'
import type { Identifier } from '../../domain/findings'
import type { DateRange } from '../../domain/plan/types'
import type { Conversation } from '../sql/conversation'
import type { PathFates } from '../sql/json-paths'
import { list, never, type Sql } from '../sql/statement'
import type { Alike, Along, Condition, Dialect, Rows, Structure } from '../sql/structure'
import { placeholder, tokenLength } from '../sql/template'
import { deleteRows, updateRows } from './changes'
import {
  bytesOf,
  type Collation,
  compared,
  familyOf,
  isLong,
  isMoment,
  keyType,
  maximumLength,
  sharesKeys,
  type Texts,
  textOf,
} from './column-type'
import { datedWithin, strataOf } from './documents'
import { matches } from './identifier-match'
import { inPart, type Server, stillHolds, unreadable } from './json-paths'
import { keysIn } from './keys'
import { localTime } from './local-time'
import { assignedValue, holdsValue, takesValue } from './stored-value'

export class MariadbDialect implements Dialect {
  readonly unionOf = 'all'
  readonly noText = sql`null`

  constructor(
    private readonly texts: Texts,
    /** Keys the digests of rows, which would else let a guess be tried on a row of few values. */
    private readonly secret: string,
    private readonly server: Server,
  ) {}

  collation(table: CatalogueTable, field: string): Collation {
    return this.texts.get(table.name)?.get(field) ?? null
  }

  shown(expression: Sql): Sql {
    return sql`cast(${expression} as char)`
  }

  text(structure: Structure, rows: Rows, field: string): Sql {
    return textOf(structure.definition(rows.table, field), structure.column(rows, field))
  }

  same(a: Sql, b: Sql): Sql {
    return sql`${bytesOf(a)} = ${bytesOf(b)}`
  }

  array(texts: readonly Sql[]): Sql {
    return sql`json_array(${list([...texts])})`
  }

  keysIn(structure: Structure, rows: Rows, columns: readonly string[], keys: readonly string[][], along?: Along): Sql {
    const types = columns.map((column) =>
      keyType(structure.definition(rows.table, column), this.collation(rows.table, column)),
    )
    return keysIn(structure.columns(rows, columns), types, keys, along)
  }

  sharesKeys(a: CatalogueColumn, b: CatalogueColumn): boolean {
    return sharesKeys(a, b)
  }

  compared(structure: Structure, [a, fieldA]: [Rows, string], [b, fieldB]: [Rows, string], along: Along) {
    const side = (rows: Rows, field: string) => ({
      reference: structure.column(rows, field),
      column: structure.definition(rows.table, field),
      text: this.collation(rows.table, field),
    })
    const [left, right] = [side(a, fieldA), side(b, fieldB)]
    // A foreign key joins columns of one type and collation.
    return along === 'foreign-key' ? [{ left: left.reference, right: right.reference }] : compared(left, right)
  }

  /** Within a derived table the union is read once; else it would be asked again for every row. */
  inUnion(left: readonly Sql[], selects: readonly Sql[]): Sql {
    return sql`(${list([...left])}) in (select * from (${sql.join(selects, sql` union all `)}) as ${sql.id('u')})`
  }

  matches(structure: Structure, rows: Rows, field: string, how: IdentifierNormaliser, identifier: Identifier): Sql {
    return matches(structure, rows, field, how, identifier, this.collation(rows.table, field))
  }

  /** InnoDB keeps no version that could be read: every value of the row counts, and none can be told from the sum. */
  rowHash(structure: Structure, rows: Rows): Sql {
    const values = rows.table.columns
      .filter((column) => !column.generated)
      .map((column) => this.fingerprint(column, structure.column(rows, column.name)))
    const sum = sql`md5(concat_ws(',', ${this.secret}, ${list(values)}))`
    return sql`cast(conv(left(${sum}, 16), 16, 10) as unsigned)`
  }

  private fingerprint(column: CatalogueColumn, reference: Sql): Sql {
    if (familyOf(column) === 'geometry') return sql`quote(md5(st_aswkb(${reference})))`
    return isLong(column) ? sql`quote(md5(${reference}))` : sql`quote(cast(${reference} as binary))`
  }

  digest(hash: Sql): Sql {
    return sql`lpad(lower(hex(bit_xor(${hash}))), 16, '0')`
  }

  given(text: string): Sql {
    return sql`${text}`
  }

  fits(text: Sql, pattern: string): Sql {
    // MySQL refuses regular expressions on bytes.
    return sql`${text} collate utf8mb4_bin regexp ${sql.lit(pattern)}`
  }

  asIs(structure: Structure, rows: Rows, field: string): Sql {
    return sql`(${this.text(structure, rows, field)} collate utf8mb4_bin)`
  }

  /** The collation only lowers; what is compared with it then tells every letter apart. */
  small(structure: Structure, rows: Rows, field: string): Sql {
    const text = this.text(structure, rows, field)
    return sql`(lower(${text} collate utf8mb4_unicode_520_ci) collate utf8mb4_bin)`
  }

  contains(text: Sql, word: string): Sql {
    return sql`${text} regexp ${word}`
  }

  isOneOf(text: Sql, values: readonly string[]): Sql {
    if (values.length === 0) return never
    return sql`${bytesOf(text)} in (${list(values.map((value) => bytesOf(sql`${value}`)))})`
  }

  valueFor(text: Sql, values: Readonly<Record<string, string>>): Sql {
    const known = Object.entries(values).map(([from, to]) => sql`when ${bytesOf(sql`${from}`)} then ${to}`)
    return known.length ? sql`(case ${bytesOf(text)} ${sql.join(known, sql` `)} end)` : sql`null`
  }

  countryCode(text: Sql): Sql {
    return sql`(case when ${this.fits(sql`upper(${text})`, '^[A-Z]{2}$')} then upper(${text}) end)`
  }

  isoDate(structure: Structure, rows: Rows, field: string, timeZone: string): Sql {
    const column = structure.definition(rows.table, field)
    const reference = structure.column(rows, field)
    const family = familyOf(column)
    if (family !== 'date' && family !== 'datetime')
      return sql`nullif(regexp_substr(${textOf(column, reference)}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}'), '')`
    const local = isMoment(column) ? localTime(reference, timeZone) : reference
    // A day or month 0 is how this server writes "unknown".
    return sql`(case when month(${reference}) > 0 and dayofmonth(${reference}) > 0
      then cast(date_format(${local}, '%Y-%m-%d') as char) end)`
  }

  isAtLeast(text: Sql, amount: number): Sql {
    const number = (value: Sql) => sql`cast(${value} as decimal(65, 10))`
    return sql`(case when ${text} regexp '^-?[0-9]+([.][0-9]+)?$' then ${number(text)} >= ${number(sql`${amount}`)} end)`
  }

  latest(day: Sql): Sql {
    return sql`max(${day})`
  }

  from(day: Sql, first: string): Sql {
    return sql`${day} >= ${first}`
  }

  async strata(conversation: Conversation, structure: Structure, datasets: readonly MapDataset[]): Promise<Alike[][]> {
    const found: Alike[][] = []
    for (const dataset of datasets) found.push(await strataOf(conversation, structure, dataset))
    return found
  }

  datedWithin(structure: Structure, dataset: MapDataset, rows: Rows, range: DateRange): Sql {
    return datedWithin(structure, dataset, rows, range)
  }

  /** The token: a number that the server gives once, a random one, and a seed of ours that nobody sees. */
  assigned(structure: Structure, rows: Rows, field: string, template: string | null): Sql {
    const column = structure.definition(rows.table, field)
    const target = sql.id(rows.alias, column.name)
    if (template === null) return sql`${target} = null`
    const parts = template.split(placeholder)
    if (parts.length === 1) return sql`${target} = ${template}`
    const length = tokenLength(parts, maximumLength(column))
    const token = sql`left(sha2(concat(uuid_short(), rand(), ${crypto.randomUUID()}), 256), ${sql.raw(String(length))})`
    return sql`${target} = replace(${template}, ${placeholder}, ${token})`
  }

  readonly takesValue = takesValue

  holdsValue(structure: Structure, rows: Rows, field: string, value: string): Sql {
    return holdsValue(structure.definition(rows.table, field), structure.column(rows, field), value)
  }

  assignedValue(structure: Structure, rows: Rows, field: string, value: string | null): Sql {
    if (value === null) return this.assigned(structure, rows, field, null)
    return assignedValue(structure.definition(rows.table, field), sql.id(rows.alias, field), value)
  }

  assignedInPart(structure: Structure, rows: Rows, field: string, fates: PathFates): Sql {
    const column = structure.column(rows, field)
    return sql`${column} = ${inPart(column, fates)}`
  }

  stillHolds(structure: Structure, rows: Rows, field: string, fates: PathFates): Sql {
    return stillHolds(structure.column(rows, field), fates, this.server)
  }

  unreadable(structure: Structure, rows: Rows, field: string, shape: PathTree<null>): Sql {
    return unreadable(structure.column(rows, field), shape)
  }

  deleteRows(conversation: Conversation, structure: Structure, table: CatalogueTable, where: Condition) {
    return deleteRows(conversation, structure, table, where)
  }

  updateRows(
    conversation: Conversation,
    structure: Structure,
    table: CatalogueTable,
    assignments: (rows: Rows) => Sql[],
    where: Condition,
  ) {
    return updateRows(conversation, structure, table, assignments, where)
  }

  async isIndexed(conversation: Conversation, structure: Structure, rows: Rows, condition: Sql): Promise<boolean> {
    const steps = await conversation.rows<{ type: string | null }>(
      sql`explain select 1 from ${structure.from(rows)} where ${condition}`,
    )
    return steps.every(({ type }) => type !== 'ALL' && type !== 'index')
  }
}
