import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyChain } from '@/lib/domain/evidence/chain'
import { emptyDatabase, productDatabase } from './support/product-database'

let product: Awaited<ReturnType<typeof productDatabase>>
let client: pg.Client

beforeAll(async () => {
  product = await productDatabase()
  client = new pg.Client({ connectionString: product.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await product.drop()
})

const append = (event: string, body: string, request: string | null = null) =>
  client.query(`select append_evidence(now(), $1::uuid, 'worker', $2, 1, $3)`, [request, event, body])

async function ledger() {
  const { rows } = await client.query('select * from ledger_entry order by seq')
  return rows.map((row) => ({
    seq: Number(row.seq),
    at: row.at.toISOString(),
    requestId: row.request_id,
    actor: row.actor,
    event: row.event,
    version: row.version,
    body: row.body,
    prevHash: row.prev_hash,
    hash: row.hash,
  }))
}

test('the chain that the database writes is the one that the verifier computes', async () => {
  await append('a.first', '{}')
  await append('a.second', '{"text":"quote \\" backslash \\\\ é 😀 \\u0007"}', '0196f7a4-0000-7000-8000-000000000001')
  const entries = await ledger()
  expect(verifyChain(entries)).toMatchObject({ ok: true, entries: 2 })
  expect(verifyChain(entries.map((entry, n) => (n === 0 ? { ...entry, body: '{"a":1}' } : entry)))).toMatchObject({
    ok: false,
    seq: 1,
    reason: 'altered',
  })
})

test.each(["update ledger_entry set body = '{}'", 'delete from ledger_entry', 'truncate ledger_entry'])(
  'even the owner is refused: %s',
  async (sql) => {
    await append('a.third', '{}')
    const before = await ledger()
    await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' })
    expect(await ledger()).toEqual(before)
  },
)

test('forty writers at once leave one chain without a gap', async () => {
  const pool = new pg.Pool({ connectionString: product.url, max: 20 })
  await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      pool.query(`select append_evidence(now(), null, 'public', 'a.race', 1, $1)`, [`{"n":${n}}`]),
    ),
  )
  await pool.end()
  expect(verifyChain(await ledger())).toMatchObject({ ok: true })
})

test('an empty database is made for each test file', async () => {
  const other = await emptyDatabase()
  expect(other.url).not.toBe(product.url)
  await other.drop()
})
