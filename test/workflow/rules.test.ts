// Rules that change under the office's hands, and a deletion by rules that ask, block and anonymise.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { HoldRule } from '@/lib/domain/hold-rule'
import type { ErasurePlan } from '@/lib/domain/plan/types'
import { approvedErasure, type Office, office } from './office'
import { customerRows, shopMap } from './shop'

let world: Office
const verbs = async () => ({
  ...(await import('@/lib/workflow/change-rule')),
  ...(await import('@/lib/workflow/retire-rule')),
  ...(await import('@/lib/workflow/cancel-rule-change')),
  ...(await import('@/lib/workflow/add-rules')),
  ...(await import('@/lib/workflow/ship-rules')),
  ...(await import('@/lib/workflow/current-rules')),
  ...(await import('@/lib/queries/rules')),
  ...(await import('@/lib/platform/clock')),
})
const inForce = async (key: string): Promise<HoldRule | undefined> =>
  (await (await verbs()).currentRules(world.db)).find((rule) => rule.key === key)
const must = async (key: string): Promise<HoldRule> => {
  const rule = await inForce(key)
  if (!rule) throw new Error(`${key} is not in force`)
  return rule
}
const bodies = async (event: string) =>
  (await world.db.ledgerEntry.findMany({ where: { event }, orderBy: { seq: 'asc' } })).map(({ body }) =>
    JSON.parse(body),
  )

beforeAll(async () => {
  world = await office()
})
afterAll(() => world.end())
afterEach(async () => (await verbs()).moveClock(null))

