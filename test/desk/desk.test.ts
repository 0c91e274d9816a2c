// The desk on a real database: signing in, the inbox and its searches, what must happen today, readings on record.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { mintStaff } from '@/lib/auth/mint-staff'
import type { StaffActor } from '@/lib/domain/actor'
import { productDatabase } from '../support/product-database'

vi.mock('next/headers', () => ({}))

let database: Awaited<ReturnType<typeof productDatabase>>
let dpo: StaffActor
let auditor: StaffActor
const password = 'a password of some length'

const rows: { reference: string; name: string; email: string; due: string; status: string; right: string }[] = [
  {
    reference: 'HB-2026-000041',
    name: 'Élodie Marchand',
    email: 'elodie@example.org',
    due: '2020-01-01',
    status: 'identifying',
    right: 'erasure',
  },
  {
    reference: 'HB-2026-000042',
    name: 'Elodie Petit',
    email: 'petit@example.org',
    due: '2999-01-01',
    status: 'deciding',
    right: 'access',
  },
  {
    reference: 'HB-2026-000043',
    name: 'Max O’Brien',
    email: 'max@example.org',
    due: '2999-02-01',
    status: 'approving',
    right: 'erasure',
  },
  {
    reference: 'HB-2025-000042',
    name: 'Zoé Closed',
    email: 'zoe@example.org',
    due: '2025-02-01',
    status: 'closed',
    right: 'erasure',
  },
]

async function insert(row: (typeof rows)[number]): Promise<string> {
  const { db } = await import('@/lib/platform/db/client')
  const { blindIndex } = await import('@/lib/platform/keys')
  const { newVault } = await import('@/lib/platform/request-vault')
  const { nameTerms } = await import('@/lib/domain/request/search-terms')
  const id = randomUUID()
  const vault = newVault(id)
  await db.subjectRequest.create({
    data: {
      id,
      reference: row.reference,
      status: row.status,
      channel: 'web',
      locale: 'en',
      controllerKey: 'c',
      receivedAt: new Date('2026-01-01'),
      receivedOn: new Date('2026-01-01'),
      timeZone: 'Europe/Paris',
      calendar: 'FR',
      nominalOn: new Date(row.due),
      dueOn: new Date(row.due),
      clock: {},
      rights: [row.right],
      identity: row.status === 'identifying' ? 'waiting' : 'proven',
      closedAt: row.status === 'closed' ? new Date() : null,
      wrappedKey: vault.wrappedKey,
      nameEnc: vault.seal('subject_request.name', row.name),
      emailEnc: vault.seal('subject_request.email', row.email),
      emailIndex: blindIndex('email', row.email),
      searchIndex: nameTerms(row.name).map((term) => blindIndex('name', term)),
    },
  })
  return id
}

const ids: Record<string, string> = {}

beforeAll(async () => {
  database = await productDatabase()
  const { db } = await import('@/lib/platform/db/client')
  const { hashPassword } = await import('@/lib/platform/password')
  const passwordHash = await hashPassword(password)
  const add = (name: string, role: string) =>
    db.staffUser.create({ data: { email: `${name}@desk.example`, name, role, passwordHash } })
  dpo = mintStaff(await add('claire', 'dpo'))
  auditor = mintStaff(await add('rainer', 'auditor'))
  for (const row of rows) ids[row.reference] = await insert(row)
  const item = await db.requestItem.create({
    data: { requestId: ids['HB-2026-000043'] ?? '', right: 'erasure', status: 'prepared' },
  })
  await db.plan.create({
    data: {
      itemId: item.id,
      number: 1,
      document: {},
      hash: 'h',
      mapVersion: 1,
      status: 'prepared',
      preparedBy: dpo.userId,
    },
  })
})
afterAll(() => database.drop())

const references = async (actor: StaffActor, address: Record<string, string>) => {
  const { inboxPage } = await import('@/lib/queries/desk-inbox')
  const { readInboxQuery } = await import('@/lib/queries/desk-inbox-query')
  return (await inboxPage(actor, readInboxQuery(address))).rows.map(({ reference }) => reference)
}

