// A correction whose worker dies, or whose server's reply is lost: carried out once, seen, and said once.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RectificationWorld, rectificationWorld } from './rectification-world'

let world: RectificationWorld
beforeAll(async () => {
  world = await rectificationWorld()
}, 300_000)
afterAll(() => world.end())

const versionOf = async (n: number): Promise<string> =>
  (await world.shop.query('select xmin::text from shop.customer where id = $1', [n])).rows[0].xmin

async function signed(wanted: string) {
  const { email, number } = await world.person()
  const id = await world.asked(email, wanted)
  await world.decide(id, 'accept')
  const done = await world.sign(id)
  if (!done.ok) throw new Error(done.reason)
  return { id, number }
}

const shopStep = async (id: string) => {
  const step = (await world.steps(id)).find(({ systemKey }) => systemKey === 'shop')
  if (!step) throw new Error('no step in the shop')
  return step
}

it('dies between applying and confirming: the next worker looks, and says it once', async () => {
  const { id, number } = await signed('1 quai A')
  await world.drain(['confirm-step'])
  expect(await shopStep(id)).toMatchObject({ status: 'applied' })
  const written = await versionOf(number)
  await world.drain()
  expect(await shopStep(id)).toMatchObject({ status: 'verified' })
  expect(await versionOf(number)).toBe(written)
  expect((await world.events(id)).filter((event) => event === 'step.corrected')).toHaveLength(2)
})

it('dies after COMMIT, before its outcome is written: the server is asked, and nothing is written again', async () => {
  const { id, number } = await signed('2 quai B')
  await world.drain(['confirm-step'])
  const step = await shopStep(id)
  const written = await versionOf(number)
  await world.db.$executeRaw`UPDATE step SET status = 'attempted', lease_until = NULL, result = NULL
    WHERE id = ${step.id}::uuid`
  const { runStep } = await import('@/lib/workflow/run-step')
  expect(await runStep(world.worker, { stepId: step.id })).toEqual({ ok: true })
  await world.drain()
  expect(await shopStep(id)).toMatchObject({ status: 'verified' })
  expect(await world.shopAddress(number)).toBe('2 quai B')
  expect(await versionOf(number)).toBe(written)
})

it('of a COMMIT that the server does not remember, the rows themselves answer', async () => {
  const { id, number } = await signed('3 quai C')
  await world.drain(['confirm-step'])
  const step = await shopStep(id)
  const written = await versionOf(number)
  // A transaction id of a time before the server's memory.
  await world.db.$executeRaw`UPDATE step SET status = 'attempted', lease_until = NULL, transaction_id = '3'
    WHERE id = ${step.id}::uuid`
  const { runStep } = await import('@/lib/workflow/run-step')
  await runStep(world.worker, { stepId: step.id })
  await world.drain()
  expect(await shopStep(id)).toMatchObject({ status: 'verified' })
  expect(await versionOf(number)).toBe(written)
})

it('changed back after it was applied: the re-reading says so, and the way on is a new search', async () => {
  const { id, number } = await signed('4 quai D')
  await world.drain(['confirm-step'])
  await world.shop.query("update shop.customer set address = '1 rue A' where id = $1", [number])
  await world.drain()
  expect(await shopStep(id)).toMatchObject({ status: 'ambiguous', problem: 'still-there' })
  expect(await world.item(id)).toMatchObject({ status: 'approved' })
  const { discoverData } = await import('@/lib/workflow/discover-data')
  expect(await discoverData(world.agent, { requestId: id })).toEqual({ ok: true })
  await world.drain()
  expect(await world.item(id)).toMatchObject({ status: 'planned' })
  expect(await world.sign(id)).toEqual({ ok: true })
  await world.drain()
  expect(await world.shopAddress(number)).toBe('4 quai D')
})

it('what was carried out already is not decided anew, nor withdrawn', async () => {
  const { id, number } = await signed('5 quai E')
  await world.shop.query("update shop.customer set address = 'moved' where id = $1", [number])
  await world.drain()
  expect(await world.item(id)).toMatchObject({ status: 'planned' })
  expect(await world.decide(id, 'refuse', { reason: 'No.' })).toMatchObject({ reason: 'partly-carried-out' })
  const { withdrawRequest } = await import('@/lib/workflow/withdraw-request')
  expect(await withdrawRequest(await world.subject(id), { requestId: id })).toMatchObject({
    reason: 'partly-carried-out',
  })
})

it('the club is away: its step waits, the shop is corrected, and the answer waits for both', async () => {
  const { id, number } = await signed('6 quai F')
  const { openSystem } = await import('@/lib/workflow/open-system')
  const club = await openSystem('club')
  const correct = club.correct.bind(club)
  club.correct = async () => ({ status: 'unavailable', problem: 'unreachable' })
  expect(await world.drain()).toHaveLength(1)
  expect(await world.steps(id)).toMatchObject([{ status: 'waiting', problem: 'unreachable' }, { status: 'verified' }])
  expect(await world.item(id)).toMatchObject({ status: 'approved' })
  club.correct = correct
  const [waiting] = await world.steps(id)
  const { runStep } = await import('@/lib/workflow/run-step')
  expect(await runStep(world.worker, { stepId: waiting?.id ?? '' })).toEqual({ ok: true })
  await world.drain()
  expect(await world.steps(id)).toMatchObject([{ status: 'verified' }, { status: 'verified' }])
  expect(await world.shopAddress(number)).toBe('6 quai F')
})
