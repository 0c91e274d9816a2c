// A structure is introspected once and serves for as long as the server's own catalogues show that nothing changed: for
// acting and re-reading, where the rows of the catalogues are compared each time, within the same snapshot.
import { sql } from 'kysely'
import type pg from 'pg'
import { type Introspection, introspect } from './introspect'
import type { Session } from './session'
import { rowsOf, type Sql } from './statement'

const known = new WeakMap<Session, { fingerprint: string; introspection: Introspection }>()

/** XOR over the row versions of a catalogue: each change of the structure writes a row of its own transaction. */
const versionsOf = (columns: Sql, from: Sql) =>
  sql`(select bit_xor(hash_record_extended(row(${columns}, x.xmin), 0)) from ${from})`

// Objects of users have numbers from 16384 on. Temporary tables come and go with others' sessions.
const fingerprintQuery = sql`select concat_ws(' ',
  pg_postmaster_start_time(), current_setting('server_version_num'),
  (select d.oid from pg_database d where d.datname = current_database()),
  ${versionsOf(sql`x.oid`, sql`pg_class x where x.oid >= 16384 and x.relpersistence <> 't'`)},
  ${versionsOf(
    sql`x.attrelid, x.attnum`,
    sql`pg_class c join pg_attribute x on x.attrelid = c.oid
      where c.oid >= 16384 and c.relpersistence <> 't' and c.relkind in ('r', 'p', 'v', 'm', 'f')`,
  )},
  ${versionsOf(sql`x.oid`, sql`pg_constraint x where x.oid >= 16384`)},
  ${versionsOf(sql`x.oid`, sql`pg_trigger x where x.oid >= 16384`)},
  ${versionsOf(sql`x.indexrelid`, sql`pg_index x where x.indexrelid >= 16384`)},
  ${versionsOf(sql`x.oid`, sql`pg_type x where x.oid >= 16384`)},
  ${versionsOf(sql`x.oid`, sql`pg_collation x where x.oid >= 16384`)},
  ${versionsOf(sql`x.oid`, sql`pg_namespace x`)},
  ${versionsOf(
    sql`x.objid, x.refobjid`,
    sql`pg_depend x where x.classid = 'pg_class'::regclass and x.objid >= 16384 and x.deptype = 'e'`,
  )}) as fingerprint`

async function fingerprint(client: pg.ClientBase): Promise<string> {
  const [row] = await rowsOf<{ fingerprint: string }>(client, fingerprintQuery)
  return row?.fingerprint ?? ''
}

/** What was last seen, perhaps long ago: a guess, to be followed by `structureNow`. */
export const lastStructure = (session: Session): Introspection | null => known.get(session)?.introspection ?? null

/**
 * The structure in the client's snapshot. Estimates of sizes and rights that came from elsewhere (membership in a role)
 * may be older. Before PostgreSQL 14 nothing hashes rows, and the structure is introspected each time.
 */
export async function structureNow(session: Session, client: pg.ClientBase): Promise<Introspection> {
  const before = known.get(session)
  if (before && before.fingerprint === (await fingerprint(client))) return before.introspection
  const introspection = await introspect(client)
  if (introspection.facts.version >= 14) known.set(session, { fingerprint: await fingerprint(client), introspection })
  return introspection
}
