// The line breaks after a COMMIT was handed on and before its reply is back, and the worker lives: it asks, it never
// guesses. Both lines: to the company's server and to our own.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approvedErasure } from '../workflow/office'
import { ended, said, workerProcesses } from '../workflow/worker-process'
import { expectDoneOnce, type FaultOffice, faultOffice, kinds, takeOver } from './fault-shop'
import { type HeldLine, heldLine, say } from './held-line'

describe.each(kinds)('%s: the reply to COMMIT is lost', (kind) => {
  const { begin, ready, commit } = say[kind]
  let world: FaultOffice
  let ours: HeldLine
  let workers: Awaited<ReturnType<typeof workerProcesses>>
  let n = 670

  beforeAll(async () => {
    world = await faultOffice(kind)
    ours = await heldLine(world.product.url)
    workers = await workerProcesses(`reply-${kind}`)
  }, 300_000)
  afterAll(async () => {
    workers?.end()
    ours?.close()
    await world?.end()
  })

  async function approved() {
    n += 1
    const customer = await world.customer(n)
    await approvedErasure(world, customer.id)
    return customer
  }

  it.each(['the server can be asked', 'nobody can be asked for a while'])('theirs, and %s', async (when) => {
    const customer = await approved()
    const { runStep } = await import('@/lib/workflow/run-step')
    const held = world.theirs.holdAt({ words: [begin, ready, commit], keep: 'reply' })
    const result = runStep(world.worker, { stepId: (await world.stepOf(customer.id)).id }).catch((error) => error)
    await held.reached
    await expect.poll(customer.wishes).toBe(0)
    const away = when.startsWith('nobody') ? world.theirs.refuse() : null
    world.theirs.cut()
    // PostgreSQL remembers what became of a transaction; MariaDB's rows are read at the next try.
    const settled = await result
    const known = away === null && kind === 'postgresql'
    if (known) expect(settled).toEqual({ ok: true })
    else expect(settled.message).toBe('reply-lost')
    expect(await world.stepOf(customer.id)).toMatchObject(
      known ? { status: 'applied', problem: null } : { status: 'attempted', problem: 'reply-lost' },
    )
    away?.()
    await takeOver(world)
    await expectDoneOnce(world, customer)
  })

  it.each([
    ['that it begins', [say.claimed, 'COMMIT']],
    ['that its number is stored', [say.stored]],
    ['of what it did', [say.applied, 'COMMIT']],
  ])('ours, of the record %s: the worker goes on by itself', { timeout: 120_000 }, async (_, words) => {
    const customer = await approved()
    const held = ours.holdAt({ words, keep: 'reply' })
    const worker = workers.spawn({ DATABASE_URL: ours.url })
    await said(worker, 'worker-ready')
    await held.reached
    ours.cut()
    await expect
      .poll(async () => (await world.items(customer.id))[0]?.status, { timeout: 90_000, interval: 300 })
      .toBe('done')
    worker.kill('SIGKILL')
    await ended(worker)
    await expectDoneOnce(world, customer)
  })
})
