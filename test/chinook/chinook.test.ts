// A customer's deletion through the command line alone, from a fresh installation to proof, in a company's database of
// which nothing was made for us. The day is fixed in 2032, so that some invoices are past their rule and some are not.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import type { ErasurePlan } from '@/lib/domain/plan/types'
import { agent, dpo, secret } from '../command-line/office'
import { habeas, type Told } from '../command-line/terminal'
import { productDatabase } from '../support/product-database'
import {
  type Chinook,
  chinook,
  czechRuleFile,
  dataMapFile,
  differences,
  offsetTo,
  type Rows,
  chinookTest as test,
} from './chinook'
import { done, newOffice } from './colleagues'

const folder = mkdtempSync(path.join(os.tmpdir(), 'chinook-'))

let product: Awaited<ReturnType<typeof productDatabase>>
let shop: Chinook
let connection: string

beforeAll(async () => {
  product = await productDatabase({ HABEAS_CLOCK_OFFSET: offsetTo('2032-11-22') })
  shop = await chinook()
  connection = await shop.user('select, update, delete')
  await newOffice()
  await done(['system', 'add', 'shop', '--name', 'Chinook shop', '--url', connection], secret)
  await done(['map', 'import', dataMapFile, '--note', 'first'])
  await done(['system', 'check', 'shop'])
}, 120_000)