describe('a change of a rule', () => {
  it('that weakens waits a day, names who and why, and can be cancelled until then', async () => {
    const { changeRule, cancelRuleChange, ruleVersions, pendingChange, moveClock } = await verbs()
    const before = await must('invoice-nl')
    const change = { rule: { ...before, period: 'P5Y' }, seen: before.version, reason: 'counsel says five' }
    expect(await changeRule(world.agent, change)).toMatchObject({ ok: false, reason: 'not-permitted' })
    expect(await changeRule(world.dpo, { ...change, reason: '  ' })).toMatchObject({
      ok: false,
      reason: 'reason-missing',
    })
    expect(await changeRule(world.dpo, change)).toMatchObject({ ok: true, weaker: ['ends-sooner'], version: 3 })
    expect(await must('invoice-nl')).toEqual(before)
    expect(await changeRule(world.dpo, { ...change, seen: 3 })).toMatchObject({ reason: 'rule-change-pending' })
    const shown = await ruleVersions(world.dpo, 'invoice-nl')
    expect(pendingChange(shown)).toMatchObject({ change: 'version', shown: { reason: 'counsel says five' } })
    expect(JSON.stringify(await bodies('rule.changed'))).not.toContain('counsel')
    expect(await bodies('rule.changed')).toMatchObject([{ key: 'invoice-nl', version: 3, weaker: ['ends-sooner'] }])

    expect(await cancelRuleChange(world.second, { key: 'invoice-nl' })).toMatchObject({ ok: true, change: 'version' })
    expect(await cancelRuleChange(world.second, { key: 'invoice-nl' })).toMatchObject({ reason: 'rule-change-over' })
    moveClock('P2D')
    expect(await must('invoice-nl')).toEqual(before)
    moveClock(null)

    expect(await changeRule(world.dpo, { ...change, seen: 3 })).toMatchObject({ ok: true, version: 4 })
    moveClock('PT23H')
    expect((await must('invoice-nl')).version).toBe(2)
    moveClock('PT25H')
    expect(await must('invoice-nl')).toMatchObject({ version: 4, period: 'P5Y' })
    expect(await cancelRuleChange(world.dpo, { key: 'invoice-nl' })).toMatchObject({ reason: 'rule-change-over' })
  })

  it('that tightens holds at once, and only on what was looked at', async () => {
    const { changeRule } = await verbs()
    const before = await must('invoice-pl')
    const change = { rule: { ...before, period: 'P7Y' }, seen: before.version, reason: 'tax limitation' }
    const both = await Promise.all([changeRule(world.dpo, change), changeRule(world.second, change)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both).toContainEqual({ ok: false, reason: 'conflict' })
    expect(await must('invoice-pl')).toMatchObject({ version: 3, period: 'P7Y' })
  })

  it('may be that it goes, a day later; taken back, it stays', async () => {
    const { retireRule, cancelRuleChange, moveClock } = await verbs()
    const gone = { key: 'invoice-ie', seen: 2, reason: 'no business there' }
    expect(await retireRule(world.dpo, gone)).toMatchObject({ ok: true })
    expect(await inForce('invoice-ie')).toBeDefined()
    expect(await cancelRuleChange(world.dpo, { key: 'invoice-ie' })).toMatchObject({ ok: true, change: 'retirement' })
    moveClock('P2D')
    expect(await inForce('invoice-ie')).toBeDefined()
    moveClock(null)
    expect(await retireRule(world.dpo, gone)).toMatchObject({ ok: true })
    moveClock('P2D')
    expect(await inForce('invoice-ie')).toBeUndefined()
    expect(await retireRule(world.dpo, gone)).toMatchObject({ reason: 'rule-not-in-force' })
    expect(await bodies('rule.retired')).toHaveLength(2)
  })

  it('from a file waits as well', async () => {
    const { addRules } = await verbs()
    const before = await must('invoice-be')
    const rules = [{ ...before, version: 3, needs: ['amount'] }]
    const yaml = JSON.stringify({ format: 'habeas-hold-rules/1', rules })
    expect(await addRules(world.dpo, { yaml })).toMatchObject({ ok: true, added: [{ weaker: ['needs-fewer'] }] })
    expect((await must('invoice-be')).version).toBe(2)
    expect(await addRules(world.dpo, { yaml })).toMatchObject({ ok: true, added: [] })
    const later = JSON.stringify({ format: 'habeas-hold-rules/1', rules: [{ ...before, version: 4 }] })
    expect(await addRules(world.dpo, { yaml: later })).toMatchObject({ ok: false, reason: 'rule-change-pending' })
  })

  it('of the product never overrules the office', async () => {
    const { shipRules, moveClock } = await verbs()
    moveClock('P3D')
    await world.db.holdRule.deleteMany({ where: { key: 'accounting-fr' } })
    const older = { ...(await must('invoice-ch')), version: 1, period: 'P12Y' }
    const data = { key: 'invoice-ch', version: 1, document: older, effectiveAt: new Date('2020-01-01') }
    await world.db.holdRule.deleteMany({ where: { key: 'invoice-ch' } })
    await world.db.holdRule.create({ data })
    expect(await shipRules(world.worker)).toEqual({ ok: true, added: 2 })
    expect(await shipRules(world.worker)).toEqual({ ok: true, added: 0 })
    expect(await inForce('accounting-fr')).toBeDefined()
    expect((await must('invoice-ch')).period).toBe('P12Y')
    moveClock('P5D')
    expect(await must('invoice-ch')).toMatchObject({ version: 2, period: 'P10Y' })
    expect(await inForce('invoice-ie')).toBeUndefined()
    expect((await must('invoice-nl')).period).toBe('P5Y')
  })
})

describe('a deletion by such rules', () => {
  it('asks the rows, blocks what is held, and leaves of what is over only what names nobody', async () => {
    const { changeRule } = await verbs()
    const invoices = await must('invoice-fr')
    const reason = 'as the group does'
    const strict: HoldRule = { ...invoices, after: 'anonymise', regime: 'blocked' }
    expect(await changeRule(world.dpo, { rule: strict, seen: 2, reason })).toMatchObject({ ok: true, weaker: [] })
    const large: HoldRule = {
      ...{ ...invoices, key: 'large-fr', period: 'P20Y' },
      covers: {
        dataset: 'invoice',
        where: [
          { term: 'amount', atLeast: 15 },
          { field: 'status', in: ['issued'] },
        ],
      },
    }
    expect(await changeRule(world.dpo, { rule: large, seen: 0, reason })).toMatchObject({ ok: true, version: 1 })
    expect(await changeRule(world.dpo, { rule: large, seen: 0, reason })).toMatchObject({ reason: 'rule-exists' })
    await replaceNumbers()
    await world.shop.query(customerRows(3, 'eva@example.org'))
    const id = await world.submit('eva@example.org', ['erasure'])
    await approvedErasure(world, id)
    const { document } = await world.db.plan.findFirstOrThrow({ where: { item: { requestId: id } } })
    expect(held(document as unknown as ErasurePlan)).toEqual([
      ['anonymous', 'invoice-fr', undefined],
      ['rule', 'invoice-fr', '2034-12-31'],
      ['rule', 'large-fr', '2044-12-31'],
    ])
    expect(await world.drain()).toEqual([])
    expect(await world.items(id)).toMatchObject([{ status: 'done', outcome: 'partly-erased' }])
    const { rows } = await world.shop.query(
      'select id, number, issued_on::text, status, buyer_name, buyer_address, buyer_email, total from shop.invoice where customer_id = 3 order by id',
    )
    expect(rows).toEqual([
      {
        ...{
          id: '31',
          number: expect.stringMatching(/^gone-/),
          issued_on: '2010-05-04',
          status: 'issued',
          total: '10.00',
        },
        ...{ buyer_name: null, buyer_address: null, buyer_email: null },
      },
      {
        ...{ id: '32', number: 'F-3-2', issued_on: '2024-05-04', status: 'issued', total: '20.00' },
        ...{ buyer_name: 'Person 3', buyer_address: '1 rue A', buyer_email: null },
      },
    ])
    const { readPersonalData } = await import('@/lib/workflow/read-personal-data')
    const read = (dataset: string) => readPersonalData(world.dpo, { requestId: id, system: 'shop', dataset })
    expect(await read('invoice')).toEqual({ ok: false, reason: 'blocked-by-law' })
    expect(await read('wish')).toMatchObject({ ok: true, rows: [] })
  })

  it('comes to its end by itself: the longest hold is over, and what names nobody stays', async () => {
    const { moveClock } = await verbs()
    const { endHolds } = await import('@/lib/workflow/end-holds')
    moveClock('P9Y')
    // The shorter of the two rules has ended; what it needs, the longer needs as well.
    expect(await endHolds(world.worker)).toMatchObject({ ok: true })
    expect(await world.drain()).toEqual([])
    expect(await buyers()).toEqual([null, 'Person 3'])
    moveClock('P18Y2M')
    expect(await endHolds(world.worker)).toMatchObject({ ok: true })
    expect(await world.drain()).toEqual([])
    expect(await buyers()).toEqual([null, null])
    const { rows } = await world.shop.query('select total, issued_on::text from shop.invoice where id = 32')
    expect(rows).toEqual([{ total: '20.00', issued_on: '2024-05-04' }])
    const lines = await world.db.retainedLine.findMany({ where: { dataset: 'invoice' } })
    expect(new Set(lines.map(({ state }) => state))).toEqual(new Set(['ended']))
  })
})

const buyers = async () =>
  (await world.shop.query('select buyer_name from shop.invoice where customer_id = 3 order by id')).rows.map(
    (row) => row.buyer_name,
  )

/** A number cannot be empty: what is over gets another one. */
async function replaceNumbers() {
  const datasets = shopMap.datasets.map((dataset) => {
    const { number } = dataset.fields
    if (dataset.key !== 'invoice' || !number) return dataset
    return { ...dataset, fields: { ...dataset.fields, number: { ...number, onErasure: { replace: 'gone-{id}' } } } }
  })
  await world.db.dataMapVersion.create({ data: { version: 2, document: { ...shopMap, datasets }, checksum: 'test-2' } })
}

const held = (plan: ErasurePlan) =>
  plan.systems
    .flatMap(({ groups }) => groups.filter(({ dataset }) => dataset === 'invoice'))
    .flatMap(({ keeps }) => keeps)
    .map((kept) => [
      kept.why,
      'rule' in kept ? kept.rule : '',
      kept.why === 'rule' ? kept.until.at(-1)?.date : undefined,
    ])
    .sort()
