// Who may try a password how often, what of it goes on record, and what ends a session.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { productDatabase } from '../support/product-database'

vi.mock('next/headers', () => ({}))

const PEER_IS_KNOWN = Symbol.for('habeas.peer-address')
const password = 'a password of some length'
let database: Awaited<ReturnType<typeof productDatabase>>

beforeAll(async () => {
  database = await productDatabase()
  Reflect.set(globalThis, PEER_IS_KNOWN, true)
  const { db } = await import('@/lib/platform/db/client')
  const { hashPassword } = await import('@/lib/platform/password')
  const passwordHash = await hashPassword(password)
  for (const name of ['claire', 'ines', 'noor'])
    await db.staffUser.create({ data: { email: `${name}@desk.example`, name, role: 'dpo', passwordHash } })
})
afterAll(async () => {
  Reflect.deleteProperty(globalThis, PEER_IS_KNOWN)
  await database.drop()
})

async function attempt(name: string, secret: string, forwardedFor: string, deviceCookie?: string) {
  const { signIn } = await import('@/lib/auth/sign-in')
  return signIn({ email: `${name}@desk.example`, password: secret, forwardedFor, deviceCookie })
}

const refusals = async () => {
  const { db } = await import('@/lib/platform/db/client')
  const found = await db.ledgerEntry.findMany({ where: { event: 'sign-in.refused' }, orderBy: { seq: 'asc' } })
  return found.map(({ body }) => JSON.parse(body) as { reason: string; tries: number })
}

test('who tries her name from elsewhere locks nobody out, and leaves one entry a minute', async () => {
  for (let tries = 0; tries < 10; tries += 1) await attempt('claire', 'wrong', '198.51.100.1')
  expect(await attempt('claire', password, '198.51.100.1')).toEqual({ ok: false, reason: 'too-many-tries' })
  expect(await attempt('claire', password, '203.0.113.5')).toMatchObject({ ok: true })
  expect(await refusals()).toEqual([expect.objectContaining({ reason: 'wrong-password', tries: 1 })])
})

test('names that nobody has fill no chain', async () => {
  const before = (await refusals()).length
  for (let tries = 0; tries < 5; tries += 1) await attempt(`nobody${tries}`, 'wrong', '198.51.100.77')
  expect(await refusals()).toHaveLength(before + 1)
})

test('a device that signed in keeps its own tries, even in the network of the attack; nobody else’s device does', async () => {
  const first = await attempt('ines', password, '203.0.113.5')
  const other = await attempt('noor', password, '203.0.113.5')
  if (!first.ok || !other.ok) throw new Error('the right password was refused')
  for (let tries = 0; tries < 10; tries += 1) await attempt('ines', 'wrong', '203.0.113.5')
  expect(await attempt('ines', password, '203.0.113.5')).toMatchObject({ reason: 'too-many-tries' })
  expect(await attempt('ines', password, '203.0.113.5', other.device)).toMatchObject({ reason: 'too-many-tries' })
  expect(await attempt('ines', password, '203.0.113.5', `${first.device}x`)).toMatchObject({ reason: 'too-many-tries' })
  expect(await attempt('ines', password, '203.0.113.5', first.device)).toMatchObject({ ok: true })
  for (let tries = 0; tries < 10; tries += 1) await attempt('ines', 'wrong', '203.0.113.5', first.device)
  expect(await attempt('ines', password, '203.0.113.5', first.device)).toMatchObject({ reason: 'too-many-tries' })
})

test('the library’s own way out ends every session, and a copied old cookie ends none', async () => {
  const { authOptions } = await import('@/lib/auth/auth-options')
  const { db } = await import('@/lib/platform/db/client')
  const noor = await db.staffUser.findUniqueOrThrow({ where: { email: 'noor@desk.example' } })
  const token = { sub: noor.id, sessionVersion: noor.sessionVersion, since: 1 }
  const signOut = () => authOptions().events?.signOut?.({ token, session: undefined as never })
  const version = async () => (await db.staffUser.findUniqueOrThrow({ where: { id: noor.id } })).sessionVersion
  await signOut()
  expect(await version()).toBe(noor.sessionVersion + 1)
  await signOut()
  expect(await version()).toBe(noor.sessionVersion + 1)
})
