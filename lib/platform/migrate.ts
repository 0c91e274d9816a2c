// Applies prisma/migrations with plain pg, in Prisma's own bookkeeping and under its own lock: one transaction each.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Client } from 'pg'

/** The advisory lock that Prisma's engine takes, so that two deployments (ours or Prisma's) never run at once. */
const PRISMA_LOCK = 72707369

const BOOKKEEPING = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`

export class MigrationRefused extends Error {}

interface Migration {
  name: string
  sql: string
  checksum: string
}

function readMigrations(dir: string): Migration[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .sort()
    .map((name) => ({ name, file: path.join(dir, name, 'migration.sql') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => {
      const sql = readFileSync(file, 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

async function readApplied(client: Client) {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `select migration_name as name, checksum, finished_at is not null as finished
       from _prisma_migrations where rolled_back_at is null order by started_at`,
  )
  return rows
}

function pending(known: Migration[], applied: Awaited<ReturnType<typeof readApplied>>): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]))
  for (const row of applied) {
    const migration = byName.get(row.name)
    if (!row.finished) throw new MigrationRefused(`Migration ${row.name} failed before and was never resolved.`)
    if (!migration)
      throw new MigrationRefused(`The database is newer than this version: it has migration ${row.name}, unknown here.`)
    if (migration.checksum !== row.checksum)
      throw new MigrationRefused(`Migration ${row.name} was changed after it was applied.`)
    byName.delete(row.name)
  }
  return [...byName.values()]
}

async function apply(client: Client, migration: Migration) {
  await client.query('begin')
  try {
    await client.query(migration.sql) // simple protocol: many statements and $$ bodies are fine
    await client.query(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       values ($1, $2, clock_timestamp(), $3, 1)`,
      [randomUUID(), migration.checksum, migration.name],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new MigrationRefused(`Migration ${migration.name}: ${(error as Error).message}`, { cause: error })
  }
}

/** @returns the names of the migrations that were applied now */
export async function migrateSchema(client: Client, dir: string): Promise<string[]> {
  await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK])
  try {
    await client.query(BOOKKEEPING)
    const todo = pending(readMigrations(dir), await readApplied(client))
    for (const migration of todo) await apply(client, migration)
    return todo.map((migration) => migration.name)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [PRISMA_LOCK])
  }
}
