// What SQL says differently from one server to the next. Everything else in this folder is said once for all of them.
import type { CatalogueColumn, CatalogueTable } from '../../domain/catalogue'
import type { IdentifierNormaliser, MapDataset } from '../../domain/data-map/types'
import type { Identifier } from '../../domain/findings'
import type { DateRange } from '../../domain/plan/types'
import type { Conversation } from './conversation'
import type { Sql } from './statement'
import type { Rows, Structure } from './structure'

/** Rows of a dataset that agree in every fact; `documents` as JSON of `[dataset, …facts]`, or null without any. */
export type Alike = { documents: string | null; referencedBy: string[]; count: string; digest: string }

export type Condition = (rows: Rows) => Sql

export type Along = 'link' | 'foreign-key'

export interface Dialect {
  /** Which alternatives become selects of their own, so that each can use its index: what an OR would deny them. */
  readonly unionOf: 'subselects' | 'all'
  /** An expression as text in a result. */
  shown(expression: Sql): Sql
  /** A column's value as text, on which text functions work. */
  text(structure: Structure, rows: Rows, field: string): Sql
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
  strata(conversation: Conversation, structure: Structure, dataset: MapDataset): Promise<Alike[]>
  /** Whether a document of the row has a date in the range, or none; also where the row has no document. Never null. */
  datedWithin(structure: Structure, dataset: MapDataset, rows: Rows, range: DateRange): Sql

  /** `column = …` for UPDATE … SET; `{id}` becomes a random token of its own for every row. */
  assigned(structure: Structure, rows: Rows, field: string, template: string | null): Sql
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
