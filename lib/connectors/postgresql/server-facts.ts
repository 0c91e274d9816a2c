// What differs from one PostgreSQL server or database to another.
export type ServerFacts = {
  version: number
  /** NFC needs PostgreSQL 13 and a UTF-8 database. */
  normalises: boolean
  /** In which letters become small or great by no language's own rules. */
  neutralCollation: string
  /** The database's own collation is one of Turkish or the like (CatalogueColumn.ownCapitals). */
  ownCapitals: boolean
}
