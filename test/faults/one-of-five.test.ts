// One of five systems is down for a day and longer. The others finish, the request says what it waits for, alarms ring
// before the deadline, and it goes on by itself when the system is back.
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DataMap, MapDataset } from '@/lib/domain/data-map/types'
import { mailServer } from '../intake/intake-world'
import { emptyDatabase } from '../support/product-database'
import { approvedErasure, letterText, type Office, office } from '../workflow/office'
import { customerRows, shopMap } from '../workflow/shop'

const others = ['club', 'forum', 'support', 'events'] as const
type Database = Awaited<ReturnType<typeof emptyDatabase>>

let world: Office
let mail: Awaited<ReturnType<typeof mailServer>>
const databases: Database[] = []

const word = (text: string) => ({ en: text, fr: text })
const member = (system: string): MapDataset => ({
  ...{ key: `${system}-member`, system, table: 'public.member', label: word(`${system} member`) },
  ...{ controller: 'shop-fr', role: 'controller', purposes: [word('membership')], legalBasis: 'consent' },
  ...{ recipients: [], retention: word('until withdrawn'), erasure: 'delete', contactPoints: ['email'] },
  identifiedBy: [{ identifier: 'email', field: 'email' }],
  fields: { id: { category: 'reference' }, email: { category: 'contact' } },
})
const fiveSystems: DataMap = {
  ...shopMap,
  systems: [
    ...shopMap.systems,
    ...others.map((key) => ({ key, name: key.toUpperCase(), kind: 'postgresql' as const })),
  ],
  datasets: [...shopMap.datasets, ...others.map(member)],
}

async function inDatabase(url: string, query: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client.query(query).finally(() => client.end())
}

beforeAll(async () => {
  mail = await mailServer()
  world = await office({ SMTP_URL: mail.url })
  const { addSystem } = await import('@/lib/workflow/add-system')
  for (const key of others) {
    const database = await emptyDatabase(key)
    databases.push(database)
    await inDatabase(database.url, 'create table member (id bigint primary key, email text not null)')
    const added = await addSystem(world.dpo, { key, name: key, connection: { url: database.url } })
    if (!added.ok) throw new Error(added.reason)
  }
  await world.db.dataMapVersion.create({ data: { version: 2, document: fiveSystems, checksum: 'five' } })
}, 120_000)
afterAll(async () => {
  await later(null)
  await world?.end()
  for (const database of databases) await database.drop()
  await mail?.down()
})

async function later(duration: string | null) {
  const { moveClock } = await import('@/lib/platform/clock')
  moveClock(duration)
}
const ring = async () => (await import('@/lib/workflow/ring-alarms')).ringAlarms(world.worker)
const alarms = () => mail.mails.filter(({ recipients }) => recipients.includes('dpo@shop.example'))
const listed = async (kind: 'alarm' | 'stuck') => {
  const { todoRequests } = await import('@/lib/queries/desk-todo')
  const rows = await world.db.$queryRaw<{ request_id: string }[]>(todoRequests(kind, world.dpo))
  return [...new Set(rows.map((row) => row.request_id))]
}
/** What a worker does every two seconds; the steps have waited for twenty minutes and more. */
async function resume() {
  const { resumeWork } = await import('@/lib/workflow/resume-work')
  await world.db.$executeRaw`UPDATE step SET attempted_at = attempted_at - interval '1 day'`
  await resumeWork(world.worker)
  return world.drain()
}
const steps = async (requestId: string) =>
  (await world.db.step.findMany({ where: { plan: { item: { requestId } } }, orderBy: { systemKey: 'asc' } })).map(
    ({ systemKey, status, problem }) => [systemKey, status, problem],
  )
const members = async () => {
  const counts = databases.map(({ url }) => inDatabase(url, 'select count(*)::int as c from member'))
  return (await Promise.all(counts)).map(({ rows }) => rows[0].c)
}

