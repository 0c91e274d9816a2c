// The reply to COMMIT is lost, the server remembers no transactions, and the person's rows are not what was signed any
// more: whether it was carried out nobody can tell, so nothing is claimed.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { approvedErasure } from '../workflow/office'
import { type FaultOffice, faultOffice, takeOver } from './fault-shop'
import { say } from './held-line'

const { begin, ready, commit } = say.mariadb
let world: FaultOffice

beforeAll(async () => {
  world = await faultOffice('mariadb')
}, 300_000)
afterAll(() => world?.end())

it('a row of the person came in meanwhile: never refused, and the way on is a new search', async () => {
  const customer = await world.customer(720)
  await approvedErasure(world, customer.id)
  const { runStep } = await import('@/lib/workflow/run-step')
  const held = world.theirs.holdAt({ words: [begin, ready, commit], keep: 'reply' })
  const result = runStep(world.worker, { stepId: (await world.stepOf(customer.id)).id }).catch((error) => error)
  await held.reached
  await expect.poll(customer.wishes).toBe(0)
  world.theirs.cut()
  expect((await result).message).toBe('reply-lost')
  await world.company.run(`insert into ${world.company.table('wish')} values (999720, 720, 'late')`)
  await takeOver(world)
  expect(await world.stepOf(customer.id)).toMatchObject({ status: 'ambiguous', problem: 'outcome-unknown' })
  const events = await world.events(customer.id)
  expect(events).toContain('step.ambiguous')
  expect(events).not.toContain('step.refused')
  expect(await world.items(customer.id)).toMatchObject([{ status: 'approved', outcome: null }])
  const { discoverData } = await import('@/lib/workflow/discover-data')
  expect(await discoverData(world.agent, { requestId: customer.id })).toEqual({ ok: true })
  await world.drain()
  expect(await world.items(customer.id)).toMatchObject([{ status: 'planned' }])
  await approvedErasure(world, customer.id, false)
  await world.drain()
  expect(await customer.wishes()).toBe(0)
  expect(await world.items(customer.id)).toMatchObject([{ status: 'done', outcome: 'partly-erased' }])
})
