// The person in three systems: an e-mail in the shop gives a customer number, the number an account in the billing system,
// the account's code its rows in the tracking system, which knows no names at all.
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DataMap, MapDataset } from '@/lib/domain/data-map/types'
import type { PersonKeys } from '@/lib/domain/findings'
import type { Right } from '@/lib/domain/request/rights'
import { emptyDatabase } from '../support/product-database'
import { approvedErasure, type Office, office } from './office'
import { customer, customerRows, reference, shopMap } from './shop'

let world: Office
const others: { end: () => Promise<void>; run: (text: string) => Promise<pg.QueryResult> }[] = []
const [BILLING, TRACKING] = [0, 1]
const run = async (at: number, text: string) => {
  const answer = await others[at]?.run(text)
  if (!answer) throw new Error('no such system')
  return answer.rows
}

const word = (en: string) => ({ en, fr: en })
const about: Omit<MapDataset, 'key' | 'system' | 'table' | 'fields'> = {
  ...{ label: word('data'), controller: 'shop-fr', role: 'controller', purposes: [word('selling')] },
  ...{ legalBasis: 'contract', recipients: [], retention: word('as long as needed'), erasure: 'delete' },
}
const lead = (identifier: string, field: string, infers?: 'follow' | 'ask') =>
  infers ? { identifier, field, infers } : { identifier, field }

const elsewhere: MapDataset[] = [
  {
    ...about,
    ...{ key: 'account', system: 'billing', table: 'public.account' },
    identifiedBy: [
      lead('customer-number', 'customer_no'),
      lead('visitor', 'visitor', 'follow'),
      lead('email', 'email'),
    ],
    contactPoints: ['email'],
    fields: { id: reference, customer_no: reference, visitor: reference, email: { category: 'contact' } },
  },
  {
    ...about,
    ...{ key: 'payment', system: 'billing', table: 'public.payment' },
    links: [{ to: 'account', fields: ['account_id'], toFields: ['id'] }],
    fields: { id: reference, account_id: reference },
  },
  {
    ...about,
    ...{ key: 'visit', system: 'tracking', table: 'public.visit' },
    identifiedBy: [lead('visitor', 'visitor')],
    fields: { id: reference, visitor: reference, page: { category: 'behaviour' } },
  },
  {
    ...about,
    ...{ key: 'text-message', system: 'tracking', table: 'public.text_message' },
    identifiedBy: [lead('phone', 'phone')],
    fields: { id: reference, phone: { category: 'contact' } },
  },
]
const map: DataMap = {
  ...shopMap,
  identifiers: [
    ...shopMap.identifiers,
    { key: 'visitor', label: word('Visitor'), normalise: 'exact', asked: false },
    { key: 'phone', label: word('Phone'), normalise: 'phone', asked: false },
  ],
  systems: [
    ...shopMap.systems,
    { key: 'billing', name: 'Billing', kind: 'postgresql' },
    { key: 'tracking', name: 'Tracking', kind: 'postgresql' },
  ],
  datasets: [
    ...shopMap.datasets.map((dataset) =>
      dataset.key === 'customer'
        ? {
            ...customer,
            identifiedBy: [
              lead('email', 'email'),
              lead('customer-number', 'number', 'follow'),
              lead('customer-number', 'partner_number', 'ask'),
              lead('phone', 'phone', 'follow'),
            ],
            fields: { ...customer.fields, partner_number: reference },
          }
        : dataset,
    ),
    ...elsewhere,
  ],
}

async function company(key: string, tables: string) {
  const { addSystem } = await import('@/lib/workflow/add-system')
  const database = await emptyDatabase(key)
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(tables)
  const added = await addSystem(world.dpo, { key, name: key, connection: { url: database.url } })
  if (!added.ok) throw new Error(added.reason)
  others.push({ run: (text) => client.query(text), end: () => client.end().then(database.drop) })
}

