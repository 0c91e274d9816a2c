// Whose records a restriction freezes and until when: two of one person, one that was asked for in vain, one that outlasts
// its request.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RectificationWorld, rectificationWorld } from './rectification-world'

let world: RectificationWorld
beforeAll(async () => {
  world = await rectificationWorld()
}, 300_000)
afterAll(() => world.end())

const locked = async (n: number): Promise<string | null> =>
  (await world.shop.query('select locked from shop.customer where id = $1', [n])).rows[0].locked
const restriction = (requestId: string) => world.db.restriction.findFirstOrThrow({ where: { requestId } })

async function asked(email: string, wanted: string): Promise<string> {
  const { askRestriction } = await import('@/lib/workflow/ask-restriction')
  const id = await world.asked(email, wanted)
  expect(await askRestriction(await world.subject(id), { requestId: id, reason: 'It is wrong.' })).toEqual({ ok: true })
  return id
}

async function begin(requestId: string) {
  const { beginRestriction } = await import('@/lib/workflow/begin-restriction')
  const { id: restrictionId, version } = await restriction(requestId)
  const begun = await beginRestriction(world.dpo, { restrictionId, version })
  if (begun.ok) expect(await world.drain()).toEqual([])
  return begun
}

async function lift(requestId: string) {
  const { announceLift } = await import('@/lib/workflow/announce-lift')
  const { liftRestriction } = await import('@/lib/workflow/lift-restriction')
  const { id: restrictionId, version } = await restriction(requestId)
  expect(await announceLift(world.dpo, { restrictionId, version, reason: 'It was looked at.' })).toEqual({ ok: true })
  const { letterId } = await restriction(requestId)
  await world.db.letter.update({ where: { id: letterId ?? '' }, data: { status: 'sent' } })
  expect(await liftRestriction(world.dpo, { restrictionId, version: version + 1 })).toEqual({ ok: true })
  expect(await world.drain()).toEqual([])
}

it('the marks stay until the last of two restrictions of a person is lifted', async () => {
  const { email, number } = await world.person()
  const [first, second] = [await asked(email, '1 cours A'), await asked(email, '2 cours B')]
  expect(await begin(first)).toMatchObject({ ok: true })
  expect(await begin(second)).toMatchObject({ ok: true })
  await lift(first)
  expect(await locked(number)).toBe('yes')
  await lift(second)
  expect(await locked(number)).toBeNull()
})

it('a correction that was withdrawn has nothing left to contest', async () => {
  const { withdrawRequest } = await import('@/lib/workflow/withdraw-request')
  const { email, number } = await world.person()
  const id = await asked(email, '3 cours C')
  expect(await withdrawRequest(await world.subject(id), { requestId: id })).toMatchObject({ ok: true })
  expect(await begin(id)).toMatchObject({ reason: 'wrong-status' })
  expect(await locked(number)).toBeNull()
})

it('as long as it lasts the request keeps its key: the person can still be told, and the rows freed', async () => {
  const { expire } = await import('@/lib/workflow/expire')
  const { email, number } = await world.person()
  const id = await asked(email, '4 cours D')
  expect(await begin(id)).toMatchObject({ ok: true })
  const closed = () => world.db.subjectRequest.update({ where: { id }, data: { closedAt: new Date('2020-01-01') } })
  await closed()
  await expire(world.worker)
  await lift(id)
  expect(await locked(number)).toBeNull()
  await closed()
  await world.db.restriction.updateMany({ where: { requestId: id }, data: { liftedAt: new Date('2026-01-01') } })
  await expire(world.worker)
  expect(await world.db.subjectRequest.findUniqueOrThrow({ where: { id } })).toMatchObject({ wrappedKey: null })
})

it('freezes nobody else’s records for a number that was claimed and never proven', async () => {
  const { askRestriction } = await import('@/lib/workflow/ask-restriction')
  const { openVault } = await import('@/lib/platform/request-vault')
  const [one, other] = [await world.person(), await world.person()]
  const id = await world.submit(one.email, ['rectification'], {}, { corrections: [{ datum: 'address', wanted: '5' }] })
  await world.drain(['discover-data'])
  const claimed = JSON.stringify([{ kind: 'customer-number', value: `C-${other.number}` }])
  const identifiersEnc = openVault(await world.request(id)).seal('subject_request.identifiers', claimed)
  await world.db.subjectRequest.update({ where: { id }, data: { identifiersEnc } })
  expect(await world.request(id)).toMatchObject({ identity: 'proven', personKeysEnc: null })
  expect(await askRestriction(await world.subject(id), { requestId: id })).toEqual({ ok: true })
  expect(await begin(id)).toMatchObject({ ok: true })
  const erasure = await world.submit(other.email, ['erasure'])
  await world.drain()
  expect(await world.plan(erasure)).toMatchObject({ matters: [] })
  const own = await world.submit(one.email, ['erasure'])
  await world.drain()
  expect((await world.plan(own)).matters).toHaveLength(1)
})
