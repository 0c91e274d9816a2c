// The small company of test/workflow/shop.ts on either server, and the office that is connected to it by a held line.
import { randomBytes } from 'node:crypto'
import mysql from 'mysql2/promise'
import pg from 'pg'
import { expect, vi } from 'vitest'
import type { DataMap } from '@/lib/domain/data-map/types'
import { mariadbUrl } from '../support/mariadb-server'
import { type Office, office } from '../workflow/office'
import { customerRows, shopMap, shopSchema } from '../workflow/shop'
import { heldLine } from './held-line'

export type Kind = 'postgresql' | 'mariadb'
export const kinds = ['postgresql', 'mariadb'] as const

export type Company = {
  kind: Kind
  /** What the connector signs in with. */
  url: string
  /** Quoted as the server quotes names: `table('wish')`. */
  table: (name: string) => string
  run: (script: string) => Promise<void>
  rows: (query: string) => Promise<Record<string, unknown>[]>
  drop: () => Promise<void>
}

const random = () => randomBytes(5).toString('hex')

/** In a database of its own on the server of that URL. */
async function postgresCompany(server: string): Promise<Company> {
  const name = `faults_${random()}`
  const admin = new pg.Client({ connectionString: server })
  admin.on('error', () => undefined)
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  /** A connection for each question: the server may have been down since the last. */
  const rows = async (query: string) => {
    const client = new pg.Client({ connectionString: url.href })
    client.on('error', () => undefined)
    await client.connect()
    return client.query(query).then(
      (result) => client.end().then(() => (Array.isArray(result) ? [] : result.rows)),
      (error) => client.end().then(() => Promise.reject(error)),
    )
  }
  const run = async (script: string) => void (await rows(script))
  await run(shopSchema)
  const drop = async () => {
    const last = new pg.Client({ connectionString: server })
    await last.connect()
    await last.query(`drop database ${name} with (force)`)
    await last.end()
  }
  return { kind: 'postgresql', url: url.href, table: (table) => `shop.${table}`, run, rows, drop }
}

const mariadbSchema = `
create table customer (id bigint primary key, number varchar(40) not null unique, email varchar(200) not null unique,
  name varchar(80), phone varchar(40));
create table invoice (id bigint primary key, customer_id bigint not null, number varchar(40) not null, issued_on date not null,
  status varchar(20) not null, buyer_name varchar(80), buyer_address varchar(80), buyer_email varchar(200),
  total decimal(12,2), foreign key (customer_id) references customer (id));
create table invoice_line (id bigint primary key, invoice_id bigint not null, label varchar(80), amount decimal(12,2),
  foreign key (invoice_id) references invoice (id));
create table wish (id bigint primary key, customer_id bigint not null, note varchar(200),
  foreign key (customer_id) references customer (id));
create table newsletter (email varchar(200) primary key, since date);
create table change_count (what varchar(40) not null, id varchar(40) not null);
create trigger counted_wish after delete on wish for each row insert into change_count values ('wish delete', old.id);
create trigger counted_invoice after update on invoice for each row insert into change_count values ('invoice update', old.id);
`

async function mariadbCompany(server: string): Promise<Company> {
  const name = `faults_${random()}`
  const rows = async (query: string) => {
    const client = await mysql.createConnection({
      ...{ uri: server, multipleStatements: true, charset: 'UTF8MB4_GENERAL_CI', dateStrings: true },
    })
    try {
      await client.query(`use ${name}`)
      const [found] = await client.query(query)
      return found as Record<string, unknown>[]
    } finally {
      client.destroy()
    }
  }
  const admin = await mysql.createConnection({ uri: server, multipleStatements: true })
  await admin.query(`create database ${name} character set utf8mb4`)
  await admin.query(`create user '${name}'@'127.0.0.1' identified by '${name}';
    grant select, update, delete, trigger on ${name}.* to '${name}'@'127.0.0.1'`)
  await admin.end()
  const run = async (script: string) => void (await rows(script))
  await run(mariadbSchema)
  const url = new URL(server)
  Object.assign(url, { pathname: `/${name}`, username: name, password: name })
  const drop = () => run(`drop database ${name}; drop user '${name}'@'127.0.0.1'`)
  return { kind: 'mariadb', url: url.href, table: (table) => `${name}.${table}`, run, rows, drop }
}

