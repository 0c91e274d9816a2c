// What introspection saw of a company's database: structure only, no values.
import type { DatabaseKind } from './data-map/types'

export type CatalogueColumn = {
  name: string
  /** The server's own type name, e.g. `character varying(40)`, `citext`, `uuid`. */
  type: string
  nullable: boolean
  hasDefault: boolean
  /** Generated or identity ALWAYS: cannot be written. */
  generated: boolean
  /** A non-deterministic collation: texts that differ in bytes may be equal here. */
  looseCollation?: boolean
  /** A collation whose language has capitals of its own: in Turkish the small letter of I is ı, and IRIS never iris. */
  ownCapitals?: boolean
}
export type ForeignKey = {
  name: string
  columns: string[]
  /** `schema.table` */
  references: string
  referencedColumns: string[]
  onDelete: 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default'
}
/**
 * What its engine means for a table: writes that no ROLLBACK takes back (MyISAM, Aria), a history in which deleted rows
 * stay (system versioning), triggers that the account may not see, foreign keys by which unseen rows would go along.
 */
export type TableTrait = 'not-atomic' | 'keeps-history' | 'hidden-triggers' | 'hidden-references'

export type CatalogueTable = {
  /** `schema.table`, unquoted as the server stores it. */
  name: string
  kind: 'table' | 'partitioned' | 'view'
  columns: CatalogueColumn[]
  primaryKey: string[]
  /** Unique constraints and unique indexes without expression or predicate. */
  unique: string[][]
  foreignKeys: ForeignKey[]
  /** Leading expressions of each index, as the server writes them: `email`, `lower((email)::text)`. */
  indexes: { name: string; columns: string[] }[]
  /** Check constraints, as the server writes them. */
  checks: { name: string; expression: string }[]
  /** User triggers that fire on DELETE or UPDATE. */
  triggers: string[]
  rowEstimate: number
  /** Absent on nearly every table. */
  traits?: TableTrait[]
  /** What the connected user may do. */
  rights: { select: boolean; update: boolean; delete: boolean }
}
export type Catalogue = {
  engine: DatabaseKind
  serverVersion: string
  tables: CatalogueTable[]
  /** Whether tables that the account may not see reference these is unknown. */
  referencesUnseen?: boolean
}