it('the others finish, alarms ring, and it ends by itself when the system is back', { timeout: 120_000 }, async () => {
  const email = 'person900@example.org'
  await world.shop.query(customerRows(900, email))
  for (const { url } of databases) await inDatabase(url, `insert into member values (1, '${email}'), (2, 'b@x.fr')`)
  const id = await world.submit(email, ['erasure'])
  await approvedErasure(world, id)
  const { reference, nominalOn } = await world.request(id)
  const away = await world.shopAway()
  await world.drain()

  const partly = [
    ...['club', 'events', 'forum'].map((key) => [key, 'verified', null]),
    ['shop', 'waiting', 'unreachable'],
    ['support', 'verified', null],
  ]
  const expectPartly = async () => {
    expect(await steps(id)).toEqual(partly)
    expect(await members()).toEqual([1, 1, 1, 1])
    expect(await world.items(id)).toMatchObject([{ status: 'approved', outcome: null }])
    expect((await world.request(id)).status).toBe('executing')
    expect(await world.db.letter.count({ where: { requestId: id, kind: 'answer-erasure' } })).toBe(0)
  }
  await expectPartly()
  const { systemsDown } = await import('@/lib/queries/desk-today')
  expect(await systemsDown()).toMatchObject([{ key: 'shop' }])
  expect(await listed('stuck')).toEqual([id])

  // A day later, tried and tried again: nothing is given up, and nothing is said to be done.
  await later('P1D')
  await resume()
  await expectPartly()
  const { plainDate, today } = await import('@/lib/platform/clock')
  const daysLeft = today('Europe/Paris').until(plainDate(nominalOn), { largestUnit: 'days' }).days
  const before = (days: number) => later(`P${1 + daysLeft - days}D`)

  await before(8)
  expect(await ring()).toEqual({ ok: true, rung: 0 })
  expect(await listed('alarm')).toEqual([])
  await before(7)
  await mail.down()
  await expect(ring()).rejects.toThrow('server-unreachable')
  expect(await listed('alarm')).toEqual([])
  await mail.up()
  expect(await ring()).toEqual({ ok: true, rung: 1 })
  expect(alarms()).toHaveLength(1)
  expect(alarms()[0]?.text).toContain(
    `${reference}, échéance ${plainDate(nominalOn)} (7 jours restants) : un système (Shop)`,
  )
  expect(alarms()[0]?.text).not.toContain(email)
  expect(await listed('alarm')).toEqual([id])
  await before(3)
  expect(await ring()).toEqual({ ok: true, rung: 0 })
  await before(2)
  expect(await ring()).toEqual({ ok: true, rung: 1 })
  expect(await ring()).toEqual({ ok: true, rung: 0 })
  expect(alarms()).toHaveLength(2)
  expect((await world.events(id)).filter((event) => event === 'deadline.alarm')).toHaveLength(2)

  await away.back()
  await resume()
  expect((await steps(id)).map(([, status]) => status)).toEqual(Array(5).fill('verified'))
  expect(await world.items(id)).toMatchObject([{ status: 'done', outcome: 'partly-erased' }])
  expect(await letterText(id, 'answer-erasure')).toContain('forum member: 1 record deleted')
  expect(await systemsDown()).toEqual([])
  expect(await listed('alarm')).toEqual([])
  expect(await listed('stuck')).toEqual([])
})

it('a request whose plan nobody signs is told too; one that is answered is not', async () => {
  const email = 'person901@example.org'
  await later(null)
  await world.shop.query(customerRows(901, email))
  const id = await world.submit(email, ['erasure'])
  await world.drain()
  const { plainDate, today } = await import('@/lib/platform/clock')
  const days = today('Europe/Paris').until(plainDate((await world.request(id)).nominalOn), { largestUnit: 'days' }).days
  await later(`P${days + 1}D`)
  expect(await ring()).toEqual({ ok: true, rung: 1 })
  expect(alarms().at(-1)?.text).toContain('1 jour de retard) : une décision ou une signature')
  expect(await ring()).toEqual({ ok: true, rung: 0 })
  expect(await listed('alarm')).toEqual([id])
})
