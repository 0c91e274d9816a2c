// Structure of every database that the account may see, from information_schema. No value is read.
import { sql } from 'kysely'
import type { Catalogue, CatalogueColumn, CatalogueTable, ForeignKey, TableTrait } from '../../domain/catalogue'
import type { Sql } from '../sql/statement'
import type { Introspection, TableParts } from '../sql/structure'
import type { Texts } from './column-type'
import { MariadbDialect } from './dialect'
import { hiddenReferences } from './hidden-references'
import { type Grants, grantsOf, rightsOn } from './rights'
import type { Client } from './session'

type Listed = { schema: string; table: string }
const nameOf = ({ schema, table }: Listed) => `${schema}.${table}`
const system = sql`('mysql', 'information_schema', 'performance_schema', 'sys')`

const tablesQuery = sql`
  select table_schema as \`schema\`, table_name as \`table\`, table_type as kind, engine,
    coalesce(table_rows, 0) as rows_estimate, coalesce(create_options, '') as options
  from information_schema.tables
  where table_schema not in ${system} and table_type in ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW')
  order by table_schema, table_name`

const columnsQuery = sql`
  select table_schema as \`schema\`, table_name as \`table\`, column_name as name, column_type as type,
    is_nullable as nullable, column_default is not null as filled, lower(extra) as extra,
    character_set_name as charset, collation_name as collation
  from information_schema.columns where table_schema not in ${system}
  order by table_schema, table_name, ordinal_position`

// A prefix index neither tells rows apart by the whole value nor leads to one; MySQL lists expressions without a column.
const indexesQuery = sql`
  select table_schema as \`schema\`, table_name as \`table\`, index_name as name, non_unique as many,
    column_name as \`column\`, sub_part as prefix
  from information_schema.statistics where table_schema not in ${system}
  order by table_schema, table_name, index_name, seq_in_index`

// What a key does at a deletion is told only to who may write to its table: else the worst is assumed.
const foreignKeysQuery = sql`
  select k.table_schema as \`schema\`, k.table_name as \`table\`, k.constraint_name as name, k.column_name as \`column\`,
    k.referenced_table_schema as to_schema, k.referenced_table_name as to_table,
    k.referenced_column_name as to_column, coalesce(lower(r.delete_rule), 'cascade') as deletes
  from information_schema.key_column_usage k left join information_schema.referential_constraints r
    on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name and r.table_name = k.table_name
  where k.table_schema not in ${system} and k.referenced_table_name is not null
  order by k.table_schema, k.table_name, k.constraint_name, k.ordinal_position`

const mariadbChecks = sql`
  select constraint_schema as \`schema\`, table_name as \`table\`, constraint_name as name, check_clause as expression
  from information_schema.check_constraints where constraint_schema not in ${system} order by 1, 2, 3`

const mysqlChecks = sql`
  select t.table_schema as \`schema\`, t.table_name as \`table\`, c.constraint_name as name, c.check_clause as expression
  from information_schema.check_constraints c join information_schema.table_constraints t
    on t.constraint_schema = c.constraint_schema and t.constraint_name = c.constraint_name
  where t.constraint_type = 'CHECK' and t.table_schema not in ${system} order by 1, 2, 3`

const triggersQuery = sql`
  select distinct event_object_schema as \`schema\`, event_object_table as \`table\`, trigger_name as name
  from information_schema.triggers
  where event_object_schema not in ${system} and event_manipulation in ('UPDATE', 'DELETE') order by 1, 2, 3`

type Row<Names extends string> = Record<Names | 'schema' | 'table', string>
type TableRow = Row<'kind' | 'rows_estimate' | 'options'> & { engine: string | null }
type ColumnRow = Row<'name' | 'type' | 'nullable' | 'filled' | 'extra'> & {
  charset: string | null
  collation: string | null
}
type IndexRow = Row<'name' | 'many'> & { column: string | null; prefix: string | null }
type KeyRow = Row<'name' | 'column' | 'to_schema' | 'to_table' | 'to_column' | 'deletes'>
type CheckRow = Row<'name' | 'expression'>
type TriggerRow = Row<'name'>

const columnOf = ({ name, type, nullable, filled, extra }: ColumnRow): CatalogueColumn => ({
  ...{ name, type, nullable: nullable === 'YES', hasDefault: filled === '1' || extra.includes('auto_increment') },
  generated: /\bgenerated\b|persistent|virtual/.test(extra) && !extra.includes('default_generated'),
})