beforeAll(async () => {
  world = await office()
  await world.shop.query('alter table shop.customer add column partner_number text')
  await company(
    'billing',
    `create table account (id bigint primary key, customer_no text not null, visitor text, email text);
     create table payment (id bigint primary key, account_id bigint not null references account)`,
  )
  await company(
    'tracking',
    `create table visit (id bigserial primary key, visitor text not null, page text);
     create table text_message (id bigserial primary key, phone text not null)`,
  )
  await world.db.dataMapVersion.create({ data: { version: 2, document: map as object, checksum: 'three' } })
})
afterAll(async () => {
  await world.end()
  for (const { end } of others) await end()
})
beforeEach(async () => {
  await run(BILLING, 'truncate account, payment')
  await run(TRACKING, 'truncate visit, text_message')
})

/** In all three systems, with two visits and a payment. */
async function person(n: number, more: { phone?: string; partner?: string; email?: string } = {}) {
  const email = `person${n}@example.org`
  await world.shop.query(customerRows(n, email))
  await world.shop.query('update shop.customer set phone = $2, partner_number = $3 where id = $1', [
    ...[n, more.phone ?? null, more.partner ?? null],
  ])
  const named = more.email ? `'${more.email}'` : 'null'
  await run(
    BILLING,
    `insert into account values (${n}, 'C-${n}', 'v-${n}', ${named}); insert into payment values (${n}, ${n})`,
  )
  await run(TRACKING, `insert into visit (visitor, page) values ('v-${n}', 'a'), ('v-${n}', 'b')`)
  return email
}
const searched = async (email: string, rights: Right[] = ['erasure'], claims: Record<string, string> = {}) => {
  const id = await world.submit(email, rights, claims)
  expect(await world.drain()).toEqual([])
  return id
}
const keysOf = async (requestId: string) => {
  const { inferredKeys } = await import('@/lib/queries/inferred-keys')
  return inferredKeys(world.dpo, requestId)
}
const counts = async (requestId: string) => {
  const newest = await world.db.systemFinding.findMany({ where: { requestId }, orderBy: { round: 'asc' } })
  const systems = new Map(newest.map(({ systemKey, document }) => [systemKey, document as unknown as Found]))
  const datasets = [...systems.values()].flatMap((one) => one.datasets)
  return Object.fromEntries(datasets.map(({ dataset, count }) => [dataset, count]))
}
type Found = { datasets: { dataset: string; count: number }[]; problems: { code: string }[] }
const blocks = async (requestId: string) => {
  const plan = await world.db.plan.findFirstOrThrow({ where: { item: { requestId } }, orderBy: { createdAt: 'desc' } })
  return (plan.document as unknown as { blocks: unknown[] }).blocks
}
const decide = async (requestId: string, key: string, accepted: boolean) => {
  const { decideKey } = await import('@/lib/workflow/decide-key')
  const { version } = await world.request(requestId)
  const done = await decideKey(world.dpo, { requestId, version, key, accepted, reason: 'Asked the person.' })
  if (done.ok) expect(await world.drain()).toEqual([])
  return done
}
const pinned = async (requestId: string): Promise<PersonKeys> => {
  const { openVault } = await import('@/lib/platform/request-vault')
  const request = await world.request(requestId)
  return JSON.parse(openVault(request).open('subject_request.person_keys', request.personKeysEnc ?? ''))
}

