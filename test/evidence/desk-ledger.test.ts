import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEvidenceView } from '@/app/desk/evidence/evidence-view'
import { mintStaff } from '@/lib/auth/mint-staff'
import { productDatabase } from '../support/product-database'

const actor = mintStaff({ id: randomUUID(), name: 'Auditor', role: 'auditor' })
let product: Awaited<ReturnType<typeof productDatabase>>
let client: pg.Client
let queries: typeof import('@/lib/queries/evidence-ledger') & typeof import('@/lib/queries/evidence-verify')

beforeAll(async () => {
  product = await productDatabase()
  client = new pg.Client({ connectionString: product.url })
  await client.connect()
  queries = { ...(await import('@/lib/queries/evidence-ledger')), ...(await import('@/lib/queries/evidence-verify')) }
  await client.query(`select append_evidence(now(), null, 'worker', case when g % 4 = 0 then 'b.rare' else 'a.common' end,
    1, '{"n":' || g || '}') from generate_series(1, 12003) g`)
})
afterAll(async () => {
  await client.end()
  await product.drop()
})

test('pages newest first, forwards and back, without a gap', async () => {
  const first = await queries.ledgerPage(actor, {})
  expect([first.entries[0]?.seq, first.entries.at(-1)?.seq, first.older, first.newer]).toEqual([
    12003,
    11954,
    true,
    false,
  ])
  const second = await queries.ledgerPage(actor, { before: 11954 })
  expect([second.entries[0]?.seq, second.entries.at(-1)?.seq, second.newer]).toEqual([11953, 11904, true])
  const back = await queries.ledgerPage(actor, { after: 11953 })
  expect(back.entries).toEqual(first.entries)
  expect([back.newer, back.older]).toEqual([false, true])
  const last = await queries.ledgerPage(actor, { before: 4 })
  expect([last.entries.map(({ seq }) => seq), last.older]).toEqual([[3, 2, 1], false])
})

test('by event and by request; an unknown reference is said', async () => {
  expect(await queries.eventNames(actor)).toEqual(['a.common', 'b.rare'])
  const rare = await queries.ledgerPage(actor, { event: 'b.rare' })
  expect(new Set(rare.entries.map(({ event }) => event))).toEqual(new Set(['b.rare']))
  expect(await queries.ledgerPage(actor, { reference: 'HB-0000-000000' })).toMatchObject({
    entries: [],
    unknownReference: true,
  })
})

test('the chain holds, and a change past the protection is named', async () => {
  const whole = await queries.verifyLedger(actor)
  expect(whole).toMatchObject({ ok: true, entries: 12003, head: { seq: 12003 } })
  const tamper = async (sql: string) => {
    await client.query('begin')
    await client.query('alter table ledger_entry disable trigger all')
    await client.query(sql)
    await client.query('commit')
    return queries.verifyLedger(actor)
  }
  expect(await tamper(`update ledger_entry set body = '{"n":0}' where seq = 7001`)).toEqual({
    ok: false,
    seq: 7001,
    reason: 'altered',
  })
  await tamper(`update ledger_entry set body = '{"n":7001}' where seq = 7001`)
  expect(await tamper('delete from ledger_entry where seq = 12003')).toEqual({
    ok: false,
    seq: 12003,
    reason: 'cut-short',
  })
  expect(await tamper('delete from ledger_entry where seq = 1')).toEqual({ ok: false, seq: 1, reason: 'gap' })
})

test('the address may say anything', () => {
  expect(readEvidenceView({})).toEqual({ from: 1, verify: false })
  const strange = { event: ['a', 'b'], before: '-1', after: '1e99', from: 'x', verify: '2', reference: '\0' }
  expect(readEvidenceView(strange)).toEqual({ from: 1, verify: false })
  expect(readEvidenceView({ before: '40', from: '51', event: ' plan.approved ' })).toEqual({
    event: 'plan.approved',
    before: 40,
    from: 51,
    verify: false,
  })
})
