// Real worker processes, killed (SIGKILL) at random points while they erase. Whatever is cut, and wherever: every step is
// applied exactly once. The company's own trigger counts, in the transaction that deletes.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { approvedErasure, type Office, office } from './office'
import { customerRows } from './shop'
import { ended, workerProcesses } from './worker-process'

const PEOPLE = 40
const KILLS = 20
const first = 100

let world: Office
let workers: Awaited<ReturnType<typeof workerProcesses>>

beforeAll(async () => {
  world = await office()
  workers = await workerProcesses('kill')
  // Slow enough that a kill falls into the middle of an erasure.
  await world.shop.query(`create function shop.dawdle() returns trigger language plpgsql as $$
      begin perform pg_sleep(0.3); return old; end $$;
    create trigger slow before delete on shop.wish for each row execute function shop.dawdle()`)
})
afterAll(async () => {
  workers.end()
  await world.end()
})

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const openItems = () => world.db.requestItem.count({ where: { status: { not: 'done' } } })

async function approveAll(): Promise<void> {
  for (let n = first; n < first + PEOPLE; n++) {
    const email = `person${n}@example.org`
    await world.shop.query(customerRows(n, email))
    await approvedErasure(world, await world.submit(email, ['erasure']))
  }
}

/** Two workers side by side; one of them is always about to die. */
async function killAtRandom(): Promise<void> {
  let [victim, other] = await Promise.all([workers.start(), workers.start()])
  for (let killed = 0; killed < KILLS; killed++) {
    await pause(Math.random() * 700)
    victim.kill('SIGKILL')
    await ended(victim)
    victim = other
    other = await workers.start()
  }
}

it('twenty kills leave every step applied exactly once', { timeout: 300_000 }, async () => {
  // Signed while nobody works, so that the workers find all of it at once.
  const drained = world.drain
  world.drain = () => drained(['run-step', 'confirm-step', 'close-item'])
  await approveAll()
  await killAtRandom()
  for (const end = Date.now() + 180_000; Date.now() < end && (await openItems()) > 0; ) await pause(300)

  const items = await world.db.requestItem.findMany()
  expect(items.map(({ outcome }) => outcome)).toEqual(items.map(() => 'partly-erased'))
  expect(items).toHaveLength(PEOPLE)
  const steps = await world.db.step.findMany()
  expect(steps.map(({ status }) => status)).toEqual(steps.map(() => 'verified'))
  // Otherwise the kills fell into idle moments and showed nothing.
  const interrupted = steps.reduce((sum, step) => sum + step.attempts, 0) - PEOPLE
  expect(interrupted).toBeGreaterThanOrEqual(KILLS / 2)
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
