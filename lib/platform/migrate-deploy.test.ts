import path from 'node:path'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { deploy } from './migrate-deploy'
import { QUEUE_SCHEMA } from './queue-definitions'

const name = `deploy_${process.pid}_${Math.random().toString(36).slice(2)}`
const admin = new pg.Client({ connectionString: inject('pgUrl') })
const said: string[] = []

function urlAs(role: string): string {
  const url = new URL(inject('pgUrl'))
  url.username = role
  url.password = 'secret'
  url.pathname = `/${name}`
  return url.href
}

const runtime = new pg.Client({ connectionString: urlAs(`${name}_app`) })
const run = () =>
  deploy({
    ownerUrl: urlAs(`${name}_owner`),
    runtimeUrl: urlAs(`${name}_app`),
    migrationsDir: path.resolve('prisma/migrations'),
    say: (line) => said.push(line),
  })

beforeAll(async () => {
  await admin.connect()
  for (const role of ['owner', 'app']) await admin.query(`create role ${name}_${role} login password 'secret'`)
  await admin.query(`create database ${name} owner ${name}_owner`)
  await run()
  await runtime.connect()
})
afterAll(async () => {
  await runtime.end()
  await admin.query(`drop database ${name} with (force)`)
  for (const role of ['owner', 'app']) await admin.query(`drop role ${name}_${role}`)
  await admin.end()
})

it('says what it applied, and has nothing to say the second time', async () => {
  expect(said.length).toBeGreaterThan(0)
  said.length = 0
  await run()
  expect(said).toEqual([])
})

it.each([
  'delete from ledger_entry',
  'update ledger_entry set body = body',
  'truncate ledger_entry',
  'update ledger_head set seq = 7',
  "insert into ledger_head (id, seq, hash) values (2, 0, '')",
  'delete from _prisma_migrations',
])('does not let the runtime role: %s', async (statement) => {
  await expect(runtime.query(statement)).rejects.toMatchObject({ code: '42501' })
})

it('does not let the runtime role lift the protection', async () => {
  await expect(runtime.query('alter table ledger_entry disable trigger all')).rejects.toMatchObject({ code: '42501' })
  await expect(runtime.query('create table anything (x int)')).rejects.toMatchObject({ code: '42501' })
})

it('lets the runtime role add evidence through the one function, and work with everything else', async () => {
  const before = Number((await runtime.query('select count(*) from ledger_entry')).rows[0].count)
  await runtime.query("select append_evidence(now(), null, 'worker', 'setting.changed', 1, '{}')")
  expect(Number((await runtime.query('select count(*) from ledger_entry')).rows[0].count)).toBe(before + 1)
  await runtime.query(
    "insert into setting (key, value) values ('zz', to_jsonb(1)); delete from setting where key = 'zz'",
  )
})

it('lets the runtime role run the queue, supervision included, without owning it', async () => {
  const problems: Error[] = []
  const boss = new PgBoss({
    connectionString: urlAs(`${name}_app`),
    schema: QUEUE_SCHEMA,
    migrate: false,
    createSchema: false,
    supervise: true,
    schedule: true,
  })
  boss.on('error', (error) => problems.push(error))
  await boss.start()
  await boss.supervise()
  await boss.schedule('expire', '* * * * *')
  await boss.unschedule('expire')
  const id = await boss.send('send-letter', { letterId: 'x' })
  const [job] = await boss.fetch('send-letter')
  expect(job?.id).toBe(id)
  await boss.complete('send-letter', id ?? '')
  await boss.stop({ graceful: false })
  expect(problems).toEqual([])
})
