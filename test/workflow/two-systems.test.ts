import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DataMap } from '@/lib/domain/data-map/types'
import { emptyDatabase } from '../support/product-database'
import { approvedErasure, letterText, type Office, office } from './office'
import { customerRows, shopMap } from './shop'

let world: Office
let club: pg.Client
let clubDatabase: Awaited<ReturnType<typeof emptyDatabase>>

const word = (en: string) => ({ en, fr: en })
const reference = { category: 'reference' } as const
const twoSystems: DataMap = {
  ...shopMap,
  systems: [...shopMap.systems, { key: 'club', name: 'Club', kind: 'postgresql' }],
  datasets: [
    ...shopMap.datasets,
    {
      key: 'member',
      system: 'club',
      table: 'public.member',
      label: word('member'),
      controller: 'shop-fr',
      role: 'controller',
      purposes: [word('membership')],
      legalBasis: 'consent',
      recipients: [],
      retention: word('until it is withdrawn'),
      identifiedBy: [{ identifier: 'email', field: 'email' }],
      contactPoints: ['email'],
      erasure: 'delete',
      fields: { id: reference, email: { category: 'contact' } },
    },
  ],
}

beforeAll(async () => {
  world = await office()
  clubDatabase = await emptyDatabase('club')
  club = new pg.Client({ connectionString: clubDatabase.url })
  await club.connect()
  await club.query('create table member (id bigint primary key, email text not null)')
  const { addSystem } = await import('@/lib/workflow/add-system')
  const added = await addSystem(world.dpo, { key: 'club', name: 'Club', connection: { url: clubDatabase.url } })
  if (!added.ok) throw new Error(added.reason)
  await world.db.dataMapVersion.create({ data: { version: 2, document: twoSystems, checksum: 'two' } })
})
afterAll(async () => {
  await club.end()
  await world.end()
  await clubDatabase.drop()
})

async function memberAndCustomer(n: number) {
  const email = `person${n}@example.org`
  await world.shop.query(customerRows(n, email))
  await club.query('insert into member values ($1, $2)', [n, email])
  const id = await world.submit(email, ['erasure'])
  await approvedErasure(world, id)
  return id
}

const steps = (requestId: string) =>
  world.db.step.findMany({
    where: { plan: { item: { requestId } } },
    orderBy: [{ plan: { number: 'asc' } }, { systemKey: 'asc' }],
  })
const members = async () => Number((await club.query('select count(*) as c from member')).rows[0].c)

it('one system is down: the other goes on, and the answer waits for both', async () => {
  const id = await memberAndCustomer(70)
  const away = await world.shopAway()
  expect(await world.drain()).toHaveLength(1)
  expect(await steps(id)).toMatchObject([
    { systemKey: 'club', status: 'verified' },
    { systemKey: 'shop', status: 'waiting', problem: 'unreachable' },
  ])
  expect(await members()).toBe(0)
  expect(await world.items(id)).toMatchObject([{ status: 'approved', outcome: null }])
  await away.back()
  const { runStep } = await import('@/lib/workflow/run-step')
  const [, shop] = await steps(id)
  expect(await runStep(world.worker, { stepId: shop?.id ?? '' })).toEqual({ ok: true })
  await world.drain()
  expect(await world.items(id)).toMatchObject([{ status: 'done', outcome: 'partly-erased' }])
  expect(await world.db.letter.count({ where: { requestId: id, kind: 'answer-erasure' } })).toBe(1)
})

it('one system refuses after the other erased: a new plan for the rest, and one answer that tells of all', async () => {
  const id = await memberAndCustomer(71)
  await world.shop.query('insert into shop.wish values (719, 71, $1)', ['late'])
  await world.drain()
  expect(await steps(id)).toMatchObject([
    { systemKey: 'club', status: 'verified' },
    { systemKey: 'shop', status: 'refused', problem: 'rows-changed' },
  ])
  expect(await world.items(id)).toMatchObject([{ status: 'planned' }])
  await approvedErasure(world, id)
  await world.drain()
  expect(await steps(id)).toMatchObject([
    { status: 'verified' },
    { status: 'refused' },
    { systemKey: 'shop', status: 'verified' },
  ])
  const letter = await letterText(id, 'answer-erasure')
  expect(letter).toContain('member: 1 record deleted')
  expect(letter).toContain('wish: 4 records deleted')
})

