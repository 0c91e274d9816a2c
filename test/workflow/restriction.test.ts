// Art. 18: while accuracy is contested the records are marked and nothing else is done with them but the person's own
// correction; nothing is lifted before the person was told.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ErasurePlan } from '@/lib/domain/plan/types'
import { letterText } from './office'
import { type RectificationWorld, rectificationWorld } from './rectification-world'

let world: RectificationWorld
beforeAll(async () => {
  world = await rectificationWorld()
}, 300_000)
afterAll(() => world.end())

const locked = async (n: number): Promise<string | null> =>
  (await world.shop.query('select locked from shop.customer where id = $1', [n])).rows[0].locked
const restriction = (requestId: string) => world.db.restriction.findFirstOrThrow({ where: { requestId } })
const tasks = (requestId: string, kind: string) =>
  world.db.manualTask.findMany({ where: { kind, item: { requestId } } })

async function contested(wanted: string) {
  const { askRestriction } = await import('@/lib/workflow/ask-restriction')
  const { email, number } = await world.person()
  const id = await world.asked(email, wanted)
  const subject = await world.subject(id)
  expect(await askRestriction(subject, { requestId: id, reason: 'It is wrong.' })).toEqual({ ok: true })
  expect(await askRestriction(subject, { requestId: id })).toMatchObject({ reason: 'restriction-asked' })
  return { email, number, requestId: id }
}

it('begins: records are marked, others stay frozen, the own correction passes; it ends only after the person was told', async () => {
  const { beginRestriction } = await import('@/lib/workflow/begin-restriction')
  const { announceLift } = await import('@/lib/workflow/announce-lift')
  const { liftRestriction } = await import('@/lib/workflow/lift-restriction')
  const { proposeLift } = await import('@/lib/workflow/propose-lift')
  const one = await contested('1 cours A')
  const { id: restrictionId, version } = await restriction(one.requestId)
  expect(await beginRestriction(world.agent, { restrictionId, version })).toMatchObject({ reason: 'not-permitted' })
  const begun = await beginRestriction(world.dpo, { restrictionId, version })
  if (!begun.ok) throw new Error(begun.reason)
  expect(await beginRestriction(world.dpo, { restrictionId, version })).toMatchObject({ reason: 'conflict' })
  expect(await world.drain()).toEqual([])
  expect(await locked(one.number)).toBe('yes')
  expect(await letterText(one.requestId, 'restriction-begun')).toContain('Article 18(1)(a) and (2) GDPR')
  expect(await tasks(one.requestId, 'restrict')).toHaveLength(1)
  // Asked again the next day: nothing is marked twice, and a row that came unmarked is.
  const { endHolds } = await import('@/lib/workflow/end-holds')
  await world.shop.query('update shop.customer set locked = null where id = $1', [one.number])
  await endHolds(world.worker)
  expect(await world.drain()).toEqual([])
  expect(await locked(one.number)).toBe('yes')
  expect(await tasks(one.requestId, 'restrict')).toHaveLength(1)

  const erasure = await world.submit(one.email, ['erasure'])
  await world.drain()
  const frozen = (await world.document(erasure)) as unknown as ErasurePlan
  expect(frozen.matters).toEqual([begun.matterId])
  expect(frozen.totals).toMatchObject({ deleted: 0 })

  await world.decide(one.requestId, 'accept')
  expect((await world.document(one.requestId)).kept.map(({ dataset }) => dataset)).toEqual(['invoice'])
  expect(await world.sign(one.requestId)).toEqual({ ok: true })
  await world.drain()
  expect(await world.shopAddress(one.number)).toBe('1 cours A')

  const now = await restriction(one.requestId)
  const lift = { restrictionId, version: now.version }
  expect(await liftRestriction(world.dpo, lift)).toMatchObject({ reason: 'wrong-status' })
  expect(await proposeLift(world.dpo, { matterId: begun.matterId, version: 1 })).toMatchObject({
    reason: 'restriction-lift',
  })
  expect(await announceLift(world.dpo, { ...lift, reason: ' ' })).toMatchObject({ reason: 'reason-missing' })
  expect(await announceLift(world.dpo, { ...lift, reason: 'It is corrected.' })).toEqual({ ok: true })
  const announced = { restrictionId, version: now.version + 1 }
  expect(await liftRestriction(world.dpo, announced)).toMatchObject({ reason: 'letter-not-sent' })
  expect(await locked(one.number)).toBe('yes')
  const { letterId } = await restriction(one.requestId)
  expect(await letterText(one.requestId, 'restriction-ends')).toContain('It is corrected.')
  await world.db.letter.update({ where: { id: letterId ?? '' }, data: { status: 'sent' } })
  expect(await liftRestriction(world.dpo, announced)).toEqual({ ok: true })
  await world.drain()
  expect(await locked(one.number)).toBeNull()
  expect(await restriction(one.requestId)).toMatchObject({ status: 'lifted' })
  expect(await world.db.matterPerson.count({ where: { matterId: begun.matterId } })).toBe(0)
  expect(((await world.document(erasure)) as unknown as ErasurePlan).matters).toBeUndefined()
  expect(await world.events(one.requestId)).toEqual(
    expect.arrayContaining(['restriction.asked', 'restriction.begun', 'restriction.marked', 'restriction.lifted']),
  )
})

it('begins after the correction was signed: it passes all the same', async () => {
  const { beginRestriction } = await import('@/lib/workflow/begin-restriction')
  const one = await contested('2 cours B')
  await world.decide(one.requestId, 'accept')
  expect(await world.sign(one.requestId)).toEqual({ ok: true })
  const { id: restrictionId, version } = await restriction(one.requestId)
  expect(await beginRestriction(world.dpo, { restrictionId, version })).toMatchObject({ ok: true })
  await world.drain()
  expect(await world.shopAddress(one.number)).toBe('2 cours B')
  expect(await world.steps(one.requestId)).toMatchObject([{ status: 'verified' }, { status: 'verified' }])
})

it('refused: the person reads why, and where to complain', async () => {
  const { refuseRestriction } = await import('@/lib/workflow/refuse-restriction')
  const one = await contested('3 cours C')
  const { id: restrictionId, version } = await restriction(one.requestId)
  const refusal = { restrictionId, version, reason: 'Nothing is contested.' }
  expect(await refuseRestriction(world.dpo, refusal)).toEqual({ ok: true })
  const letter = await letterText(one.requestId, 'restriction-refused')
  for (const said of ['Nothing is contested.', 'Article 77', 'Article 79']) expect(letter).toContain(said)
  expect(await locked(one.number)).toBeNull()
})