describe('a chain of three systems', () => {
  it('is followed to its end, each key with where it came from, and is erased to its end', async () => {
    const email = await person(1)
    await person(2)
    const id = await searched(email)
    expect(await blocks(id)).toEqual([])
    expect(await counts(id)).toMatchObject({ customer: 1, account: 1, payment: 1, visit: 2, 'text-message': 0 })
    expect(await keysOf(id)).toMatchObject([
      {
        kind: 'customer-number',
        from: [{ system: 'shop', dataset: 'customer', field: 'number', by: ['email'] }],
        strength: 'strong',
        followed: true,
      },
      {
        kind: 'visitor',
        from: [{ system: 'billing', dataset: 'account', field: 'visitor', by: ['customer-number'] }],
        followed: true,
      },
    ])
    await approvedErasure(world, id, false)
    expect(await world.drain()).toEqual([])
    expect(await world.items(id)).toMatchObject([{ status: 'done' }])
    expect(await run(BILLING, 'select id from account union select account_id from payment')).toEqual([{ id: '2' }])
    expect(await run(TRACKING, 'select distinct visitor from visit')).toEqual([{ visitor: 'v-2' }])
  })

  it('evidence names the places and no value', async () => {
    const id = await searched(await person(3))
    const entry = await world.db.ledgerEntry.findFirstOrThrow({ where: { requestId: id, event: 'keys.inferred' } })
    expect(JSON.parse(entry.body).keys[0]).toMatchObject({ kind: 'customer-number', followed: true })
    expect(entry.body).not.toMatch(/C-3|v-3/)
  })

  it('a system that was away in between is followed when it is back', async () => {
    const email = await person(4)
    const away = await world.db.connectedSystem.findFirstOrThrow({ where: { key: 'billing' } })
    await world.db.connectedSystem.update({ where: { key: 'billing' }, data: { key: 'billing-away' } })
    const id = await world.submit(email, ['erasure'], {})
    const { verifyIdentity } = await import('@/lib/workflow/verify-identity')
    await expect(verifyIdentity(world.worker, { requestId: id })).rejects.toThrow()
    await world.db.connectedSystem.update({ where: { id: away.id }, data: { key: 'billing' } })
    await verifyIdentity(world.worker, { requestId: id })
    expect(await world.drain()).toBeDefined()
    expect(await counts(id)).toMatchObject({ visit: 2 })
  })
})

describe('somebody else’s key', () => {
  it('a customer number that the person wrote into their own profile is asked about, and never followed unasked', async () => {
    await person(11)
    const email = await person(10, { partner: 'C-11' })
    const id = await searched(email)
    const own = (await pinned(id)).anchors.find(({ dataset }) => dataset === 'account')
    expect(own?.keys).toEqual([['10']])
    const foreign = (await keysOf(id)).find(({ waits }) => waits)
    expect(foreign).toMatchObject({ kind: 'customer-number', strength: 'ambiguous', followed: false })
    expect(foreign?.doubts).toEqual(['self-declared', 'second-person', 'names-other'])
    expect(await blocks(id)).toMatchObject([{ code: 'system', system: 'shop', problem: { code: 'ambiguous-key' } }])
    expect(await decide(id, foreign?.id ?? '', false)).toEqual({ ok: true })
    expect(await blocks(id)).toEqual([])
    expect((await pinned(id)).identifiers).not.toContainEqual({ kind: 'customer-number', value: 'C-11' })
    expect(await counts(id)).toMatchObject({ customer: 1, account: 1, visit: 2 })
  })

  it('a record that names itself by another e-mail is not taken for the person’s', async () => {
    const id = await searched(await person(12, { email: 'somebody@example.net' }))
    expect(await keysOf(id)).toMatchObject([{ kind: 'customer-number', doubts: ['names-other'], waits: true }])
    expect(await counts(id)).toMatchObject({ account: 0, visit: 0 })
    const same = await searched(await person(13, { email: ' Person13@Example.org' }))
    // Under the e-mail itself the account was found at once, so the number leads to nothing new.
    expect((await keysOf(same)).map(({ kind, followed }) => [kind, followed])).toEqual([['visitor', true]])
  })

  it('a number of two accounts waits', async () => {
    const email = await person(14)
    await run(BILLING, "insert into account values (999, 'c-14', 'v-x', null)")
    const id = await searched(email)
    expect(await keysOf(id)).toMatchObject([{ doubts: ['several-people'], people: 3, waits: true }])
    expect(await counts(id)).toMatchObject({ account: 0 })
  })
})

