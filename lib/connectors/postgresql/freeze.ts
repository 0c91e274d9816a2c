// The structure that an erasure or a correction acts on: the approved one, and nobody can change it until the end.
import { sql } from 'kysely'
import type pg from 'pg'
import { catalogueHash } from '../catalogue-hash'
import { mappedTables } from '../sql/discover'
import { refused, Stop } from '../sql/erasure-stop'
import type { Sql } from '../sql/statement'
import { Structure } from '../sql/structure'
import type { Work } from '../sql/written-work'
import { fingerprintText, lastStructure, structureNow } from './known-structure'
import type { Session } from './session'
import { rowsOf, statement } from './statement'

/** Quoted names of the tables, as the server lists them. */
async function namesOf(client: pg.ClientBase, tables: readonly string[]): Promise<Sql[]> {
  const found = await rowsOf<{ schema: string; table: string }>(
    client,
    sql`select n.nspname as schema, c.relname as "table"
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname || '.' || c.relname = any(${tables}::text[]) and c.relkind in ('r', 'p') order by 1, 2`,
  )
  return found.map(({ schema, table }) => sql.id(schema, table))
}

/** Names to lock: as last seen, where all of these tables were; the lock itself fails on what is gone since. */
function lastNames(session: Session, tables: readonly string[]): Sql[] | null {
  const last = lastStructure(session)
  if (!last) return null
  const there = last.catalogue.tables.filter(({ name, kind }) => kind !== 'view' && tables.includes(name))
  const parts = there.flatMap(({ name }) => last.parts.get(name) ?? [])
  return parts.length === tables.length ? parts.map(({ schema, table }) => sql.id(schema, table)) : null
}

/**
 * ROW EXCLUSIVE conflicts with every ALTER, new trigger and new foreign key: what is then introspected stays so until
 * the end. It comes before the snapshot, so that nothing is waited for with an old view of the rows.
 */
export async function freeze(
  session: Session,
  client: pg.ClientBase,
  { order, datasets }: Pick<Work, 'order' | 'datasets'>,
) {
  const tableOf = new Map(order.map.datasets.map((dataset) => [dataset.key, dataset.table]))
  const tables = [...new Set(datasets.map((key) => tableOf.get(key) ?? ''))].sort()
  const names = lastNames(session, tables) ?? (await namesOf(client, tables))
  if (names.length !== tables.length) throw new Stop(refused('schema-changed'))
  const lock = names.length ? [statement(sql`lock table ${sql.join(names)} in row exclusive mode`).text] : []
  const known = lastStructure(session) ? [fingerprintText] : []
  const [found] = await session.beginErasure(client, [...lock, ...known])
  const asked = known.length ? String(found?.fingerprint) : undefined
  const introspection = await structureNow(session, client, asked)
  const structure = new Structure(introspection, order.map, order.person)
  if (catalogueHash(structure.catalogue, mappedTables(order.map)) !== order.catalogueHash)
    throw new Stop(refused('schema-changed'))
  return { structure, version: introspection.dialect.facts.version }
}
