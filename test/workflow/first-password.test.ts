// Two signatures are two people's only while neither knows the other's password.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StaffActor } from '@/lib/domain/actor'
import { type Office, office } from './office'
import { customerRows } from './shop'

let world: Office
let n = 700

beforeAll(async () => {
  world = await office()
})
afterAll(() => world.end())

const FIRST = 'first password by phone'
const OWN = 'only the colleague knows'

async function colleague(by: StaffActor, role: string): Promise<StaffActor> {
  const { addUser } = await import('@/lib/workflow/add-user')
  const { mintStaff } = await import('@/lib/auth/mint-staff')
  n += 1
  const added = await addUser(by, { email: `c${n}@shop.example`, name: `c${n}`, role, password: FIRST })
  if (!added.ok) throw new Error(added.reason)
  return mintStaff(await world.db.staffUser.findUniqueOrThrow({ where: { id: added.userId } }))
}

async function planned(): Promise<string> {
  n += 1
  await world.shop.query(customerRows(n, `person${n}@example.org`))
  const id = await world.submit(`person${n}@example.org`, ['erasure'])
  await world.drain()
  return id
}

async function paper(requestId: string) {
  const item = await world.db.requestItem.findFirstOrThrow({ where: { requestId } })
  const plan = await world.db.plan.findFirstOrThrow({ where: { itemId: item.id }, orderBy: { number: 'desc' } })
  return { itemId: item.id, version: item.version, hash: plan.hash }
}
const prepare = async (actor: StaffActor, id: string) =>
  (await import('@/lib/workflow/prepare-plan')).preparePlan(actor, await paper(id))
const approve = async (actor: StaffActor, id: string) =>
  (await import('@/lib/workflow/approve-plan')).approvePlan(actor, await paper(id))
const change = async (actor: StaffActor, current: string, next: string) =>
  (await import('@/lib/workflow/change-password')).changePassword(actor, { current, next })

it('an agent whom the DPO added signs with a password of their own, or not for that DPO', async () => {
  const dpo = await colleague(world.dpo, 'dpo')
  const agent = await colleague(dpo, 'agent')
  const id = await planned()
  expect(await prepare(agent, id)).toEqual({ ok: true })
  expect(await approve(dpo, id)).toEqual({ ok: false, reason: 'first-password' })
  // Changed afterwards: the signature was still one that the DPO could have given.
  expect(await change(agent, FIRST, OWN)).toMatchObject({ ok: true })
  expect(await approve(dpo, id)).toEqual({ ok: false, reason: 'first-password' })
  const { returnPlan } = await import('@/lib/workflow/return-plan')
  const { itemId, version } = await paper(id)
  expect(await returnPlan(dpo, { itemId, version, reason: 'sign again' })).toEqual({ ok: true })
  await prepare(agent, id)
  expect(await approve(dpo, id)).toEqual({ ok: true })
})

it('nor does a DPO prepare what a DPO of their own making approves; a third one may', async () => {
  const dpo = await colleague(world.dpo, 'dpo')
  const made = await colleague(dpo, 'dpo')
  const id = await planned()
  await prepare(dpo, id)
  expect(await approve(made, id)).toEqual({ ok: false, reason: 'first-password' })
  expect(await approve(world.second, id)).toEqual({ ok: true })
})

it('a password is changed by who knows it, ends the other sessions, and is on record', async () => {
  const { signIn } = await import('@/lib/auth/sign-in')
  const { hasFirstPassword } = await import('@/lib/auth/mint-staff')
  const agent = await colleague(world.dpo, 'agent')
  const row = () => world.db.staffUser.findUniqueOrThrow({ where: { id: agent.userId } })
  expect(hasFirstPassword(await row())).toBe(true)
  expect(await change(agent, 'something else', OWN)).toEqual({ ok: false, reason: 'password-wrong' })
  expect(await change(agent, FIRST, FIRST)).toEqual({ ok: false, reason: 'password-same' })
  expect(await change(agent, FIRST, 'short')).toMatchObject({ reason: 'password-too-short' })
  expect(await change(agent, FIRST, OWN)).toEqual({ ok: true, sessionVersion: 2 })
  expect(hasFirstPassword(await row())).toBe(false)
  const entry = await world.db.ledgerEntry.findFirstOrThrow({
    where: { event: 'password.changed' },
    orderBy: { seq: 'desc' },
  })
  expect(JSON.parse(entry.body)).toEqual({ userId: agent.userId })
  const { email } = await row()
  const tried = (password: string) => signIn({ email, password, forwardedFor: null } as Parameters<typeof signIn>[0])
  expect(await tried(FIRST)).toMatchObject({ reason: 'sign-in-refused' })
  expect(await tried(OWN)).toMatchObject({ ok: true, sessionVersion: 2 })
})
