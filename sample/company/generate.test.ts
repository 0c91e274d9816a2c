import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { applyCompanySchema, companyStands } from './apply-schema'
import { cast, everyone } from './cast'
import { hostileTexts } from './free-text'
import { type Counts, generateCompany } from './generate'

const options = { seed: 7, today: '2026-11-22', people: 200 }

async function inDatabase<T>(use: (client: pg.Client) => Promise<T>): Promise<T> {
  const name = `company_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: inject('pgUrl') })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const url = new URL(inject('pgUrl'))
  url.pathname = `/${name}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
    await admin.query(`drop database ${name}`)
    await admin.end()
  }
}

const TABLES = `select format('%I.%I', schemaname, tablename) as name from pg_tables
  where schemaname not in ('pg_catalog', 'information_schema') order by 1`

/** SHA-256 of every row of every table, as text in the order of the rows. */
async function digest(client: pg.Client): Promise<string> {
  const hash = createHash('sha256')
  const tables = await client.query<{ name: string }>(TABLES)
  for (const { name } of tables.rows) {
    const rows = await client.query<{ row: string }>(`select t::text as row from ${name} t order by 1`)
    hash.update(`${name}\n${rows.rows.map(({ row }) => row).join('\n')}\n`)
  }
  return hash.digest('hex')
}

async function generated(client: pg.Client, wanted = options): Promise<Counts> {
  await applyCompanySchema(client)
  return generateCompany(client, wanted)
}

