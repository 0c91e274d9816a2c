// The queue tries for half a day and gives up; what it gave up on is taken up again, and seen at the desk meanwhile.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { approvedErasure, type Office, office } from './office'
import { customerRows } from './shop'

let world: Office
let n = 500

beforeAll(async () => {
  world = await office()
})
afterAll(async () => {
  const { moveClock } = await import('@/lib/platform/clock')
  moveClock(null)
  await world.end()
})

async function person(rights: ('erasure' | 'access')[]) {
  n += 1
  const email = `person${n}@example.org`
  await world.shop.query(customerRows(n, email))
  return world.submit(email, rights)
}

/** As after the last try: pg-boss keeps the failed job, and nobody works on it. */
const giveUp = () => world.db.$executeRaw`UPDATE pgboss.job SET state = 'failed' WHERE state IN ('created', 'retry')`
const live = async (name: string) =>
  (
    await world.db.$queryRaw<{ data: Record<string, string> }[]>`SELECT data FROM pgboss.job
      WHERE state = 'created' AND name = ${name}`
  ).map(({ data }) => data)
const later = async (duration: string) => (await import('@/lib/platform/clock')).moveClock(duration)
const requeue = async () => (await import('@/lib/workflow/requeue-work')).requeueWork(world.worker)
const stuck = async () => {
  const { todoRequests } = await import('@/lib/queries/desk-todo')
  const rows = await world.db.$queryRaw<{ request_id: string }[]>(todoRequests('stuck', world.dpo))
  return rows.map((row) => row.request_id)
}

it('letters, identities, searches, packages and plans without steps get a new job, once, and after a while only', async () => {
  const waiting = await person(['access'])
  const searching = await person(['access'])
  await world.drain()
  const { discoverData } = await import('@/lib/workflow/discover-data')
  expect(await discoverData(world.agent, { requestId: searching })).toEqual({ ok: true })
  const found = await person(['access'])
  await world.drain(['discover-data'])
  const fresh = await person(['access'])
  const item = async (requestId: string) =>
    world.db.requestItem.findFirstOrThrow({ where: { requestId }, include: { plans: true } })
  const { approvePlan } = await import('@/lib/workflow/approve-plan')
  const seen = await item(waiting)
  const paper = { itemId: seen.id, version: seen.version, hash: seen.plans[0]?.hash ?? '' }
  expect(await approvePlan(world.dpo, paper)).toEqual({ ok: true })
  await giveUp()
  expect(await requeue()).toEqual({ requeued: 0 })
  expect(await stuck()).toEqual([])

  await later('PT2H')
  expect((await stuck()).sort()).toEqual([waiting, searching, found].sort())
  expect((await requeue()).requeued).toBeGreaterThan(4)
  expect(await live('build-package')).toEqual([{ itemId: seen.id }])
  expect(await live('discover-data')).toEqual(expect.arrayContaining([{ requestId: searching }, { requestId: found }]))
  expect(await live('verify-identity')).toEqual([{ requestId: fresh }])
  const letters = await world.db.letter.findMany({ where: { status: 'waiting' }, select: { id: true } })
  expect((await live('send-letter')).map(({ letterId }) => letterId).sort()).toEqual(letters.map(({ id }) => id).sort())
  expect(await requeue()).toEqual({ requeued: 0 })
  await world.drain()
  expect((await item(searching)).status).toBe('planned')
})

it('an approved erasure that has nothing to carry out is closed', async () => {
  const id = await person(['erasure'])
  await approvedErasure(world, id)
  await world.db.step.deleteMany({ where: { plan: { item: { requestId: id } } } })
  await giveUp()
  await later('PT6H')
  expect(await stuck()).toContain(id)
  await requeue()
  const [item] = await world.items(id)
  expect(await live('close-item')).toEqual([{ itemId: item?.id }])
})