/** @param server URL of an account that may do everything; the test run's own server where none is given */
export const companyOn = async (kind: Kind, server?: string): Promise<Company> =>
  kind === 'postgresql'
    ? postgresCompany(server ?? process.env.TEST_PG_URL ?? '')
    : mariadbCompany(server ?? (await mariadbUrl()))

const mapOf = ({ kind, table }: Company): DataMap => ({
  ...shopMap,
  systems: [{ key: 'shop', name: 'Shop', kind }],
  datasets: shopMap.datasets.map((dataset) => ({ ...dataset, table: table(dataset.table?.split('.')[1] ?? '') })),
  exempt: [{ system: 'shop', table: table('change_count'), reason: 'counts only' }],
})

/** An office whose shop stands on that server, reached by a line that can be held. */
export async function faultOffice(kind: Kind, server?: string) {
  // The environment is read once a process: a second office in one file is another process, as far as it knows.
  vi.resetModules()
  const world: Office = await office()
  const company = await companyOn(kind, server)
  const theirs = await heldLine(company.url)
  await connectTo(world, theirs.url)
  await world.db.dataMapVersion.create({ data: { version: 2, document: mapOf(company), checksum: 'faults' } })
  return {
    ...world,
    company,
    theirs,
    /** Rows of a new customer, and their confirmed request. */
    customer: async (n: number, ask = true) => {
      const email = `person${n}@example.org`
      await company.run(customerRows(n, email).replaceAll('shop.', kind === 'postgresql' ? 'shop.' : ''))
      return { n, id: ask ? await world.submit(email, ['erasure']) : '', ...counts(company, n) }
    },
    stepOf: (requestId: string) =>
      world.db.step.findFirstOrThrow({
        where: { plan: { item: { requestId } } },
        orderBy: { plan: { number: 'desc' } },
      }),
    end: async () => {
      theirs.close()
      await world.end()
      await company.drop()
    },
  }
}
export type FaultOffice = Awaited<ReturnType<typeof faultOffice>>

export async function connectTo(world: Pick<Office, 'dpo'>, url: string): Promise<void> {
  const { addSystem } = await import('@/lib/workflow/add-system')
  const added = await addSystem(world.dpo, { key: 'shop', name: 'Shop', connection: { url } })
  if (!added.ok) throw new Error(`the shop was refused: ${added.reason}`)
}

/** As the company itself sees it. */
function counts(company: Company, n: number) {
  return {
    wishes: async () =>
      Number((await company.rows(`select count(*) as c from ${company.table('wish')} where customer_id = ${n}`))[0]?.c),
    /** By the company's own triggers, in the transaction that writes. */
    changes: async () => {
      const found = await company.rows(
        `select what, count(*) as times from ${company.table('change_count')} where id like '${n}_' group by what`,
      )
      return Object.fromEntries(found.map(({ what, times }) => [String(what), Number(times)]))
    },
  }
}

/** What a second worker does on its rounds. Its wait for a dead one's lease is cut short here. */
export async function takeOver(world: FaultOffice): Promise<void> {
  const { resumeWork } = await import('@/lib/workflow/resume-work')
  await world.db.$executeRaw`UPDATE step SET lease_until = clock_timestamp(),
    attempted_at = attempted_at - interval '1 hour', applied_at = applied_at - interval '1 hour'`
  await world.db.$executeRaw`UPDATE plan SET approved_at = approved_at - interval '1 hour'`
  for (let round = 0; round < 3; round++) {
    await resumeWork(world.worker)
    await world.drain()
  }
}

/** Erased and seen so, once, whatever happened on the way: in our records, in our evidence, in the company's own. */
export async function expectDoneOnce(
  world: FaultOffice,
  { id, wishes, changes }: Awaited<ReturnType<FaultOffice['customer']>>,
): Promise<void> {
  expect(await world.stepOf(id)).toMatchObject({ status: 'verified', problem: null })
  expect(await world.items(id)).toMatchObject([{ status: 'done', outcome: 'partly-erased' }])
  expect(await wishes()).toBe(0)
  expect(await changes()).toEqual({ 'invoice update': 1, 'wish delete': 3 })
  expect(await answers(world, id)).toBe(1)
  const events = await world.events(id)
  for (const once of ['step.applied', 'step.verified', 'item.decided'])
    expect(
      events.filter((event) => event === once),
      once,
    ).toHaveLength(1)
}

export const answers = (world: FaultOffice, requestId: string): Promise<number> =>
  world.db.letter.count({ where: { requestId, kind: 'answer-erasure' } })
