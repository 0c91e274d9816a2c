// Structure of the whole database from the server's own catalogues (PostgreSQL 12 and newer). No value is read.
import { sql } from 'kysely'
import type pg from 'pg'
import type { CatalogueColumn, CatalogueTable, ForeignKey } from '../../domain/catalogue'
import type { Sql } from '../sql/statement'
import type { Introspection as SqlIntrospection, TableParts } from '../sql/structure'
import { PostgresDialect } from './dialect'
import { rowsOf } from './statement'

export type Introspection = SqlIntrospection & { dialect: PostgresDialect }

type Relation = {
  kind: string
  estimate: number
  rights: CatalogueTable['rights']
  columns: (CatalogueColumn & { looseCollation: boolean; ownCapitals: boolean })[] | null
  primary_key: string[] | null
  unique: string[][] | null
  foreign_keys: (Omit<ForeignKey, 'onDelete'> & { deletes: string })[] | null
  indexes: CatalogueTable['indexes'] | null
  checks: CatalogueTable['checks'] | null
  triggers: string[] | null
}

const names = (keys: string, relation: string) => sql`(
  select json_agg(a.attname order by k.n) from unnest(${sql.raw(keys)}) with ordinality k(attnum, n)
  join pg_attribute a on a.attrelid = ${sql.raw(relation)} and a.attnum = k.attnum)`

// Turkish and its kin, Lithuanian, Greek. The column of the locale has had several names.
const ownCapitals = (locale: Sql) => sql`coalesce(${locale} ~* '^(az|crh|el|ku|lt|tr|tt|tu)', false)`
const databaseLocale = sql`(select coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale', d.datctype)
  from pg_database d where d.datname = current_database())`
const columnLocale = sql`case when l.collprovider = 'd' then ${databaseLocale}
  else coalesce(to_jsonb(l) ->> 'colllocale', to_jsonb(l) ->> 'colliculocale', l.collctype) end`

/** By no language's own rules; one by bytes, which knows the capitals of ASCII only, where the server has no other. */
const neutralCollation = sql`(select n.name
  from unnest(array['und-x-icu', 'pg_unicode_fast', 'C.utf8', 'C.UTF-8', 'en_US.utf8', 'C']) with ordinality n(name, place)
  join pg_collation l on l.collname = n.name and l.collnamespace = 'pg_catalog'::regnamespace
    and l.collencoding in (-1, (select d.encoding from pg_database d where d.datname = current_database()))
  order by n.place limit 1)`

// citext is told by its bare name wherever it was installed; other types outside pg_catalog keep their schema.
const columnsQuery = sql`(
  select json_agg(json_build_object(
    'name', a.attname,
    'type', case when t.typname = 'citext' then 'citext' else format_type(a.atttypid, a.atttypmod) end,
    'nullable', not a.attnotnull,
    'hasDefault', a.atthasdef or a.attidentity <> '',
    'generated', a.attgenerated <> '' or a.attidentity = 'a',
    'looseCollation', not coalesce(l.collisdeterministic, true),
    'ownCapitals', ${ownCapitals(columnLocale)}) order by a.attnum)
  from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_collation l on l.oid = a.attcollation
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)`

const primaryKeyQuery = sql`(
  select ${names('con.conkey', 'con.conrelid')} from pg_constraint con where con.conrelid = c.oid and con.contype = 'p')`

const uniqueQuery = sql`(
  select json_agg(u.columns order by u.name) from (
    select ic.relname as name, (
      select json_agg(a.attname order by k.n) from unnest(i.indkey::int2[]) with ordinality k(attnum, n)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum where k.n <= i.indnkeyatts) as columns
    from pg_index i join pg_class ic on ic.oid = i.indexrelid
    where i.indrelid = c.oid and i.indisunique and not i.indisprimary and i.indisvalid
      and i.indpred is null and i.indexprs is null) u)`

const foreignKeysQuery = sql`(
  select json_agg(json_build_object(
    'name', con.conname, 'columns', ${names('con.conkey', 'con.conrelid')},
    'references', (select fn.nspname || '.' || f.relname from pg_class f join pg_namespace fn on fn.oid = f.relnamespace
      where f.oid = con.confrelid),
    'referencedColumns', ${names('con.confkey', 'con.confrelid')}, 'deletes', con.confdeltype) order by con.conname)
  from pg_constraint con where con.conrelid = c.oid and con.contype = 'f' and con.conparentid = 0)`

