// The only door for names into SQL: a table or column that the server's catalogue does not list never gets there.
import { sql } from 'kysely'
import type { Catalogue, CatalogueColumn, CatalogueTable } from '../../domain/catalogue'
import type { MapDataset } from '../../domain/data-map/types'
import type { PersonKeys } from '../../domain/findings'
import type { SystemMap } from '../connector'
import type { Dialect } from './dialect'
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
