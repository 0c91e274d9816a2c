// Chinook twice, as two systems of one company: the shop on PostgreSQL, the web shop on MariaDB, the same people in both.
// A dozen people of a dozen countries are erased through the command line alone, on a day in 2032; then years pass.
import { afterAll, beforeAll, expect } from 'vitest'
import type { ErasurePlan } from '@/lib/domain/plan/types'
import { moveClock } from '@/lib/platform/clock'
import { agent, dpo, secret } from '../command-line/office'
import { mariadb, type TestDatabase } from '../connectors/engines'
import { productDatabase } from '../support/product-database'
import { austrianRule, file, mapOfBoth, pascal } from './both-systems'
import {
  type Chinook,
  chinook,
  chinookMysqlScript,
  czechRuleFile,
  differences,
  offsetTo,
  type Rows,
  chinookTest as test,
} from './chinook'
import { done, newOffice } from './colleagues'

const day = '2032-11-22'

/** By the law of each country: the calendar years for which an invoice is kept after its own. */
const people = [
  { country: 'FR', customer: 39, years: 10 },
  { country: 'DE', customer: 2, years: 8 },
  { country: 'ES', customer: 50, years: 6 },
  { country: 'IT', customer: 47, years: 10 },
  { country: 'PT', customer: 34, years: 10 },
  { country: 'BE', customer: 8, years: 10 },
  { country: 'NL', customer: 48, years: 7 },
  { country: 'GB', customer: 52, years: 6 },
  { country: 'IE', customer: 46, years: 6 },
  { country: 'PL', customer: 49, years: 5 },
  { country: 'CZ', customer: 5, years: 10 },
  { country: 'AT', customer: 7, years: 7 },
]

let product: Awaited<ReturnType<typeof productDatabase>>
let shop: Chinook
let web: TestDatabase

beforeAll(async () => {
  product = await productDatabase({ HABEAS_CLOCK_OFFSET: offsetTo(day) })
  shop = await chinook()
  web = await mariadb.create(['chinook'], chinookMysqlScript())
  await newOffice()
  await done(['system', 'add', 'shop', '--url', await shop.user('select, update, delete')], secret)
  const { host, port, user, password, database } = web.connection
  const url = `mariadb://${user}@${host}:${port}/${database}?sslmode=disable`
  await done(['system', 'add', 'web', '--url', url], { ...dpo, HABEAS_SYSTEM_PASSWORD: password })
  await done(['map', 'import', file('map', mapOfBoth(web)), '--note', 'both'])
  await done(['rules', 'add', czechRuleFile])
  await done(['rules', 'add', file('rule', austrianRule())])
  for (const key of ['shop', 'web']) await done(['system', 'check', key])
}, 300_000)

afterAll(async () => {
  moveClock(null)
  const { closeSystems } = await import('@/lib/workflow/open-system')
  await closeSystems()
  await shop?.end()
  await web?.drop()
  await product?.drop()
})

/** As `shop.rows`, of the web shop. */
async function webRows(): Promise<Rows> {
  const rows: Rows = new Map()
  for (const [table, texts] of Object.entries(await web.dump()))
    for (const text of texts) {
      const [first, other] = JSON.parse(text) as unknown[]
      const name = table.replace('chinook.', '')
      rows.set(`${name}/${first}${name === 'PlaylistTrack' ? `-${other}` : ''}`, text)
    }
  return rows
}

const onBoth = async () => ({ shop: await shop.rows(), web: await webRows() })
type Both = Awaited<ReturnType<typeof onBoth>>
const changesSince = async (before: Both) => {
  const after = await onBoth()
  return { shop: differences(before.shop, after.shop), web: differences(before.web, after.web) }
}

/** By the shop's own rows: which invoices of these people are still kept in that year, with their lines and buyers. */
async function expected(year: number, all: { customer: number; years: number }[]) {
  const gone: string[] = []
  const kept: string[] = []
  for (const { customer, years } of all) {
    const { rows } = await shop.owner.query<{ key: string; kept: boolean }>(
      `select 'invoice/' || invoice_id as key, extract(year from invoice_date) + $3 >= $2 as kept
         from before_invoice where customer_id = $1
       union all select 'invoice_line/' || invoice_line_id, extract(year from invoice_date) + $3 >= $2
         from before_invoice_line join before_invoice using (invoice_id) where customer_id = $1`,
      [customer, year, years],
    )
    gone.push(...rows.filter((row) => !row.kept).map(({ key }) => key))
    ;(rows.some((row) => row.kept) ? kept : gone).push(`customer/${customer}`)
  }
  const named = (keys: string[]) => keys.map((key) => key.replace(/^[^/]+/, pascal)).sort()
  const both = (keys: string[]) => ({ shop: [...keys].sort(), web: named(keys) })
  return { gone: both(gone), kept: both(kept) }
}