/** As the search form does it: the text becomes an address of digests, and the address is read again. */
const search = async (actor: StaffActor, text: string) => {
  const { inboxHref, readInboxQuery } = await import('@/lib/queries/desk-inbox-query')
  const { searchPart } = await import('@/lib/queries/desk-search')
  const href = inboxHref(readInboxQuery({}), searchPart(actor, text))
  const parts = new URLSearchParams(href.split('?')[1])
  const address = Object.fromEntries([...parts.keys()].map((key) => [key, parts.getAll(key)] as const))
  const { inboxPage } = await import('@/lib/queries/desk-inbox')
  const flat = Object.fromEntries(Object.entries(address).map(([key, all]) => [key, all.length > 1 ? all : all[0]]))
  return { href, found: (await inboxPage(actor, readInboxQuery(flat))).rows.map(({ reference }) => reference).sort() }
}

test('the inbox shows what is open, the most pressing first', async () => {
  expect(await references(dpo, {})).toEqual(['HB-2026-000041', 'HB-2026-000042', 'HB-2026-000043'])
  expect(await references(dpo, { sort: '-due' })).toEqual(['HB-2026-000043', 'HB-2026-000042', 'HB-2026-000041'])
  expect(await references(dpo, { view: 'closed' })).toEqual(['HB-2025-000042'])
  expect(await references(dpo, { due: 'overdue' })).toEqual(['HB-2026-000041'])
  expect(await references(dpo, { right: 'access' })).toEqual(['HB-2026-000042'])
  expect(await references(dpo, { status: 'approving', assignee: 'none' })).toEqual(['HB-2026-000043'])
  expect(await references(dpo, { assignee: 'me' })).toEqual([])
})

test('an address that makes no sense is read as far as it does; a search that was cut finds nothing', async () => {
  expect(await references(dpo, { status: "x' OR 1=1", page: '-3', sort: 'name', ref: '%' })).toHaveLength(3)
  expect(await references(dpo, { mail: '; --' })).toEqual([])
})

test.each([
  ['elodie', ['HB-2026-000041', 'HB-2026-000042']],
  ['MARCHAND Élodie', ['HB-2026-000041']],
  ['Petit@Example.org', ['HB-2026-000042']],
  ['obrien', []],
  ['O’Brien', ['HB-2026-000043']],
  ['HB-2026-00004', ['HB-2026-000041', 'HB-2026-000042', 'HB-2026-000043']],
  ['2025-000042', ['HB-2025-000042']],
  ['nobody', []],
  ['%', []],
])('searching %s', async (text, expected) => {
  const { href, found } = await search(dpo, text)
  expect(found).toEqual(expected)
  expect(href.toLowerCase()).not.toMatch(/elodie|marchand|petit|brien|nobody/)
})

test('a number without a prefix is a reference or a customer number', async () => {
  const { db } = await import('@/lib/platform/db/client')
  const { blindIndex } = await import('@/lib/platform/keys')
  const year = Temporal.Now.plainDateISO('UTC').year
  const petit = { where: { reference: 'HB-2026-000042' } }
  const before = (await db.subjectRequest.findUniqueOrThrow(petit)).searchIndex
  await db.subjectRequest.update({ ...petit, data: { searchIndex: [...before, blindIndex('identifier', '41')] } })
  expect((await search(dpo, '41')).found).toEqual(
    year === 2026 ? ['HB-2026-000041', 'HB-2026-000042'] : ['HB-2026-000042'],
  )
  expect((await search(dpo, 'HB-2026-000041')).found).toEqual(['HB-2026-000041'])
  expect((await search(auditor, '41')).found).not.toContain('HB-2026-000042')
  await db.subjectRequest.update({ ...petit, data: { searchIndex: before } })
})