function indexesOf(rows: readonly IndexRow[]) {
  const indexes = [...Map.groupBy(rows, (row) => row.name)].map(([name, parts]) => ({
    name,
    unique: parts[0]?.many === '0',
    whole: parts.every((part) => part.column !== null && part.prefix === null),
    columns: parts.map((part) => part.column ?? ''),
  }))
  return {
    primaryKey: indexes.find(({ name }) => name === 'PRIMARY')?.columns ?? [],
    unique: indexes.filter((i) => i.unique && i.whole && i.name !== 'PRIMARY').map((i) => i.columns),
    indexes: indexes.map(({ name, columns }) => ({ name, columns })),
  }
}

const keysOf = (rows: readonly KeyRow[]): ForeignKey[] =>
  [...Map.groupBy(rows, (row) => row.name)].map(([name, parts]) => ({
    name,
    columns: parts.map((part) => part.column),
    references: `${parts[0]?.to_schema}.${parts[0]?.to_table}`,
    referencedColumns: parts.map((part) => part.to_column),
    onDelete: (parts[0]?.deletes ?? 'no action') as ForeignKey['onDelete'],
  }))

/** Engines whose writes a ROLLBACK takes back. */
const transactional = /^(innodb|ndb|ndbcluster|rocksdb|tokudb)$/i

function traitsOf({ kind, engine }: TableRow, grants: Grants, table: TableParts, hidden: boolean): TableTrait[] {
  if (kind === 'VIEW') return []
  return [
    ...(transactional.test(engine ?? '') ? [] : (['not-atomic'] as const)),
    ...(kind === 'SYSTEM VERSIONED' ? (['keeps-history'] as const) : []),
    ...(grants.allows('TRIGGER', table) ? [] : (['hidden-triggers'] as const)),
    ...(hidden ? (['hidden-references'] as const) : []),
  ]
}

const kindOf = ({ kind, options }: TableRow): CatalogueTable['kind'] =>
  kind === 'VIEW' ? 'view' : /\bpartitioned\b/.test(options) ? 'partitioned' : 'table'

/** All rows of one listing, by the table that they speak of. */
async function byTable<R extends Listed & Record<string, string | null>>(client: Client, query: Sql) {
  const rows = await client.rows<R>(query)
  const found = Map.groupBy(rows, nameOf)
  return (name: string) => found.get(name) ?? []
}

export async function introspect(client: Client): Promise<Introspection> {
  const [server] = await client.rows<{ version: string; mode: string }>(
    sql`select version() as version, @@global.read_only as mode`,
  )
  const grants = await grantsOf(client, server?.mode === '1')
  const listed = await client.rows<TableRow>(tablesQuery)
  const columns = await byTable<ColumnRow>(client, columnsQuery)
  const indexes = await byTable<IndexRow>(client, indexesQuery)
  const keys = await byTable<KeyRow>(client, foreignKeysQuery)
  const checks = await byTable<CheckRow>(client, client.isMariadb ? mariadbChecks : mysqlChecks)
  const triggers = await byTable<TriggerRow>(client, triggersQuery)
  const seen = listed.flatMap((row) =>
    keys(nameOf(row)).map((key) => `${nameOf(row)}>${key.to_schema}.${key.to_table}`),
  )
  const hidden = await hiddenReferences(client, grants, new Set(seen))
  const parts = new Map<string, TableParts>()
  const texts: Texts = new Map()
  const tables = listed.map((row): CatalogueTable => {
    const name = nameOf(row)
    const at = { schema: row.schema, table: row.table }
    if (parts.has(name)) throw new Error('two tables of this system share one dotted name; it cannot be mapped safely')
    parts.set(name, at)
    const textual = columns(name).flatMap(({ name: column, charset, collation }) =>
      charset && collation ? [[column, { charset, collation }] as const] : [],
    )
    texts.set(name, new Map(textual))
    const traits = traitsOf(row, grants, at, hidden?.has(name) ?? false)
    return {
      ...{ name, kind: kindOf(row), columns: columns(name).map(columnOf), ...indexesOf(indexes(name)) },
      foreignKeys: keysOf(keys(name)),
      checks: checks(name).map(({ name: check, expression }) => ({ name: check, expression })),
      triggers: triggers(name).map((trigger) => trigger.name),
      ...{ rowEstimate: Number(row.rows_estimate), rights: rightsOn(grants, at) },
      ...(traits.length ? { traits } : {}),
    }
  })
  const catalogue: Catalogue = {
    ...{ engine: 'mariadb', serverVersion: server?.version ?? '', tables },
    ...(hidden === null && { referencesUnseen: true }),
  }
  return { catalogue, parts, dialect: new MariadbDialect(texts, client.digestKey, client) }
}
