// A real worker process, killed (SIGKILL) at every boundary of a step and inside: the line to the company's server and the
// line to our own hold exactly there. Whoever comes after finishes, once: the company's own triggers count.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approvedErasure } from '../workflow/office'
import { ended, said, workerProcesses } from '../workflow/worker-process'
import { answers, expectDoneOnce, type FaultOffice, faultOffice, type Kind, kinds, takeOver } from './fault-shop'
import { type HeldLine, type Hold, heldLine, say } from './held-line'

/** `wishes`: of the three, how many the company still has when the worker is dead. `step`: what our row says then. */
type Boundary = [at: string, line: 'ours' | 'theirs', hold: Hold, step: string, wishes: number]

const before = (...words: string[]): Hold => ({ words, keep: 'question' })
const after = (...words: string[]): Hold => ({ words, keep: 'reply' })

const closed = 'INSERT INTO "public"."letter"'

function boundaries(kind: Kind): Boundary[] {
  const { begin, remove, change, ready, commit } = say[kind]
  return [
    ['before the attempt is on record', 'ours', before(say.claimed), 'pending', 3],
    ['the attempt on record, the reply lost', 'ours', after(say.claimed, 'COMMIT'), 'attempted', 3],
    ['before the transaction begins', 'theirs', before(begin), 'attempted', 3],
    ['inside, before the first row', 'theirs', before(begin, remove), 'attempted', 3],
    ['inside, after the first rows', 'theirs', after(begin, remove), 'attempted', 3],
    ['inside, between two tables', 'theirs', before(begin, remove, change), 'attempted', 3],
    ['all rows written, no number yet', 'theirs', after(begin, ready), 'attempted', 3],
    ['before the number is stored', 'ours', before(say.stored), 'attempted', 3],
    ['the number stored, the reply lost', 'ours', after(say.stored), 'attempted', 3],
    ['before COMMIT is sent', 'theirs', before(begin, ready, commit), 'attempted', 3],
    ['COMMIT sent, the reply lost', 'theirs', after(begin, ready, commit), 'attempted', 0],
    ['before the outcome is on record', 'ours', before(say.applied), 'attempted', 0],
    ['the outcome on record, the reply lost', 'ours', after(say.applied, 'COMMIT'), 'applied', 0],
    ['before the re-reading is on record', 'ours', before(say.verified), 'applied', 0],
    ['the re-reading on record, the reply lost', 'ours', after(say.verified, 'COMMIT'), 'verified', 0],
    ['before the answer is written', 'ours', before(closed), 'verified', 0],
    ['the answer written, the reply lost', 'ours', after(closed, 'COMMIT'), 'verified', 0],
  ]
}

describe.each(kinds)('%s: a worker killed', (kind) => {
  let world: FaultOffice
  let ours: HeldLine
  let workers: Awaited<ReturnType<typeof workerProcesses>>
  let n = 600

  beforeAll(async () => {
    world = await faultOffice(kind)
    ours = await heldLine(world.product.url)
    workers = await workerProcesses(`boundaries-${kind}`)
  }, 300_000)
  afterAll(async () => {
    workers?.end()
    ours?.close()
    await world?.end()
  })

  /** Starts a worker, waits until it stands at the boundary, and kills it there. */
  async function killAt(line: 'ours' | 'theirs', hold: Hold): Promise<void> {
    const held = (line === 'ours' ? ours : world.theirs).holdAt(hold)
    const worker = workers.spawn({ DATABASE_URL: ours.url })
    await said(worker, 'worker-ready')
    await held.reached
    worker.kill('SIGKILL')
    await ended(worker)
    held.letGo()
    // Both ends see that it is gone: the company's server rolls back what was not committed.
    ours.cut()
    world.theirs.cut()
  }

  it.each(boundaries(kind))('%s', async (_, line, hold, step, wishes) => {
    n += 1
    const customer = await world.customer(n)
    await approvedErasure(world, customer.id)
    await killAt(line, hold)
    await expect.poll(customer.wishes).toBe(wishes)
    expect(await world.stepOf(customer.id)).toMatchObject({ status: step })
    // Nothing is said to anybody before a re-reading saw it.
    if (step !== 'verified') expect(await answers(world, customer.id)).toBe(0)
    await takeOver(world)
    await expectDoneOnce(world, customer)
  })
})