test('an auditor sees references, and cannot ask for a name', async () => {
  const { inboxPage } = await import('@/lib/queries/desk-inbox')
  const page = await inboxPage(auditor, {})
  expect(page.rows.map(({ person }) => person)).toEqual([null, null, null])
  expect((await inboxPage(dpo, {})).rows.map(({ person }) => person)).toEqual(rows.slice(0, 3).map(({ name }) => name))
  expect((await search(auditor, 'elodie')).found).toEqual([])
  expect((await search(auditor, 'HB-2026-000041')).found).toEqual(['HB-2026-000041'])
})

test('today counts what it links to, and nobody’s own plan waits for a second signature of theirs', async () => {
  const { todayCounts } = await import('@/lib/queries/desk-today')
  const { db } = await import('@/lib/platform/db/client')
  const before = await todayCounts(dpo)
  expect(before).toMatchObject({ overdue: 1, identity: 1, signature: 0, stuck: 0 })
  expect(await todayCounts(auditor)).toMatchObject({ overdue: 1, identity: 0, signature: 0 })
  await db.plan.updateMany({ data: { preparedBy: auditor.userId } })
  expect((await todayCounts(dpo)).signature).toBe(1)
  expect(await references(dpo, { todo: 'signature' })).toEqual(['HB-2026-000043'])
  expect(await references(dpo, { todo: 'identity' })).toEqual(['HB-2026-000041'])
})

const readings = async () => {
  const { db } = await import('@/lib/platform/db/client')
  return db.ledgerEntry.count({ where: { event: 'personal-data.read' } })
}

test('opening a request is on record once a quarter of an hour, and an auditor opens nothing', async () => {
  const { openRequest } = await import('@/lib/workflow/open-request')
  const requestId = ids['HB-2026-000041'] ?? ''
  expect(await openRequest(auditor, { requestId })).toMatchObject({ ok: false, reason: 'not-permitted' })
  expect(await readings()).toBe(0)
  expect(await openRequest(dpo, { requestId })).toMatchObject({ ok: true, person: { name: 'Élodie Marchand' } })
  await openRequest(dpo, { requestId })
  expect(await readings()).toBe(1)
})

test('what cannot be recorded is not served (ASVS v5.0.0-16.2)', async () => {
  const { db } = await import('@/lib/platform/db/client')
  const { openRequest } = await import('@/lib/workflow/open-request')
  await db.$executeRawUnsafe('ALTER FUNCTION append_evidence RENAME TO append_evidence_away')
  await expect(openRequest(dpo, { requestId: ids['HB-2026-000042'] ?? '' })).rejects.toThrow()
  await db.$executeRawUnsafe('ALTER FUNCTION append_evidence_away RENAME TO append_evidence')
})

test('a wrong password and an unknown name are refused alike, with evidence that names nobody', async () => {
  const { signIn } = await import('@/lib/auth/sign-in')
  const { db } = await import('@/lib/platform/db/client')
  const asked = (email: string, secret: string) => signIn({ email, password: secret, forwardedFor: null })
  expect(await asked('Claire@Desk.example ', password)).toMatchObject({ ok: true, actor: { role: 'dpo' } })
  expect(await asked('claire@desk.example', 'wrong')).toEqual({ ok: false, reason: 'sign-in-refused' })
  expect(await asked('nobody@desk.example', 'wrong')).toEqual({ ok: false, reason: 'sign-in-refused' })
  const bodies = (await db.ledgerEntry.findMany({ where: { event: 'sign-in.refused' } })).map(({ body }) => body)
  expect(bodies).toHaveLength(2)
  expect(bodies.join()).not.toMatch(/desk\.example/)
})

test('a disabled user is refused, and ten tries are enough', async () => {
  const { signIn } = await import('@/lib/auth/sign-in')
  const { db } = await import('@/lib/platform/db/client')
  await db.staffUser.update({ where: { id: auditor.userId }, data: { disabledAt: new Date() } })
  const attempt = () => signIn({ email: 'rainer@desk.example', password, forwardedFor: null })
  for (let tries = 0; tries < 10; tries += 1) expect(await attempt()).toEqual({ ok: false, reason: 'sign-in-refused' })
  expect(await attempt()).toEqual({ ok: false, reason: 'too-many-tries' })
})