const indexesQuery = sql`(
  select json_agg(json_build_object('name', ic.relname, 'columns', (
    select json_agg(pg_get_indexdef(i.indexrelid, k, true) order by k) from generate_series(1, i.indnkeyatts) k))
    order by ic.relname)
  from pg_index i join pg_class ic on ic.oid = i.indexrelid where i.indrelid = c.oid and i.indisvalid)`

const checksQuery = sql`(
  select json_agg(json_build_object('name', con.conname, 'expression', pg_get_constraintdef(con.oid)) order by con.conname)
  from pg_constraint con where con.conrelid = c.oid and con.contype = 'c')`

// tgtype bits: 8 DELETE, 16 UPDATE.
const triggersQuery = sql`(
  select json_agg(g.tgname order by g.tgname) from pg_trigger g
  where g.tgrelid = c.oid and not g.tgisinternal and g.tgenabled <> 'D' and (g.tgtype & 24) <> 0)`

// Before the first ANALYZE there is no estimate: then by size, at a hundred bytes a row.
const estimateQuery = sql`greatest(
  case when c.relkind = 'p' then (
    select coalesce(sum(greatest(pc.reltuples, 0)), 0) from pg_partition_tree(c.oid) pt join pg_class pc on pc.oid = pt.relid)
  when c.reltuples >= 0 then c.reltuples
  when c.relkind in ('r', 'm') then pg_relation_size(c.oid) / 100 else 0 end, 0)::int8`

const rightsQuery = sql`json_build_object(
  'select', has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') and not row_security_active(c.oid),
  'update', has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'update'),
  'delete', has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'delete'))`

const relationsQuery = sql`
  select n.nspname as schema, c.relname as "table", json_build_object(
    'kind', c.relkind, 'estimate', ${estimateQuery}, 'rights', ${rightsQuery}, 'columns', ${columnsQuery},
    'primary_key', ${primaryKeyQuery}, 'unique', ${uniqueQuery}, 'foreign_keys', ${foreignKeysQuery},
    'indexes', ${indexesQuery}, 'checks', ${checksQuery}, 'triggers', ${triggersQuery}) as relation
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
    and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  order by n.nspname, c.relname`

const onDelete: Record<string, ForeignKey['onDelete']> = {
  ...{ a: 'no action', r: 'restrict', c: 'cascade', n: 'set null', d: 'set default' },
}

function tableOf(name: string, relation: Relation): CatalogueTable {
  return {
    name,
    kind: relation.kind === 'p' ? 'partitioned' : relation.kind === 'v' || relation.kind === 'm' ? 'view' : 'table',
    // Said only where it is so: nearly every column of every database compares exactly.
    columns: (relation.columns ?? []).map(({ looseCollation, ownCapitals, ...column }) => ({
      ...column,
      ...(looseCollation && { looseCollation }),
      ...(ownCapitals && { ownCapitals }),
    })),
    primaryKey: relation.primary_key ?? [],
    unique: relation.unique ?? [],
    foreignKeys: (relation.foreign_keys ?? []).map(({ deletes, ...key }) => ({
      ...key,
      onDelete: onDelete[deletes] ?? 'no action',
    })),
    indexes: relation.indexes ?? [],
    checks: relation.checks ?? [],
    triggers: relation.triggers ?? [],
    rowEstimate: relation.estimate,
    rights: relation.rights,
  }
}

type Server = { version: string; number: string; encoding: string; neutral: string | null; own_capitals: string }

export async function introspect(client: pg.ClientBase): Promise<Introspection> {
  const [server] = await rowsOf<Server>(
    client,
    sql`select current_setting('server_version') as version, current_setting('server_version_num') as number,
      current_setting('server_encoding') as encoding, ${neutralCollation} as neutral,
      ${ownCapitals(databaseLocale)}::text as own_capitals`,
  )
  const version = Math.trunc(Number(server?.number ?? 0) / 10_000)
  const rows = await rowsOf<{ schema: string; table: string; relation: string }>(client, relationsQuery)
  const parts = new Map<string, TableParts>()
  const tables = rows.map(({ schema, table, relation }) => {
    const name = `${schema}.${table}`
    if (parts.has(name)) throw new Error('two tables of this system share one dotted name; it cannot be mapped safely')
    parts.set(name, { schema, table })
    return tableOf(name, JSON.parse(relation) as Relation)
  })
  return {
    catalogue: { engine: 'postgresql', serverVersion: server?.version ?? '', tables },
    parts,
    dialect: new PostgresDialect({
      ...{ version, normalises: version >= 13 && server?.encoding === 'UTF8' },
      ...{ neutralCollation: server?.neutral ?? 'C', ownCapitals: server?.own_capitals === 'true' },
    }),
  }
}
