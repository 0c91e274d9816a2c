// A real worker process, killed (SIGKILL) at every boundary of a step and inside: the line to the company's server and the
// line to our own hold exactly there. Whoever comes after finishes, once: the company's own triggers count.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { approvedErasure, type Office, office } from '../workflow/office'
import { customerRows } from '../workflow/shop'
import { ended, said, workerProcesses } from '../workflow/worker-process'
import { type HeldLine, type Hold, heldLine } from './held-line'

let world: Office
let ours: HeldLine
let theirs: HeldLine
let workers: Awaited<ReturnType<typeof workerProcesses>>
let n = 600

beforeAll(async () => {
  world = await office()
  ours = await heldLine(world.product.url)
  theirs = await heldLine(world.company.url)
  workers = await workerProcesses('boundaries')
  await world.connectShop(theirs.url)
})
afterAll(async () => {
  workers.end()
  ours.close()
  theirs.close()
  await world.end()
})

const claimed = "UPDATE step SET status = 'attempted'"
const stored = 'UPDATE step SET transaction_id'
const applied = "UPDATE step SET status = 'applied'"
const verified = 'UPDATE "public"."step"'
const closed = 'INSERT INTO "public"."letter"'
const writes = 'isolation level repeatable read read write'
const number = 'pg_current_xact_id'
const commit = 'commit\0'

/** `wishes`: of the three, how many the company still has when the worker is dead. `step`: what our row says then. */
type Boundary = { at: string; line: 'ours' | 'theirs'; hold: Hold; step: string; wishes: number }

const before = (...words: string[]): Hold => ({ words, keep: 'question' })
const after = (...words: string[]): Hold => ({ words, keep: 'reply' })

const boundaries: Boundary[] = [
  { at: 'before the attempt is on record', line: 'ours', hold: before(claimed), step: 'pending', wishes: 3 },
  {
    at: 'the attempt on record, its reply lost',
    line: 'ours',
    hold: after(claimed, 'COMMIT'),
    step: 'attempted',
    wishes: 3,
  },
  { at: 'before the transaction begins', line: 'theirs', hold: before(writes), step: 'attempted', wishes: 3 },
  {
    at: 'inside, before the first row',
    line: 'theirs',
    hold: before(writes, 'delete from'),
    step: 'attempted',
    wishes: 3,
  },
  {
    at: 'inside, after the first rows',
    line: 'theirs',
    hold: after(writes, 'delete from'),
    step: 'attempted',
    wishes: 3,
  },
  {
    at: 'inside, between two tables',
    line: 'theirs',
    hold: before(writes, 'delete from', 'update '),
    step: 'attempted',
    wishes: 3,
  },
  { at: 'all rows written, no number yet', line: 'theirs', hold: after(number), step: 'attempted', wishes: 3 },
  { at: 'before the number is stored', line: 'ours', hold: before(stored), step: 'attempted', wishes: 3 },
  { at: 'the number stored, the reply lost', line: 'ours', hold: after(stored), step: 'attempted', wishes: 3 },
  { at: 'before COMMIT is sent', line: 'theirs', hold: before(number, commit), step: 'attempted', wishes: 3 },
  { at: 'COMMIT sent, its reply lost', line: 'theirs', hold: after(number, commit), step: 'attempted', wishes: 0 },
  { at: 'before the outcome is on record', line: 'ours', hold: before(applied), step: 'attempted', wishes: 0 },
  {
    at: 'the outcome on record, its reply lost',
    line: 'ours',
    hold: after(applied, 'COMMIT'),
    step: 'applied',
    wishes: 0,
  },
  { at: 'before the re-reading is on record', line: 'ours', hold: before(verified), step: 'applied', wishes: 0 },
  {
    at: 'the re-reading on record, its reply lost',
    line: 'ours',
    hold: after(verified, 'COMMIT'),
    step: 'verified',
    wishes: 0,
  },
  { at: 'before the answer is written', line: 'ours', hold: before(closed), step: 'verified', wishes: 0 },
  {
    at: 'the answer written, the reply lost',
    line: 'ours',
    hold: after(closed, 'COMMIT'),
    step: 'verified',
    wishes: 0,
  },
]

const wishes = async (of: number) =>
  Number((await world.shop.query('select count(*) as c from shop.wish where customer_id = $1', [of])).rows[0].c)
const stepOf = (requestId: string) => world.db.step.findFirstOrThrow({ where: { plan: { item: { requestId } } } })

/** Starts a worker, waits until it stands at the boundary, and kills it there. */
async function killAt({ line, hold }: Boundary): Promise<void> {
  const held = (line === 'ours' ? ours : theirs).holdAt(hold)
  const worker = workers.spawn({ DATABASE_URL: ours.url })
  await said(worker, 'worker-ready')
  await held.reached
  worker.kill('SIGKILL')
  await ended(worker)
  held.letGo()
  // Both ends see that it is gone: the company's server rolls back what was not committed.
  ours.cut()
  theirs.cut()
}

/** What a second worker does on its rounds. Its wait for the dead one's lease is cut short here. */
async function takeOver(): Promise<void> {
  const { resumeWork } = await import('@/lib/workflow/resume-work')
  await world.db.$executeRaw`UPDATE step SET lease_until = clock_timestamp(),
    attempted_at = attempted_at - interval '1 hour', applied_at = applied_at - interval '1 hour'`
  await world.db.$executeRaw`UPDATE plan SET approved_at = approved_at - interval '1 hour'`
  for (let round = 0; round < 3; round++) {
    await resumeWork(world.worker)
    await world.drain()
  }
}

it.each(boundaries)('killed $at', async (boundary) => {
  n += 1
  const of = n
  const email = `person${of}@example.org`
  await world.shop.query(customerRows(of, email))
  const id = await world.submit(email, ['erasure'])
  await approvedErasure(world, id)

  await killAt(boundary)
  await expect.poll(() => wishes(of)).toBe(boundary.wishes)
  expect(await stepOf(id)).toMatchObject({ status: boundary.step })
  // Nothing is said to anybody before a re-reading saw it.
  const answered = async () => world.db.letter.count({ where: { requestId: id, kind: 'answer-erasure' } })
  const done = (await stepOf(id)).status === 'verified'
  if (!done) expect(await answered()).toBe(0)

  await takeOver()
  expect(await stepOf(id)).toMatchObject({ status: 'verified', problem: null })
  expect(await world.items(id)).toMatchObject([{ status: 'done', outcome: 'partly-erased' }])
  expect(await wishes(of)).toBe(0)
  expect(await answered()).toBe(1)
  const events = await world.events(id)
  for (const once of ['step.applied', 'step.verified', 'item.decided'])
    expect(
      events.filter((event) => event === once),
      once,
    ).toHaveLength(1)
  const { rows } = await world.shop.query(
    `select what, count(*)::int as times from shop.change_count where id like $1 group by 1 order by 1`,
    [`${of}_`],
  )
  expect(rows).toEqual([
    { what: 'invoice update', times: 1 },
    { what: 'wish delete', times: 3 },
  ])
})
