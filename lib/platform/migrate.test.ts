import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { migrateSchema } from './migrate'

const name = `migrate_${process.pid}_${Math.random().toString(36).slice(2)}`
const admin = new pg.Client({ connectionString: inject('pgUrl') })
const open: pg.Client[] = []
let dir = ''

async function connect(): Promise<pg.Client> {
  const url = new URL(inject('pgUrl'))
  url.pathname = `/${name}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  open.push(client)
  return client
}

function migration(called: string, sql: string) {
  mkdirSync(path.join(dir, called), { recursive: true })
  writeFileSync(path.join(dir, called, 'migration.sql'), sql)
}

beforeAll(() => admin.connect())
afterAll(() => admin.end())
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'habeas-migrations-'))
  await admin.query(`create database ${name}`)
})
afterEach(async () => {
  for (const client of open.splice(0)) await client.end()
  await admin.query(`drop database ${name} with (force)`)
})

it('applies each migration once, with functions whose bodies hold semicolons', async () => {
  migration(
    '1_first',
    'create table a (x int); create function f() returns int language plpgsql as $$ begin return 1; end $$;',
  )
  const client = await connect()
  expect(await migrateSchema(client, dir)).toEqual(['1_first'])
  migration('2_second', 'alter table a add y int')
  expect(await migrateSchema(client, dir)).toEqual(['2_second'])
  expect(await migrateSchema(client, dir)).toEqual([])
})

it('leaves nothing of a migration that fails, and can run it once it is mended', async () => {
  migration('1_first', 'create table a (x int); select 1/0')
  const client = await connect()
  await expect(migrateSchema(client, dir)).rejects.toThrow('Migration 1_first: division by zero')
  expect((await client.query("select to_regclass('a') as found")).rows[0].found).toBeNull()
  migration('1_first', 'create table a (x int)')
  expect(await migrateSchema(client, dir)).toEqual(['1_first'])
})

it('refuses a migration that was changed after it was applied', async () => {
  migration('1_first', 'create table a (x int)')
  const client = await connect()
  await migrateSchema(client, dir)
  migration('1_first', 'create table a (x bigint)')
  await expect(migrateSchema(client, dir)).rejects.toThrow('was changed after it was applied')
})

it('refuses a database that is newer than this version', async () => {
  migration('1_first', 'create table a (x int)')
  const client = await connect()
  await migrateSchema(client, dir)
  dir = mkdtempSync(path.join(tmpdir(), 'habeas-migrations-'))
  await expect(migrateSchema(client, dir)).rejects.toThrow('newer than this version')
})

it('lets four machines deploy at once: one applies, the others wait and find nothing left', async () => {
  migration('1_first', 'create table a (x int); select pg_sleep(0.2)')
  const clients = await Promise.all([connect(), connect(), connect(), connect()])
  const applied = await Promise.all(clients.map((client) => migrateSchema(client, dir)))
  expect(applied.flat()).toEqual(['1_first'])
})