describe('the sample company', () => {
  let client: pg.Client
  let counts: Counts
  let done: () => void = () => undefined
  let dropped: Promise<void>

  const number = async (sql: string, values: unknown[] = []): Promise<number> => {
    const found = await client.query<{ count: string }>(sql, values)
    return Number(found.rows[0]?.count)
  }

  beforeAll(async () => {
    await new Promise<void>((ready, fail) => {
      dropped = inDatabase(async (opened) => {
        client = opened
        counts = await generated(opened, { ...options, people: 2000 })
        const finished = new Promise<void>((resolve) => {
          done = resolve
        })
        ready()
        await finished
      })
      dropped.catch(fail)
    })
  })

  afterAll(async () => {
    done()
    await dropped
  })

  test('stands in every table with as many rows as it says', async () => {
    const tables = await client.query<{ name: string }>(TABLES)
    expect(tables.rows.map((row) => row.name.replaceAll('"', '')).sort()).toEqual(Object.keys(counts).sort())
    for (const { name } of tables.rows) {
      const rows = await number(`select count(*) from ${name}`)
      expect([name, rows]).toEqual([name, counts[name.replaceAll('"', '')]])
      expect(rows).toBeGreaterThan(0)
    }
    expect(counts['crm.account']).toBe(2000)
    const clicks = (counts['tracking.click'] ?? 0) + (counts['tracking.client_click'] ?? 0)
    expect(clicks).toBeGreaterThan(40_000)
    expect(clicks).toBeLessThan(60_000)
    expect(await companyStands(client)).toBe(true)
  })

  test('spreads its invoices over twelve years and five countries, in three states', async () => {
    for (const table of ['self_billed_invoice', 'customer_invoice']) {
      expect(await number(`select count(distinct issuing_country) from billing.${table}`)).toBe(5)
      expect(await number(`select count(distinct status) from billing.${table}`)).toBe(3)
      expect(
        await number(`select count(distinct extract(year from issue_date)) from billing.${table}`),
      ).toBeGreaterThan(11)
      expect(await number(`select count(*) from billing.${table} where issue_date > $1`, [options.today])).toBe(0)
      expect(
        await number(`select count(*) from billing.${table} i where net_amount <>
          (select sum(amount) from billing.${table}_line l where l.invoice_id = i.id)`),
      ).toBe(0)
    }
  })

  test('numbers the invoices of each subsidiary and year without gaps', async () => {
    const gaps = await number(`select count(*) from (
      select right(number, 5)::int as n, row_number() over (partition by issuing_country, extract(year from issue_date)
        order by issue_date, id) as expected
      from billing.self_billed_invoice where status <> 'draft') numbered where n <> expected`)
    expect(gaps).toBe(0)
  })

  test('has its whole cast, each where the story says', async () => {
    for (const member of everyone) {
      const account = await number('select count(*) from crm.account where email = $1', [member.email])
      expect([member.email, account]).toEqual([member.email, member.publisher ? 1 : 0])
      const newsletter = await number('select count(*) from marketing.newsletter_subscription where email = $1', [
        member.email,
      ])
      expect([member.email, newsletter]).toEqual([member.email, member.newsletter ? 1 : 0])
      const clicks = await number(
        'select count(*) from tracking.click join crm.account a on a.id = account_id where a.email = $1',
        [member.email],
      )
      expect([member.email, clicks]).toEqual([member.email, member.publisher?.clicks ?? 0])
    }
    expect(await number('select count(*) from crm.contact where email = $1', [cast.elodie.email])).toBe(1)
    expect(await number('select count(*) from crm.contact where email = $1', [cast.joana.email])).toBe(2)
    expect(
      await number('select count(*) from tracking.client_click where visitor_email = $1', [cast.helene.email]),
    ).toBe(35)
    expect(await number('select count(*) from support.ticket where requester_email = $1', [cast.tomas.email])).toBe(2)
  })

  test('lets nobody of the cast be referenced by strangers', async () => {
    const referrers = await client.query<{ email: string }>(
      'select distinct a.email from crm.account a join crm.account b on b.referred_by = a.id where a.email = any($1)',
      [everyone.map((member) => member.email)],
    )
    expect(referrers.rows).toEqual([{ email: cast.anna.email }])
    expect(await number('select count(*) from crm.account where referred_by is not null')).toBeGreaterThan(100)
  })

  test('gives Camille invoices past their ten years and many within', async () => {
    const invoices = (condition: string) =>
      number(
        `select count(*) from billing.self_billed_invoice i join crm.account a on a.id = i.account_id
         where a.email = $1 and issue_date ${condition} and i.issuing_country = 'FR'`,
        [cast.camille.email],
      )
    expect(await invoices("< '2016-01-01'")).toBe(4)
    expect(await invoices(">= '2016-01-01'")).toBeGreaterThan(40)
  })

  test('keeps look-alikes apart in UNIQUE columns and lets the old address book be a mess', async () => {
    expect(await number(`select count(*) from crm.account where email ilike 'camille.lef_vre%@example.org'`)).toBe(3)
    expect(
      await number(`select count(*) from (select lower(email) from crm.account group by 1 having count(*) > 1) twins`),
    ).toBeGreaterThan(3)
    expect(await number(`select count(*) from crm."Legacy Contact" where "E-Mail" <> btrim("E-Mail")`)).toBeGreaterThan(
      20,
    )
    expect(await number(`select count(*) from crm.account where email <> normalize(email, NFC)`)).toBeGreaterThan(0)
    expect(
      await number(
        `select count(*) from (select 1 from crm.account group by street, postal_code, phone having count(*) > 1 and count(phone) > 1) homes`,
      ),
    ).toBeGreaterThan(3)
  })

  test('carries every hostile text', async () => {
    const found = await number('select count(distinct body) from support.message where body = any($1)', [hostileTexts])
    expect(found).toBe(hostileTexts.length)
  })

  test('uses nobody’s domain, network or bank account', async () => {
    const reserved = String.raw`@([a-z0-9.-]+\.)?(example\.(com|org|net)|example|test)\s*$`
    for (const [table, column] of [
      ['crm.account', 'email'],
      ['crm.account', 'billing_email'],
      ['crm.contact', 'email'],
      ['crm."Legacy Contact"', '"E-Mail"'],
      ['support.ticket', 'requester_email'],
      ['tracking.client_click', 'visitor_email'],
      ['marketing.newsletter_subscription', 'email'],
    ]) {
      expect([table, await number(`select count(*) from ${table} where ${column} !~* $1`, [reserved])]).toEqual([
        table,
        0,
      ])
    }
    const networks = "'{192.0.2.0/24,198.51.100.0/24,203.0.113.0/24,2001:db8::/32}'::inet[]"
    for (const table of ['tracking.click', 'tracking.client_click', 'crm.login_history']) {
      expect(await number(`select count(*) from ${table} where not ip <<= any(${networks})`)).toBe(0)
    }
    const testIbans = everyone.flatMap((member) => member.publisher?.iban ?? [])
    expect(
      await number(`select count(*) from billing.payment where substr(iban, 3, 2) <> '00' and iban <> all($1)`, [
        testIbans,
      ]),
    ).toBe(0)
  })

  test('leaves the identity columns behind its rows', async () => {
    const added = await client.query<{ id: string }>(
      "insert into stats.batch_run (job, started_at, seconds, rows_handled) values ('after', now(), 1, 1) returning id",
    )
    expect(Number(added.rows[0]?.id)).toBe((counts['stats.batch_run'] ?? 0) + 1)
    await client.query("delete from stats.batch_run where job = 'after'")
  })

  test('refuses to be generated twice and changes nothing then', async () => {
    await expect(generateCompany(client, options)).rejects.toThrow(/duplicate key/)
    expect(await number('select count(*) from crm.account')).toBe(2000)
  })
})

test('the same seed gives the same bytes, another seed others', async () => {
  const bytes = (seed: number, zone: string) =>
    inDatabase(async (client) => {
      await client.query(`set timezone to '${zone}'`)
      await generated(client, { ...options, seed })
      await client.query("set timezone to 'UTC'")
      return digest(client)
    })
  const first = await bytes(options.seed, 'Europe/Paris')
  expect(await bytes(options.seed, 'Asia/Tokyo')).toBe(first)
  expect(await bytes(8, 'Europe/Paris')).not.toBe(first)
})

test('fewer people than the story needs are refused', async () => {
  await inDatabase(async (client) => {
    await applyCompanySchema(client)
    await expect(generateCompany(client, { ...options, people: 10 })).rejects.toThrow(RangeError)
    expect(await companyStands(client)).toBe(false)
  })
})
