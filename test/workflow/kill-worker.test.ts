// Real worker processes, killed (SIGKILL) at random points while they erase. Whatever is cut, and wherever: every step is
// applied exactly once. The company's own trigger counts, in the transaction that deletes.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { approvedErasure, type Office, office } from './office'
import { customerRows } from './shop'

const PEOPLE = 40
const KILLS = 20
const first = 100
const folder = path.resolve('.data/test', `kill-${process.pid}`)
const bundle = path.join(folder, 'worker.mjs')

let world: Office
const workers = new Set<ChildProcess>()

beforeAll(async () => {
  world = await office()
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: ['bin/worker/main.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    alias: { '@': path.resolve('.') },
    logLevel: 'error',
  })
  // Slow enough that a kill falls into the middle of an erasure.
  await world.shop.query(`create function shop.dawdle() returns trigger language plpgsql as $$
      begin perform pg_sleep(0.1); return old; end $$;
    create trigger slow before delete on shop.wish for each row execute function shop.dawdle()`)
})
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
  await world.end()
})

/** Resolves when the worker says that it is ready. */
async function startWorker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [bundle], {
    env: { ...process.env, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  workers.add(child)
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the worker ended at its start with ${code}`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('worker-ready')) resolve()
    })
  })
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  workers.delete(child)
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const openItems = () => world.db.requestItem.count({ where: { status: { not: 'done' } } })

async function approveAll(): Promise<void> {
  for (let n = first; n < first + PEOPLE; n++) {
    const email = `person${n}@example.org`
    await world.shop.query(customerRows(n, email))
    await approvedErasure(world, await world.submit(email, ['erasure']))
  }
}

async function killAtRandom(): Promise<number> {
  let interrupted = 0
  let victim = await startWorker()
  let other = await startWorker()
  for (let killed = 0; killed < KILLS; killed++) {
    await pause(Math.random() * 700)
    const before = await world.db.step.count({ where: { status: 'attempted' } })
    await kill(victim)
    if (before > 0) interrupted += 1
    victim = other
    other = await startWorker()
  }
  return interrupted
}

it('twenty kills leave every step applied exactly once', { timeout: 180_000 }, async () => {
  // Signed while nobody works, so that the workers find all of it at once.
  const drained = world.drain
  world.drain = () => drained(['run-step', 'confirm-step', 'close-item'])
  await approveAll()
  const interrupted = await killAtRandom()
  expect(interrupted).toBeGreaterThan(0)
  for (const end = Date.now() + 90_000; Date.now() < end && (await openItems()) > 0; ) await pause(300)

  const items = await world.db.requestItem.findMany()
  expect(items.map(({ outcome }) => outcome)).toEqual(items.map(() => 'partly-erased'))
  expect(items).toHaveLength(PEOPLE)
  const steps = await world.db.step.findMany()
  expect(steps.map(({ status }) => status)).toEqual(steps.map(() => 'verified'))
  expect(steps.reduce((sum, step) => sum + step.attempts, 0)).toBeGreaterThan(PEOPLE)
  const applied = await world.db.ledgerEntry.findMany({ where: { event: 'step.applied' } })
  const appliedSteps = applied.map(({ body }) => JSON.parse(body).stepId).sort()
  expect(appliedSteps).toEqual(steps.map(({ id }) => id).sort())
  expect(await world.db.letter.count({ where: { kind: 'answer-erasure' } })).toBe(PEOPLE)

  const { rows } = await world.shop.query(
    `select what, count(*)::int as changes, count(distinct id)::int as rows from shop.change_count group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { what: 'invoice update', changes: PEOPLE, rows: PEOPLE },
    { what: 'wish delete', changes: 3 * PEOPLE, rows: 3 * PEOPLE },
  ])
  const left = await world.shop.query('select count(*)::int as c from shop.invoice')
  expect(left.rows[0].c).toBe(PEOPLE)
})
