// A worker that is put to sleep (SIGSTOP) past its lease, at the worst moments, and wakes up when another has taken over:
// it can neither commit what the other does, nor write an outcome.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approvedErasure } from '../workflow/office'
import { ended, said, workerProcesses } from '../workflow/worker-process'
import { expectDoneOnce, type FaultOffice, faultOffice, kinds, takeOver } from './fault-shop'
import { type HeldLine, type Hold, heldLine, say } from './held-line'

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe.each(kinds)('%s: a worker that wakes after its lease', (kind) => {
  const { begin, ready, commit } = say[kind]
  let world: FaultOffice
  let ours: HeldLine
  let workers: Awaited<ReturnType<typeof workerProcesses>>
  let n = 700

  beforeAll(async () => {
    world = await faultOffice(kind)
    ours = await heldLine(world.product.url)
    workers = await workerProcesses(`stale-${kind}`)
  }, 300_000)
  afterAll(async () => {
    workers?.end()
    ours?.close()
    await world?.end()
  })

  const leaseOver = async (stepId: string) =>
    (
      await world.db.$queryRaw<{ over: boolean }[]>`
        SELECT lease_until < clock_timestamp() AS over FROM step WHERE id = ${stepId}::uuid`
    )[0]?.over

  /** Asleep at that point; its lease has run out by the clock of the database. */
  async function asleep(requestId: string, line: 'ours' | 'theirs', hold: Hold) {
    const held = (line === 'ours' ? ours : world.theirs).holdAt(hold)
    const worker = workers.spawn({ DATABASE_URL: ours.url })
    await said(worker, 'worker-ready')
    await held.reached
    worker.kill('SIGSTOP')
    // What it had said before it fell asleep goes its way: a network keeps nothing back.
    held.letGo()
    const { id } = await world.stepOf(requestId)
    await expect.poll(() => leaseOver(id), { timeout: 15_000, interval: 200 }).toBe(true)
    return async () => {
      worker.kill('SIGCONT')
      // Time enough to do what it was about to do, and to see that it may not.
      await pause(2_000)
      worker.kill('SIGKILL')
      await ended(worker)
    }
  }

  it.each<[string, 'ours' | 'theirs', Hold]>([
    ['before its transaction', 'theirs', { words: [begin], keep: 'reply' }],
    ['with all rows written', 'theirs', { words: [begin, ready], keep: 'reply' }],
    ['with its number stored', 'ours', { words: [say.stored], keep: 'reply' }],
    ['with COMMIT on its way', 'theirs', { words: [begin, ready, commit], keep: 'reply' }],
  ])('%s', { timeout: 90_000 }, async (_, line, hold) => {
    n += 1
    const customer = await world.customer(n)
    await approvedErasure(world, customer.id)
    const wake = await asleep(customer.id, line, hold)
    // Its locks may still stand, its transaction may still hang: whoever comes first says so, and waits.
    await takeOver(world)
    await wake()
    await takeOver(world)
    await expectDoneOnce(world, customer)
  })

  it('in the middle of writing down what it did: nobody else can, and it does', { timeout: 90_000 }, async () => {
    n += 1
    const customer = await world.customer(n)
    await approvedErasure(world, customer.id)
    const wake = await asleep(customer.id, 'ours', { words: [say.applied], keep: 'reply' })
    expect(await world.stepOf(customer.id)).toMatchObject({ status: 'attempted' })
    await wake()
    await takeOver(world)
    await expectDoneOnce(world, customer)
  })
})