afterAll(async () => {
  const { closeSystems } = await import('@/lib/workflow/open-system')
  await closeSystems()
  await shop.end()
  await product.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** From the entry to the plan that people read. */
async function planned(person: string[]): Promise<{ reference: string; plan: ErasurePlan; hash: string }> {
  const submitted = await done(['request', 'submit', '--right', 'erasure', '--json', ...person], agent)
  const reference = String(submitted.json().reference)
  await done(['request', 'decide-identity', reference, 'accept', '--method', 'known-contact', '--note', 'by phone'])
  await done(['request', 'run', reference], agent)
  const { document, hash } = (await done(['request', 'plan', reference, '--json'], agent)).json()
  return { reference, plan: document as ErasurePlan, hash: String(hash) }
}

async function carriedOut({ reference, hash }: { reference: string; hash: string }): Promise<Told> {
  await done(['request', 'prepare', reference, '--hash', hash.slice(0, 10)], agent)
  await done(['request', 'approve', reference, '--hash', hash.slice(0, 10)], dpo)
  return done(['request', 'run', reference, '--json'], agent)
}

const outcomeOf = (told: Told) => {
  const { sheet } = told.json() as { sheet: { status: string; items: { outcome: string }[] } }
  return [sheet.status, ...sheet.items.map(({ outcome }) => outcome)]
}

type Invoices = { kept: string[]; gone: string[] }

/** By the shop's own rows: which invoices are older than this year, with their lines. */
async function invoicesOf(customer: number, keptFrom: number): Promise<Invoices> {
  const { rows } = await shop.owner.query<{ key: string; kept: boolean }>(
    `select 'invoice/' || invoice_id as key, extract(year from invoice_date) >= $2 as kept from invoice where customer_id = $1
     union all select 'invoice_line/' || invoice_line_id, extract(year from invoice_date) >= $2
       from invoice_line join invoice using (invoice_id) where customer_id = $1`,
    [customer, keptFrom],
  )
  const keys = (kept: boolean) => rows.filter((row) => row.kept === kept).map(({ key }) => key)
  return { kept: keys(true).sort(), gone: keys(false).sort() }
}

async function customer(id: number): Promise<Record<string, unknown>> {
  const { rows } = await shop.owner.query('select * from customer where customer_id = $1', [id])
  return rows[0]
}

const nothingElse = (before: Rows, after: Rows, gone: string[], changed: string[]) =>
  expect(differences(before, after)).toEqual({ gone: [...gone].sort(), changed: [...changed].sort() })

test('Germany, eight years: what is younger stays with its buyer, the rest goes, nobody else is touched', async () => {
  const person = ['--name', 'Leonie Köhler', '--email', 'leonekohler@surfeu.de']
  const [before, invoices, buyer] = [await shop.rows(), await invoicesOf(2, 2024), await customer(2)]
  expect(invoices.kept.length).toBeGreaterThan(0)
  expect(invoices.gone.length).toBeGreaterThan(0)
  const request = await planned(person)
  expect(request.plan.blocks).toEqual([])
  expect(request.plan.totals).toMatchObject({ rows: 1 + invoices.kept.length + invoices.gone.length, blocked: 0 })
  expect(outcomeOf(await carriedOut(request))).toEqual(['closed', 'partly-erased'])

  const after = await shop.rows()
  nothingElse(before, after, invoices.gone, ['customer/2'])
  const kept = await customer(2)
  expect(kept).toMatchObject({ first_name: buyer.first_name, last_name: buyer.last_name, company: buyer.company })
  expect(kept).toMatchObject({ phone: null, fax: null, address: null, city: null, postal_code: null })
  expect(kept.email).toMatch(/^erased-[\w-]{8,}@erased\.invalid$/)
  expect(String(kept.email)).not.toMatch(/leonie|k.hler|surfeu/i)

  // Run again: nothing is left to do. The same person asks again, found by the customer number: nothing changes.
  await done(['request', 'run', request.reference], agent)
  nothingElse(after, await shop.rows(), [], [])
  const again = await planned([...person, '--identifier', 'customer-number=2'])
  expect(outcomeOf(await carriedOut(again))).toEqual(['closed', 'partly-erased'])
  nothingElse(after, await shop.rows(), [], [])
}, 120_000)

test('France, ten years', async () => {
  const [before, invoices] = [await shop.rows(), await invoicesOf(39, 2022)]
  const request = await planned(['--name', 'Camille Bernard', '--email', 'Camille.Bernard@Yahoo.fr'])
  const ends = request.plan.systems.flatMap(({ groups }) =>
    groups.flatMap(({ dataset, keeps }) =>
      keeps.flatMap((kept) => (dataset === 'invoice' && kept.why === 'rule' ? kept.until.map(({ date }) => date) : [])),
    ),
  )
  expect(ends.length).toBeGreaterThan(0)
  for (const end of ends) expect(end).toMatch(/^203[2-5]-12-31$/)
  await carriedOut(request)
  nothingElse(before, await shop.rows(), invoices.gone, ['customer/39'])
}, 120_000)

test('Spain, six years: nothing is held any more, the customer goes whole', async () => {
  const [before, invoices] = [await shop.rows(), await invoicesOf(50, 9999)]
  const request = await planned(['--name', 'Enrique Muñoz', '--email', 'enrique_munoz@yahoo.es'])
  expect(outcomeOf(await carriedOut(request))).toEqual(['closed', 'erased'])
  nothingElse(before, await shop.rows(), [...invoices.gone, 'customer/50'], [])
}, 120_000)

test('no rule for a country stops the plan; with one added, the company stays on its invoices', async () => {
  const [before, invoices, buyer] = [await shop.rows(), await invoicesOf(5, 2022), await customer(5)]
  const request = await planned(['--name', 'František Wichterlová', '--email', 'frantisekw@jetbrains.com'])
  expect(request.plan.blocks).toContainEqual(expect.objectContaining({ code: 'no-rule', jurisdiction: 'CZ' }))
  const refused = await habeas(['request', 'prepare', request.reference, '--hash', request.hash], agent)
  expect(refused.code).toBe(1)
  expect((await done(['request', 'plan', request.reference])).out).toMatch(/blocks: invoice: no rule for invoice in CZ/)

  await done(['rules', 'add', czechRuleFile])
  await done(['request', 'search', request.reference], agent)
  await done(['request', 'run', request.reference], agent)
  const plan = (await done(['request', 'plan', request.reference, '--json'], agent)).json()
  await carriedOut({ reference: request.reference, hash: String(plan.hash) })
  nothingElse(before, await shop.rows(), invoices.gone, ['customer/5'])
  expect(buyer.company).toBe('JetBrains s.r.o.')
  expect(await customer(5)).toMatchObject({ company: 'JetBrains s.r.o.', phone: null, fax: null })
}, 120_000)

test('a country that the map does not know stops the plan too', async () => {
  const before = await shop.rows()
  const request = await planned(['--name', 'Luís Gonçalves', '--email', 'luisg@embraer.com.br'])
  expect(request.plan.blocks).toContainEqual(expect.objectContaining({ code: 'unknown-jurisdiction' }))
  nothingElse(before, await shop.rows(), [], [])
}, 120_000)

test('nobody of that address is an outcome of its own', async () => {
  const before = await shop.rows()
  const request = await planned(['--name', 'Leonie Köhler', '--email', 'leonekohler+music@surfeu.de'])
  expect(request.plan.totals.rows).toBe(0)
  expect(outcomeOf(await carriedOut(request))).toEqual(['closed', 'nothing-found'])
  nothingElse(before, await shop.rows(), [], [])
}, 120_000)

test('the evidence of all this verifies, and an altered copy does not', async () => {
  const [ledger, single] = [path.join(folder, 'ledger.jsonl'), path.join(folder, 'case.jsonl')]
  await done(['evidence', 'export', '--output', ledger])
  await done(['evidence', 'verify', ledger], {})
  const [first] = (await done(['request', 'list', '--view', 'closed', '--json'])).json().rows as { reference: string }[]
  await done(['evidence', 'export', first?.reference ?? '', '--output', single])
  await done(['evidence', 'export', '--output', ledger])
  await done(['evidence', 'verify', single, '--ledger', ledger], {})

  const text = readFileSync(ledger, 'utf8')
  expect(text).toContain('step.verified')
  // Not a word of any of these people stands in it.
  expect(text).not.toMatch(/K.hler|surfeu|yahoo|Embraer|Wichterlov|Stuttgart/i)
  const at = text.split('\n').findIndex((line) => line.includes('step.verified'))
  writeFileSync(ledger, text.replace('step.verified', 'step.applied'))
  const altered = await habeas(['evidence', 'verify', ledger])
  expect(altered.code).toBe(1)
  expect(altered.err).toContain(`entry ${at} (line ${at + 1}): it is not as it was written`)
  writeFileSync(ledger, text.slice(0, -200))
  expect(await habeas(['evidence', 'verify', ledger])).toMatchObject({ code: 1 })
  expect(await habeas(['evidence', 'verify', dataMapFile])).toMatchObject({ code: 2 })
}, 60_000)
