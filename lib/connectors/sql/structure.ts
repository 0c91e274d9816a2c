// The only door for names into SQL: a table or column that the server's catalogue does not list never gets there.
import { sql } from 'kysely'
import type { Catalogue, CatalogueColumn, CatalogueTable } from '../../domain/catalogue'
import type { PathTree } from '../../domain/data-map/field-path'
import type { IdentifierNormaliser, MapDataset } from '../../domain/data-map/types'
import type { Identifier, PersonKeys } from '../../domain/findings'
import type { DateRange } from '../../domain/plan/types'
import type { SystemMap } from '../connector'
import type { Conversation } from './conversation'
import type { PathFates } from './json-paths'
import type { Sql } from './statement'

/** The map speaks of something that the system does not have. Names only, no values. */
export class NotInCatalogue extends Error {}

/** A table's name is `schema.table`; both parts may contain dots, so the parts are kept beside it. */
export type TableParts = { schema: string; table: string }
/** What a server says of its structure, and how it is spoken with. */
export type Introspection = { catalogue: Catalogue; parts: Map<string, TableParts>; dialect: Dialect }

/** A table under a name of its own within one statement. */
export type Rows = { table: CatalogueTable; alias: string }

export class Structure {
  readonly catalogue: Catalogue
  readonly dialect: Dialect
  /** `schema.table` → columns that the statements built so far read. */
  readonly reads = new Map<string, Set<string>>()
  private readonly parts: Map<string, TableParts>
  private readonly datasets: Map<string, MapDataset>
  private aliases = 0

  constructor(
    readonly introspection: Introspection,
    readonly map: SystemMap,
    readonly person: PersonKeys,
  ) {
    this.catalogue = introspection.catalogue
    this.dialect = introspection.dialect
    this.parts = introspection.parts
    this.datasets = new Map(map.datasets.map((dataset) => [dataset.key, dataset]))
  }

  /** The same, with an empty record of what is read. */
  fresh(): Structure {
    return new Structure(this.introspection, this.map, this.person)
  }

  dataset(key: string): MapDataset {
    const dataset = this.datasets.get(key)
    if (!dataset) throw new NotInCatalogue(`dataset ${key} is not in the map of this system`)
    return dataset
  }

  /** Of the dataset's controller, whose law and calendar its documents follow. */
  timeZone(dataset: MapDataset): string {
    const controller = this.map.controllers.find(({ key }) => key === dataset.controller)
    if (!controller) throw new NotInCatalogue(`controller ${dataset.controller} is not in the map`)
    return controller.timeZone
  }

  table(name: string): CatalogueTable {
    const table = this.catalogue.tables.find((candidate) => candidate.name === name)
    if (!table) throw new NotInCatalogue(`table ${name} does not exist`)
    return table
  }

  rows(tableName: string): Rows {
    this.aliases += 1
    return { table: this.table(tableName), alias: `t${this.aliases}` }
  }

  /** `"schema"."table" as "t1"` */
  from(rows: Rows): Sql {
    return sql`${this.name(rows.table)} as ${sql.id(rows.alias)}`
  }

  name(table: CatalogueTable): Sql {
    const parts = this.parts.get(table.name)
    if (!parts) throw new NotInCatalogue(`table ${table.name} does not exist`)
    if (!this.reads.has(table.name)) this.reads.set(table.name, new Set())
    return sql.id(parts.schema, parts.table)
  }

  definition(table: CatalogueTable, column: string): CatalogueColumn {
    const found = table.columns.find((candidate) => candidate.name === column)
    if (!found) throw new NotInCatalogue(`column ${column} of ${table.name} does not exist`)
    return found
  }

  /** `"t1"."column"` */
  column(rows: Rows, column: string): Sql {
    const { name } = this.definition(rows.table, column)
    const read = this.reads.get(rows.table.name) ?? new Set()
    this.reads.set(rows.table.name, read.add(name))
    return sql.id(rows.alias, name)
  }

  columns(rows: Rows, columns: readonly string[]): Sql[] {
    return columns.map((column) => this.column(rows, column))
  }

  /** The primary key as text columns, in the catalogue's order. */
  keyTexts(rows: Rows): Sql[] {
    return rows.table.primaryKey.map((column) => this.text(rows, column))
  }

  /** A column's value as text. */
  text(rows: Rows, column: string): Sql {
    return this.dialect.text(this, rows, column)
  }
}

/** Rows of a dataset that agree in every fact; `documents` as JSON of `[dataset, …facts]`, or null without any. */
export type Alike = { documents: string | null; referencedBy: string[]; count: string; digest: string }

export type Condition = (rows: Rows) => Sql

export type Along = 'link' | 'foreign-key'

