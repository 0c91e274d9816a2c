// Identity and plan of the story's people, from what the real connector finds in the sample company.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { connect } from '@/lib/connectors/connect'
import { parsePostgresUrl } from '@/lib/connectors/connection'
import type { Connector, SystemMap } from '@/lib/connectors/connector'
import type { Catalogue } from '@/lib/domain/catalogue'
import type { DataMap } from '@/lib/domain/data-map/types'
import { shippedRules } from '@/lib/domain/hold-rules/shipped'
import { decideIdentity } from '@/lib/domain/identity'
import { planErasure } from '@/lib/domain/plan/plan-erasure'
import { planPortability } from '@/lib/domain/plan/plan-portability'
import { parseDataMap } from '@/lib/schemas/data-map'
import { groupsOf, identityMatches } from '@/lib/workflow/same-person'
import { applyCompanySchema } from '@/sample/company/apply-schema'
import { cast } from '@/sample/company/cast'
import { generateCompany } from '@/sample/company/generate'

const today = '2026-11-22'
const database = `map_person_${randomBytes(6).toString('hex')}`
const admin = new pg.Client({ connectionString: inject('pgUrl') })
let connector: Connector
let catalogue: Catalogue
let map: DataMap
let share: SystemMap

beforeAll(async () => {
  await admin.connect()
  await admin.query(`create database ${database}`)
  const url = new URL(inject('pgUrl'))
  url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await applyCompanySchema(client)
  await generateCompany(client, { seed: 7, today, people: 200 })
  await client.end()
  url.searchParams.set('sslmode', 'disable')
  const parsed = parsePostgresUrl(url.href)
  if (!parsed.ok) throw new Error(parsed.mistake)
  connector = connect('postgresql', parsed.connection)
  catalogue = await connector.inspect()
  const read = parseDataMap(readFileSync(join(import.meta.dirname, '../../sample/company/data-map.yaml')))
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes))
  map = read.map
  const exempt = map.exempt.map(({ table }) => table)
  const { datasets, identifiers, controllers } = map
  share = { system: 'tramontane', datasets, identifiers, controllers, exempt }
})

afterAll(async () => {
  await connector.close()
  await admin.query(`drop database ${database} with (force)`)
  await admin.end()
})

async function identityOf(address: string) {
  const email = { kind: 'email', value: address }
  const matches = identityMatches(share, await connector.identify(share, [email]))
  const personOf = await groupsOf(connector, share, [email])
  return decideIdentity({
    ...{ mailboxConfirmed: true, email, claims: [email], matches, datasets: map.datasets, personOf, systemsDown: [] },
  })
}

async function planOf(address: string) {
  const person = await connector.pin(share, [{ kind: 'email', value: address }])
  const finding = await connector.discover(share, person)
  const facts = { requestId: '0198c0de-0000-7000-8000-000000000001', map, mapVersion: 1, rules: shippedRules, today }
  return planErasure({ ...facts, catalogues: { tramontane: catalogue }, findings: [finding] })
}

test('the main person of the story is proven by her mailbox alone', async () => {
  expect(await identityOf(cast.camille.email)).toMatchObject({ state: 'proven', unmatched: [] })
})

test('a mailbox that nobody knows proves nothing', async () => {
  expect(await identityOf('nobody@example.org')).toMatchObject({ state: 'waiting', reason: 'nothing-found' })
})

test('her plan has no blocks: past invoices go, held ones stay with an end, nothing else of her does', async () => {
  const plan = await planOf(cast.camille.email)
  expect(plan.blocks).toEqual([])
  expect(plan.totals.deleted).toBeGreaterThan(100)
  const groups = plan.systems.flatMap((system) => system.groups)
  const invoices = groups.filter(({ dataset }) => dataset === 'self-billed-invoice')
  expect(invoices.map(({ fate }) => fate).sort()).toEqual(['clear', 'delete'])
  const kept = invoices.find(({ fate }) => fate === 'clear')
  expect(kept?.changes.map(({ field }) => field)).toEqual(['contact_email', 'contact_phone', 'internal_note'])
  expect(kept?.keeps).toMatchObject([{ why: 'rule', rule: 'invoice-fr', law: 'Code de commerce, art. L123-22' }])
  expect(groups.find(({ dataset }) => dataset === 'account')?.changes.map(({ field }) => field)).toContain('name')
  expect(groups.filter(({ dataset }) => dataset === 'support-ticket').every(({ fate }) => fate === 'delete')).toBe(true)
  expect(plan.forwarded).toMatchObject([{ controller: 'mistral-voyages' }])
})

test.each(Object.entries(cast).filter(([, member]) => member.publisher))(
  '%s can be planned without a block',
  async (_, member) => {
    const { blocks, totals } = await planOf(member.email)
    expect(blocks).toEqual([])
    expect(totals.rows).toBe(totals.deleted + totals.cleared)
  },
)

test('she takes along what she gave and what came of what she did; what we gave out, concluded or owe the law stays', async () => {
  const person = await connector.pin(share, [{ kind: 'email', value: cast.camille.email }])
  const findings = [await connector.discover(share, person)]
  const facts = { requestId: '0198c0de-0000-7000-8000-000000000001', map, mapVersion: 1, today, excluded: [], findings }
  const plan = planPortability({ ...facts, destination: { to: 'person' }, confirmed: true })
  expect(plan.blocks).toEqual([])
  const account = plan.datasets.find(({ dataset }) => dataset === 'account')
  expect(account?.fields).toEqual(expect.arrayContaining(['name', 'email', 'birth_date', 'created_on']))
  expect(account?.fields).not.toContain('internal_note')
  expect(plan.left).toContainEqual({ dataset: 'account', field: 'account_no', why: 'assigned' })
  expect(plan.left).toContainEqual({ dataset: 'self-billed-invoice', field: null, why: 'legal-basis' })
  expect(plan.left).toContainEqual({ dataset: 'client-click', field: null, why: 'client' })
  expect(plan.forwarded).toMatchObject([{ controller: 'mistral-voyages' }])
})