it('half erased: neither taken back nor refused, since the answer has to tell what was done', async () => {
  const { subjectActorOf, signSession } = await import('@/lib/auth/subject-session')
  const { followPage } = await import('@/lib/queries/follow-page')
  const { withdrawRequest } = await import('@/lib/workflow/withdraw-request')
  const { disownRequest } = await import('@/lib/workflow/disown-request')
  const { refuseItem } = await import('@/lib/workflow/refuse-item')
  const { issueLink } = await import('@/lib/workflow/issue-link')
  const { publicActorOf } = await import('@/lib/auth/mint-public')
  const id = await memberAndCustomer(73)
  await world.shop.query('insert into shop.wish values (739, 73, $1)', ['late'])
  await world.drain()
  const [item] = await world.items(id)
  if (!item) throw new Error('no right')
  expect(item.status).toBe('planned')
  const link = { requestId: id, linkId: (await issueLink(world.db, { requestId: id, purpose: 'follow' })).id }
  const subject = subjectActorOf(link, signSession(link))
  expect((await followPage(subject))?.items).toMatchObject([{ withdrawable: false }])
  const partly = { ok: false, reason: 'partly-carried-out' }
  expect(await withdrawRequest(subject, { requestId: id })).toEqual(partly)
  const refusal = { itemId: item.id, version: item.version, ground: 'impossible', reason: 'No.' }
  expect(await refuseItem(world.dpo, refusal)).toEqual(partly)
  const { url } = await issueLink(world.db, { requestId: id, purpose: 'not-me' })
  const disowned = await disownRequest(publicActorOf(null), { token: url.split('/').at(-1) ?? '' })
  expect(disowned).toEqual({ ok: true, rights: [] })
  expect(await world.items(id)).toMatchObject([{ status: 'planned', outcome: null }])
  await approvedErasure(world, id)
  await world.drain()
  expect(await letterText(id, 'answer-erasure')).toContain('member: 1 record deleted')
})

it('a step whose plan was overtaken before it began does nothing', async () => {
  const id = await memberAndCustomer(72)
  const [clubStep, shopStep] = await steps(id)
  await world.shop.query('insert into shop.wish values (729, 72, $1)', ['late'])
  const { runStep } = await import('@/lib/workflow/run-step')
  await runStep(world.worker, { stepId: shopStep?.id ?? '' })
  await runStep(world.worker, { stepId: clubStep?.id ?? '' })
  expect(await steps(id)).toMatchObject([{ status: 'refused', problem: 'plan-superseded' }, { status: 'refused' }])
  expect(await members()).toBe(1)
})

it('one system refuses the question: what the other holds is found all the same, and the refusal is said', async () => {
  const { addSystem } = await import('@/lib/workflow/add-system')
  const { discoverData } = await import('@/lib/workflow/discover-data')
  const role = `club_reader_${process.pid}`
  await club.query(`create role ${role} login password 'only-for-tests'; grant select on member to ${role}`)
  const url = new URL(clubDatabase.url)
  url.username = role
  url.password = 'only-for-tests'
  const connectClub = (to: string) => addSystem(world.dpo, { key: 'club', name: 'Club', connection: { url: to } })
  try {
    expect(await connectClub(url.href)).toMatchObject({ ok: true })
    await world.shop.query(customerRows(74, 'person74@example.org'))
    const id = await world.submit('person74@example.org', ['access'])
    await world.drain()
    // A policy hides rows from this user: the server refuses rather than answer with less (SQLSTATE 42501).
    await club.query('alter table member enable row level security')
    expect(await discoverData(world.agent, { requestId: id })).toEqual({ ok: true })
    expect(await world.drain()).toEqual([])
    const found = await world.db.systemFinding.findMany({
      where: { requestId: id, round: 2 },
      orderBy: { systemKey: 'asc' },
    })
    expect(found).toMatchObject([{ status: 'blocked' }, { status: 'searched' }])
    expect(found[0]?.document).toMatchObject({ problems: [{ code: 'refused', detail: 'SQLSTATE 42501' }] })
    const plan = await world.db.plan.findFirstOrThrow({
      where: { item: { requestId: id } },
      orderBy: { number: 'desc' },
    })
    expect(plan.document).toMatchObject({ blocks: [{ code: 'system', system: 'club', problem: { code: 'refused' } }] })
    await world.shop.query(customerRows(75, 'person75@example.org'))
    const next = await world.submit('person75@example.org', ['access'])
    await world.drain()
    expect(await world.request(next)).toMatchObject({ identity: 'waiting', identityReason: 'system-unreachable' })
  } finally {
    await club.query('alter table member disable row level security')
    await connectClub(clubDatabase.url)
    await club.query(`drop owned by ${role}; drop role ${role}`)
  }
})
