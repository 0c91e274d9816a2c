// A read replica that lags: it is searched, and what it shows is never what an erasure relies on.
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DataMap } from '@/lib/domain/data-map/types'
import { emptyDatabase } from '../support/product-database'
import { approvedErasure, type Office, office } from './office'
import { shopMap } from './shop'

let world: Office
let club: Awaited<ReturnType<typeof emptyDatabase>>
const copy = `test_copy_${process.pid}_${Date.now()}`
const clients: pg.Client[] = []

const clientOf = async (url: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  clients.push(client)
  return client
}
const urlOf = (database: string) => Object.assign(new URL(club.url), { pathname: `/${database}` }).href
const word = (en: string) => ({ en, fr: en })
const map: DataMap = {
  ...shopMap,
  systems: [{ key: 'club', name: 'Club', kind: 'postgresql' }],
  exempt: [],
  datasets: [
    {
      ...{ key: 'member', system: 'club', table: 'public.member', label: word('member'), controller: 'shop-fr' },
      ...{
        role: 'controller',
        purposes: [word('membership')],
        legalBasis: 'consent',
        recipients: [],
        erasure: 'delete',
      },
      retention: word('until it is withdrawn'),
      identifiedBy: [{ identifier: 'email', field: 'email' }],
      contactPoints: ['email'],
      fields: {
        id: { category: 'reference' },
        email: { category: 'contact' },
        note: { category: 'free-text' },
      },
    },
  ],
}

/** The copy is made file by file, as a standby is: the same row versions, and then it stands still. */
beforeAll(async () => {
  world = await office()
  club = await emptyDatabase('club')
  const first = new pg.Client({ connectionString: club.url })
  await first.connect()
  await first.query(`create table member (id bigint primary key, email text not null, note text);
    insert into member values (1, 'ann@example.org', 'old')`)
  await first.end()
  const admin = await clientOf(process.env.TEST_PG_URL ?? '')
  await admin.query(`create database ${copy} template ${new URL(club.url).pathname.slice(1)}`)
  await world.db.dataMapVersion.create({ data: { version: 2, document: map as object, checksum: 'club' } })
})
afterAll(async () => {
  await world.end()
  const [admin, ...others] = clients
  for (const client of others) await client.end()
  await admin?.query(`drop database if exists ${copy} with (force)`)
  await admin?.end()
  await club.drop()
})

const addClub = async (replica: string) => {
  const { addSystem } = await import('@/lib/workflow/add-system')
  return addSystem(world.dpo, { key: 'club', name: 'Club', connection: { url: club.url }, replica })
}

it('a replica that does not answer, or is another database, is not taken', async () => {
  const { port } = new URL(club.url)
  expect(await addClub('127.0.0.1:1')).toMatchObject({ ok: false, reason: 'replica-unreachable' })
  expect(await addClub('no host')).toEqual({ ok: false, reason: 'replica-unreadable' })
  const shop = new URL(world.company.url)
  expect(await addClub(`${shop.hostname}:${shop.port}${shop.pathname}`)).toEqual({
    ok: false,
    reason: 'replica-differs',
  })
  expect(await addClub(`127.0.0.1:${port}/${copy}`)).toMatchObject({ ok: true })
})

it('is searched and read; the erasure counts again on the system itself, and stops where they differ', async () => {
  const primary = await clientOf(club.url)
  const replica = await clientOf(urlOf(copy))
  const id = await world.submit('ann@example.org', ['erasure'])
  await world.drain()
  await primary.query("update member set note = 'new'")
  const { readPersonalData } = await import('@/lib/workflow/read-personal-data')
  const read = await readPersonalData(world.agent, { requestId: id, system: 'club', dataset: 'member' })
  expect(read.ok && read.rows).toEqual([{ id: '1', email: 'ann@example.org', note: 'old' }])
  await approvedErasure(world, id)
  await world.drain()
  const steps = () =>
    world.db.step.findMany({ orderBy: { plan: { number: 'asc' } }, select: { status: true, problem: true } })
  expect(await steps()).toEqual([{ status: 'refused', problem: 'rows-changed' }])
  expect((await primary.query('select note from member')).rows).toEqual([{ note: 'new' }])
  // An erasure began: from here on the system itself is searched, and what was signed anew is what is there.
  const { discoverData } = await import('@/lib/workflow/discover-data')
  expect(await discoverData(world.agent, { requestId: id })).toEqual({ ok: true })
  await approvedErasure(world, id)
  await world.drain()
  expect(await world.items(id)).toMatchObject([{ status: 'done', outcome: 'erased' }])
  expect((await primary.query('select * from member')).rows).toEqual([])
  expect((await replica.query('select note from member')).rows).toEqual([{ note: 'old' }])
})
