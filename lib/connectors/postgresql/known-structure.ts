// A structure is introspected once and serves for minutes, as long as the server's own catalogues show that nothing
// changed: for searching, acting and re-reading, where the versions of their rows are compared each time, in the same
// snapshot.
import { sql } from 'kysely'
import type pg from 'pg'
import type { Sql } from '../sql/statement'
import { type Introspection, introspect } from './introspect'
import type { Session } from './session'
import { rowsOf, statement } from './statement'

/** Sizes of tables are not in the fingerprint: they are written in place. */
const servesMs = 600_000

type Known = { fingerprint: string; introspection: Introspection; at: number }
const known = new WeakMap<Session, Known>()

/** XOR over the row versions of a catalogue: each change of the structure writes a row of its own transaction. */
const versionsOf = (columns: Sql, from: Sql) =>
  sql`(select coalesce(bit_xor(hash_record_extended(row(${columns}, x.xmin), 0)), 0) from ${from})`

// Objects of users have numbers from 16384 on. Temporary tables come and go with others' sessions.
const ofTables = (catalogue: Sql, table: Sql) =>
  sql`pg_class c join ${catalogue} x on ${table} = c.oid
    where c.oid >= 16384 and c.relpersistence <> 't' and c.relkind in ('r', 'p', 'v', 'm', 'f')`
const lasting = (schema: Sql) => sql`${schema}.nspname !~ '^pg_(toast_)?temp'`

const fingerprintQuery = sql`select concat_ws(' ',
  pg_postmaster_start_time(), current_setting('server_version_num'),
  (select d.oid from pg_database d where d.datname = current_database()),
  ${versionsOf(sql`x.oid`, sql`pg_class x where x.oid >= 16384 and x.relpersistence <> 't'`)},
  ${versionsOf(sql`x.attrelid, x.attnum`, ofTables(sql`pg_attribute`, sql`x.attrelid`))},
  ${versionsOf(sql`x.oid`, ofTables(sql`pg_constraint`, sql`x.conrelid`))},
  ${versionsOf(sql`x.oid`, ofTables(sql`pg_trigger`, sql`x.tgrelid`))},
  ${versionsOf(sql`x.indexrelid`, ofTables(sql`pg_index`, sql`x.indrelid`))},
  ${versionsOf(
    sql`x.oid`,
    sql`pg_type x join pg_namespace n on n.oid = x.typnamespace where x.oid >= 16384 and ${lasting(sql`n`)}`,
  )},
  ${versionsOf(sql`x.oid`, sql`pg_collation x where x.oid >= 16384`)},
  ${versionsOf(sql`x.oid`, sql`pg_namespace x where ${lasting(sql`x`)}`)},
  (select row(r.oid, r.rolsuper, r.rolinherit, r.rolbypassrls) from pg_roles r where r.rolname = current_user),
  ${versionsOf(sql`x.roleid, x.member`, sql`pg_auth_members x`)},
  ${versionsOf(
    sql`x.objid, x.refobjid`,
    sql`pg_depend x where x.classid = 'pg_class'::regclass and x.objid >= 16384 and x.deptype = 'e'`,
  )}) as fingerprint`

/** Without parameters, so that it can go along with others in one text. */
export const fingerprintText = statement(fingerprintQuery).text

async function fingerprint(client: pg.ClientBase): Promise<string> {
  const [row] = await rowsOf<{ fingerprint: string }>(client, fingerprintQuery)
  return row?.fingerprint ?? ''
}

function recent(session: Session): Known | null {
  const last = known.get(session)
  return last && performance.now() - last.at < servesMs ? last : null
}

/** What was last seen, some minutes ago: a guess, to be followed by `structureNow`. */
export const lastStructure = (session: Session): Introspection | null => recent(session)?.introspection ?? null

/**
 * The structure in the client's snapshot, whose fingerprint may have been `asked` already. Before PostgreSQL 14 nothing
 * hashes rows, and the structure is introspected each time.
 */
export async function structureNow(session: Session, client: pg.ClientBase, asked?: string): Promise<Introspection> {
  const last = recent(session)
  if (last && last.fingerprint === (asked ?? (await fingerprint(client)))) return last.introspection
  const introspection = await introspect(client)
  if (introspection.dialect.facts.version >= 14)
    known.set(session, { introspection, fingerprint: await fingerprint(client), at: performance.now() })
  return introspection
}