/** What SQL says differently from one server to the next. Everything else in this folder is said once for all. */
export interface Dialect {
  /** Which alternatives become selects of their own, so that each can use its index: what an OR would deny them. */
  readonly unionOf: 'subselects' | 'all'
  /** An expression as text in a result. */
  shown(expression: Sql): Sql
  /** A column's value as text, on which text functions work. */
  text(structure: Structure, rows: Rows, field: string): Sql
  /** A column's text for LIKE, by its characters and no collation's opinion of them. */
  asIs(structure: Structure, rows: Rows, field: string): Sql
  /** Two texts, compared byte for byte. */
  same(a: Sql, b: Sql): Sql
  /** Texts as one JSON array. */
  array(texts: readonly Sql[]): Sql
  /** `(columns) in (keys)`, each key text compared in the column's own type; along a link byte for byte. */
  keysIn(structure: Structure, rows: Rows, columns: readonly string[], keys: readonly string[][], along?: Along): Sql
  /** Whether a key read from `a` as text can be compared with `b` in the type of `b`. */
  sharesKeys(a: CatalogueColumn, b: CatalogueColumn): boolean
  /**
   * Two columns as compared along a link, byte for byte: one comparison or several, which all must hold. Along a
   * foreign key: as the server itself does it, since its key takes what is equal there.
   */
  compared(structure: Structure, a: [Rows, string], b: [Rows, string], along: Along): { left: Sql; right: Sql }[]
  /** `(left) in (a union all b …)` */
  inUnion(left: readonly Sql[], selects: readonly Sql[]): Sql
  /** Byte-exact on the normalised text; never true for an identifier that normalises to nothing. */
  matches(structure: Structure, rows: Rows, field: string, how: IdentifierNormaliser, identifier: Identifier): Sql
  /** 64 bits of one row: its primary key and its version. */
  rowHash(structure: Structure, rows: Rows): Sql
  /** XOR of such numbers as sixteen hexadecimal digits. */
  digest(hash: Sql): Sql

  /** A given text, and none. */
  given(text: string): Sql
  readonly noText: Sql
  /** Whether the text fits a regular expression of the plainest kind; capitals count. */
  fits(text: Sql, pattern: string): Sql
  /** A column's value as text in small letters, by no language's own rules: in Turkish IRIS would not be iris. */
  small(structure: Structure, rows: Rows, field: string): Sql
  /** Whether lower-case text fits it anywhere; `word` speaks what both engines have in common (domain/mentions). */
  contains(text: Sql, word: string): Sql
  /** Null where the text is. */
  isOneOf(text: Sql, values: readonly string[]): Sql
  valueFor(text: Sql, values: Readonly<Record<string, string>>): Sql
  /** Two capital letters, or null. */
  countryCode(text: Sql): Sql
  /** ISO text of the day, or null where there is none. */
  isoDate(structure: Structure, rows: Rows, field: string, timeZone: string): Sql
  /** Null where the text is no number. */
  isAtLeast(text: Sql, amount: number): Sql
  /** ISO texts, as aggregated and as compared. */
  latest(day: Sql): Sql
  from(day: Sql, first: string): Sql
  /** Of each of these datasets, in their order. */
  strata(conversation: Conversation, structure: Structure, datasets: readonly MapDataset[]): Promise<Alike[][]>
  /** Whether a document of the row has a date in the range, or none; also where the row has no document. Never null. */
  datedWithin(structure: Structure, dataset: MapDataset, rows: Rows, range: DateRange): Sql

  /** `column = …` for UPDATE … SET; `{id}` becomes a random token of its own for every row. */
  assigned(structure: Structure, rows: Rows, field: string, template: string | null): Sql
  /** Whether the column can hold a value that is given as text. */
  takesValue(column: CatalogueColumn): boolean
  /** Whether the column holds exactly this value. Never null; a value that is none of its type is refused or not there. */
  holdsValue(structure: Structure, rows: Rows, field: string, value: string): Sql
  /** `column = …`: the value as it is, or none. */
  assignedValue(structure: Structure, rows: Rows, field: string, value: string | null): Sql
  /** `column = …`: the JSON document in part. */
  assignedInPart(structure: Structure, rows: Rows, field: string, fates: PathFates): Sql
  /** Whether the document still is another than the change would leave. Never null. */
  stillHolds(structure: Structure, rows: Rows, field: string, fates: PathFates): Sql
  /** Whether the document is none, or not built as the paths say. Never null. */
  unreadable(structure: Structure, rows: Rows, field: string, shape: PathTree<null>): Sql
  deleteRows(conversation: Conversation, structure: Structure, table: CatalogueTable, where: Condition): Promise<number>
  updateRows(
    conversation: Conversation,
    structure: Structure,
    table: CatalogueTable,
    assignments: (rows: Rows) => Sql[],
    where: Condition,
  ): Promise<number>
  /** Whether an index answers a lookup under this condition. */
  isIndexed(conversation: Conversation, structure: Structure, rows: Rows, condition: Sql): Promise<boolean>
}
