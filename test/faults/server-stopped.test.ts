// The company's server is stopped at once (PostgreSQL: `immediate`; MariaDB: killed) while it erases, and comes back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approvedErasure } from '../workflow/office'
import { expectDoneOnce, type FaultOffice, faultOffice, kinds, takeOver } from './fault-shop'
import { type Hold, say } from './held-line'
import { type PrivateServer, privateServer } from './private-server'

describe.each(kinds)('%s: a server stopped', (kind) => {
  const { begin, remove, ready, commit } = say[kind]
  let server: PrivateServer
  let world: FaultOffice
  let n = 650

  beforeAll(async () => {
    server = await privateServer(kind, 'stopped')
    world = await faultOffice(kind, server.url)
  }, 300_000)
  afterAll(async () => {
    await world?.end()
    await server?.wipe()
  }, 60_000)

  it.each<[at: string, hold: Hold, problem: string, wishes: number]>([
    ['before anything was written', { words: [begin], keep: 'question' }, 'unreachable', 3],
    ['between two tables', { words: [begin, remove, remove], keep: 'question' }, 'unreachable', 3],
    ['with all rows written', { words: [begin, ready], keep: 'reply' }, 'unreachable', 3],
    ['before COMMIT arrived', { words: [begin, ready, commit], keep: 'question' }, 'reply-lost', 3],
    ['after COMMIT, before its reply', { words: [begin, ready, commit], keep: 'reply' }, 'reply-lost', 0],
  ])('%s', { timeout: 180_000 }, async (_, hold, problem, wishes) => {
    n += 1
    const customer = await world.customer(n)
    await approvedErasure(world, customer.id)
    const { runStep } = await import('@/lib/workflow/run-step')
    // What a connection has said once it may say again by number: the words are heard on new ones alone.
    const { closeSystems } = await import('@/lib/workflow/open-system')
    await closeSystems()
    const held = world.theirs.holdAt(hold)
    const result = runStep(world.worker, { stepId: (await world.stepOf(customer.id)).id }).catch((error) => error)
    await held.reached
    // COMMIT and its reply are under way; the server has done with it.
    if (wishes === 0) await expect.poll(customer.wishes).toBe(0)
    await server.crash()
    world.theirs.cut()
    held.letGo()
    expect((await result).message).toBe(problem)
    expect(await world.stepOf(customer.id)).toMatchObject({ problem })
    expect(await world.events(customer.id)).not.toContain('step.applied')
    await server.start()
    expect(await customer.wishes()).toBe(wishes)
    await takeOver(world)
    await expectDoneOnce(world, customer)
  })
})