async function erase(customer: number, number: string[] = []): Promise<{ reference: string; plan: ErasurePlan }> {
  const { rows } = await shop.owner.query('select * from before_customer where customer_id = $1', [customer])
  const person = ['--name', `${rows[0].first_name} ${rows[0].last_name}`, '--email', rows[0].email]
  const told = await done(['request', 'submit', '--right', 'erasure', '--json', ...person, ...number], agent)
  const reference = String(told.json().reference)
  // A record in each of two systems: whether they are one person's is for the officer to say.
  const accept = ['accept', '--one-person', '--method', 'known-contact', '--note', 'by phone']
  await done(['request', 'decide-identity', reference, ...accept])
  await done(['request', 'run', reference], agent)
  const { document, hash } = (await done(['request', 'plan', reference, '--json'], agent)).json()
  const plan = document as ErasurePlan
  expect(plan.blocks).toEqual([])
  await done(['request', 'prepare', reference, '--hash', String(hash)], agent)
  await done(['request', 'approve', reference, '--hash', String(hash)], dpo)
  await done(['request', 'run', reference], agent)
  return { reference, plan }
}

const rulesOf = (plan: ErasurePlan) => plan.rules.map(({ key }) => key)

test('each country’s rule on both systems, nobody else is touched, and a second run changes nothing', async () => {
  await shop.owner.query(`create temp table before_customer as table customer;
    create temp table before_invoice as table invoice; create temp table before_invoice_line as table invoice_line`)
  const before = await onBoth()
  const references: string[] = []
  for (const { country, customer } of people) {
    const { reference, plan } = await erase(customer)
    expect(rulesOf(plan)).toContain(`invoice-${country.toLowerCase()}`)
    references.push(reference)
  }
  const { gone, kept } = await expected(2032, people)
  expect(kept.shop.length).toBeGreaterThan(5)
  expect(await changesSince(before)).toEqual({
    shop: { gone: gone.shop, changed: kept.shop },
    web: { gone: gone.web, changed: kept.web },
  })

  const after = await onBoth()
  const nothing = { gone: [], changed: [] }
  for (const reference of references) await done(['request', 'run', reference], agent)
  expect(await changesSince(after)).toEqual({ shop: nothing, web: nothing })
  await erase(2, ['--identifier', 'customer-number=2'])
  expect(await changesSince(after)).toEqual({ shop: nothing, web: nothing })
}, 400_000)

test('a year later what the Netherlands and Austria kept is over, and what Italy keeps stays', async () => {
  const { endHolds } = await import('@/lib/workflow/end-holds')
  const { drawFollowUp } = await import('@/lib/workflow/draw-follow-up')
  const { workerActor } = await import('@/lib/auth/worker-actor')
  const { mintStaff } = await import('@/lib/auth/mint-staff')
  const { runFollowUps } = await import('@/bin/habeas/run-follow-ups')
  const { db } = await import('@/lib/platform/db/client')
  const before = await onBoth()
  moveClock(offsetTo('2033-06-01'))
  await endHolds(workerActor())
  const user = await db.staffUser.findFirstOrThrow({ where: { role: 'dpo' } })
  const staff = mintStaff({ id: user.id, name: user.name, role: user.role })
  // One after the other: somebody was erased twice, and both erasures are remembered.
  for (const { id: memoryId } of await db.erasureMemory.findMany())
    for (const system of ['shop', 'web']) {
      await drawFollowUp(workerActor(), { memoryId, system, cause: 'hold-ended' })
      const drawn = await db.plan.findMany({ where: { memoryId, closedAt: null } })
      const plans = drawn.map(({ id }) => id)
      expect((await runFollowUps(staff, plans)).filter(({ closed }) => !closed)).toEqual([])
    }
  expect(await db.retainedLine.count({ where: { state: { notIn: ['held', 'ended'] } } })).toBe(0)

  const [then, now] = [await expected(2032, people), await expected(2033, people)]
  const goneNow = (keys: string[], earlier: string[]) => keys.filter((key) => !earlier.includes(key))
  const ended = goneNow(now.gone.shop, then.gone.shop)
  expect(ended).toEqual(expect.arrayContaining(['customer/48', 'customer/7']))
  expect(ended.some((key) => key === 'customer/47')).toBe(false)
  expect(await changesSince(before)).toEqual({
    shop: { gone: ended, changed: [] },
    web: { gone: goneNow(now.gone.web, then.gone.web), changed: [] },
  })
}, 200_000)