describe('later searches', () => {
  it('a key that is refused takes what it brought with it, also where it had been followed', async () => {
    const id = await searched(await person(30))
    const [number] = await keysOf(id)
    expect(await counts(id)).toMatchObject({ account: 1, visit: 2 })
    expect(await decide(id, number?.id ?? '', false)).toEqual({ ok: true })
    expect(await counts(id)).toMatchObject({ customer: 1, account: 0, visit: 0 })
    expect((await pinned(id)).anchors.find(({ dataset }) => dataset === 'account')?.keys ?? []).toEqual([])
    expect(await keysOf(id)).toMatchObject([{ kind: 'customer-number', followed: false, waits: false }])
  })

  it('once an erasure began, a key is remembered though it stands nowhere any more', async () => {
    const { runStep } = await import('@/lib/workflow/run-step')
    const { discoverData } = await import('@/lib/workflow/discover-data')
    const id = await searched(await person(31))
    await approvedErasure(world, id, false)
    await run(TRACKING, "insert into visit (visitor, page) values ('v-31', 'late')")
    const steps = await world.db.step.findMany({ where: { plan: { item: { requestId: id } } } })
    for (const system of ['billing', 'tracking', 'shop'])
      await runStep(world.worker, { stepId: steps.find(({ systemKey }) => systemKey === system)?.id ?? '' })
    await world.drain()
    // The account that held the visitor's code is gone; a late visit made the other system refuse.
    expect(await run(BILLING, 'select 1 from account')).toEqual([])
    expect(await world.items(id)).toMatchObject([{ status: 'planned' }])
    expect(await discoverData(world.agent, { requestId: id })).toEqual({ ok: true })
    await approvedErasure(world, id)
    expect(await world.drain()).toEqual([])
    expect(await world.items(id)).toMatchObject([{ status: 'done' }])
    expect(await run(TRACKING, 'select * from visit')).toEqual([])
  })
})

describe('a phone of the household', () => {
  const phone = '+33 6 11 22 33 44'

  it('waits; accepted with a reason it is followed, and asked about again when it leads to one person more', async () => {
    const email = await person(20, { phone })
    await run(TRACKING, "insert into text_message (phone) values ('0033611223344')")
    const id = await searched(email)
    const [, , weak] = (await keysOf(id)).toSorted((a, b) => Number(a.waits) - Number(b.waits))
    expect(weak).toMatchObject({ kind: 'phone', strength: 'weak', doubts: ['shared-kind'], waits: true })
    expect(await counts(id)).toMatchObject({ 'text-message': 0 })
    const { decideKey } = await import('@/lib/workflow/decide-key')
    const { version } = await world.request(id)
    const asked = { requestId: id, version, key: weak?.id ?? '', accepted: true }
    expect(await decideKey(world.agent, { ...asked, reason: 'x' })).toEqual({ ok: false, reason: 'not-permitted' })
    expect(await decideKey(world.dpo, { ...asked, reason: ' ' })).toEqual({ ok: false, reason: 'reason-missing' })
    expect(await decide(id, weak?.id ?? '', true)).toEqual({ ok: true })
    expect(await blocks(id)).toEqual([])
    expect(await counts(id)).toMatchObject({ 'text-message': 1 })
    await person(21, { phone: '+33611223344' })
    const { discoverData } = await import('@/lib/workflow/discover-data')
    expect(await discoverData(world.dpo, { requestId: id })).toEqual({ ok: true })
    expect(await world.drain()).toEqual([])
    expect((await keysOf(id)).filter(({ waits }) => waits)).toMatchObject([
      { doubts: ['shared-kind', 'second-person', 'names-other'] },
    ])
    expect((await pinned(id)).anchors.find(({ dataset }) => dataset === 'customer')?.keys).toEqual([['20']])
  })

  it('its value is shown on demand, and the reading is on record', async () => {
    const email = await person(22, { phone: '+33699887766' })
    await run(TRACKING, "insert into text_message (phone) values ('+33699887766')")
    const id = await searched(email)
    const { readKeys } = await import('@/lib/workflow/read-keys')
    expect(await readKeys(world.auditor, { requestId: id })).toEqual({ ok: false, reason: 'not-permitted' })
    const read = await readKeys(world.agent, { requestId: id })
    expect(read.ok && read.values.map(({ value }) => value)).toContain('+33699887766')
    expect(await world.events(id)).toContain('personal-data.read')
  })
})
