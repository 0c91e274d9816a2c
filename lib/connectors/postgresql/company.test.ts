// Everything together on a company of seventeen tables: found, planned by the real rules, erased, seen to be erased.
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyCompanySchema } from '../../../sample/company/apply-schema'
import { generateCompany } from '../../../sample/company/generate'
import type { Catalogue } from '../../domain/catalogue'
import type { DataMap } from '../../domain/data-map/types'
import { shippedRules } from '../../domain/hold-rules/shipped'
import { planErasure } from '../../domain/plan/plan-erasure'
import { parseDataMap } from '../../schemas/data-map'
import { connect } from '../connect'
import type { Connector, ErasureOrder, SystemMap } from '../connector'
import { type FixtureDatabase, fixtureDatabase } from './fixture-database'

const today = '2026-11-22'
const system = 'tramontane'
let database: FixtureDatabase
let company: Connector
let dataMap: DataMap
let map: SystemMap
let catalogue: Catalogue

beforeAll(async () => {
  database = await fixtureDatabase('select 1')
  const client = new pg.Client({ ...database.connection, ssl: false })
  await client.connect()
  await applyCompanySchema(client)
  await generateCompany(client, { seed: 7, today, people: 120 })
  await client.end()
  const parsed = parseDataMap(await readFile('sample/company/data-map.yaml', 'utf8'))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.mistakes))
  dataMap = parsed.map
  const exempt = dataMap.exempt.map((entry) => entry.table)
  const { datasets, identifiers, controllers } = dataMap
  map = { system, datasets, identifiers, controllers, exempt }
  company = connect('postgresql', database.connection)
  catalogue = await company.inspect()
}, 60_000)

afterAll(async () => {
  await company.close()
  await database.drop()
})

async function planFor(email: string) {
  const person = await company.pin(map, [{ kind: 'email', value: email }])
  const finding = await company.discover(map, person)
  const plan = planErasure({
    ...{ requestId: 'r', map: dataMap, mapVersion: 1, catalogues: { [system]: catalogue }, findings: [finding] },
    ...{ rules: shippedRules, today },
  })
  const share = plan.systems.find((candidate) => candidate.system === system)
  const order: ErasureOrder = {
    ...{ stepId: 's', map, person, catalogueHash: share?.catalogueHash ?? '', groups: share?.groups ?? [] },
  }
  return { plan, order, finding }
}

const people = async (kind: string, count: number) =>
  (
    await database.run('select email from crm.account where kind = $1 order by md5(id::text) limit $2', [kind, count])
  ).map((row) => String(row.email))

describe('erasing people of the sample company, one after the other', () => {
  it('checks out', async () => {
    expect((await company.check(map)).problems).toEqual([])
  })

  it.each([['publisher', 8] as const, ['advertiser', 3] as const])('%ss', async (kind, count) => {
    for (const email of await people(kind, count)) {
      const { plan, order } = await planFor(email)
      expect(plan.blocks, email).toEqual([])
      expect(plan.totals.rows).toBeGreaterThan(0)
      const before = await database.dump()
      const result = await company.erase(order, async () => undefined)
      expect(result, `${email} ${JSON.stringify(result)}`).toMatchObject({ status: 'applied' })
      expect(await company.verify(order), email).toMatchObject({ complete: true })
      await expectOnlyApproved(order, before)
      // A second run finds what stays and has nothing left to delete, nor to change but fresh tokens.
      const again = await planFor(email)
      expect(
        again.finding.datasets.filter((d) => d.count > 0),
        email,
      ).toEqual([])
      expect(JSON.stringify(await database.dump())).not.toContain(email)
    }
  })
})

/** As many rows gone or changed as were approved, in the tables that were approved, and not one more. */
async function expectOnlyApproved(order: ErasureOrder, before: Record<string, string[]>) {
  const after = await database.dump()
  for (const [table, rows] of Object.entries(before)) {
    const now = new Set(after[table])
    const then = new Set(rows)
    const groups = order.groups.filter((g) => map.datasets.find((d) => d.key === g.dataset)?.table === table)
    const sum = (fate: string) => groups.filter((g) => g.fate === fate).reduce((n, g) => n + g.rows, 0)
    const gone = rows.filter((row) => !now.has(row)).length
    const fresh = (after[table] ?? []).filter((row) => !then.has(row)).length
    expect(rows.length - (after[table]?.length ?? 0), table).toBe(sum('delete'))
    expect(gone - fresh, table).toBe(sum('delete'))
    expect(fresh, table).toBeLessThanOrEqual(sum('clear'))
  }
}
