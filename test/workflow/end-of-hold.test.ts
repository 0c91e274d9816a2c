// Time travel: what the law keeps is erased when its day is over, and proved, also when the request's own key is long gone.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { HoldRule } from '@/lib/domain/hold-rule'
import { moveClock } from '@/lib/platform/clock'
import { approvedErasure, type Office, office } from './office'
import { AFTER_ITS_END, customerRows } from './shop'

let world: Office
beforeAll(async () => {
  world = await office()
})
afterAll(() => world.end())
afterEach(() => moveClock(null))

const rowsOf = async (n: number) => {
  const { rows } = await world.shop.query(
    `select 'customer ' || id as row from shop.customer where id = $1
     union all select 'invoice ' || id from shop.invoice where customer_id = $1
     union all select 'line ' || id from shop.invoice_line where invoice_id / 10 = $1 order by 1`,
    [n],
  )
  return rows.map(({ row }) => row)
}

async function erased(n: number, email: string): Promise<string> {
  await world.shop.query(customerRows(n, email))
  const requestId = await world.submit(email, ['erasure'])
  await approvedErasure(world, requestId)
  expect(await world.drain()).toEqual([])
  expect(await rowsOf(n)).toEqual([`customer ${n}`, `invoice ${n * 10 + 2}`, `line ${n * 10 + 2}`])
  return requestId
}

let answered: Awaited<ReturnType<typeof certificate>>
async function certificate(requestId: string, planId?: string, format: 'json' | 'pdf' = 'json') {
  const { issueCertificate } = await import('@/lib/workflow/issue-certificate')
  const issued = await issueCertificate(world.dpo, { requestId, format, ...(planId !== undefined && { planId }) })
  if (!issued.ok) throw new Error(issued.reason)
  return issued
}

const memoryOf = (requestId: string) =>
  world.db.erasureMemory.findFirstOrThrow({ where: { requestId }, include: { lines: { orderBy: { dataset: 'asc' } } } })
const followUpsOf = (requestId: string) =>
  world.db.plan.findMany({ where: { memory: { requestId } }, orderBy: { number: 'asc' } })

async function endHolds() {
  const { endHolds: verb } = await import('@/lib/workflow/end-holds')
  return verb(world.worker)
}

describe('the end of a hold', () => {
  it('is remembered by rule, place and day, without the address', async () => {
    const id = await erased(1, 'ana@example.org')
    const memory = await memoryOf(id)
    expect(memory.lines.map((line) => [line.dataset, line.endsOn?.toISOString().slice(0, 10), line.rows])).toEqual([
      ['customer', '2034-12-31', 1],
      ['invoice', '2034-12-31', 1],
      ['invoice-line', '2034-12-31', 1],
    ])
    expect(await world.events(id)).toContain('erasure.remembered')
    expect(await endHolds()).toMatchObject({ due: 0, asked: 0, forgotten: 0 })
    answered = await certificate(id)
  })

  it('erases what was kept, in evidence and seen by a re-reading; a second run changes nothing', async () => {
    const id = (await world.db.subjectRequest.findFirstOrThrow()).id
    // The same address, registered anew since: another record, and the newsletter's key is the address itself.
    await world.shop.query(`insert into shop.customer values (7001, 'C-7001', 'ana@example.org', 'Ana again', null);
      insert into shop.newsletter values ('ana@example.org', '2033-01-01')`)
    moveClock(AFTER_ITS_END)
    expect(await endHolds()).toMatchObject({ due: 3, asked: 1 })
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(1)).toEqual([])
    expect((await world.shop.query(`select name from shop.customer where id = 7001`)).rows).toEqual([
      { name: 'Ana again' },
    ])
    expect((await world.shop.query(`select since::text from shop.newsletter`)).rows).toEqual([{ since: '2033-01-01' }])
    const [plan] = await followUpsOf(id)
    expect(plan).toMatchObject({ followUp: 'hold-ended', status: 'approved', waitsFor: null, approvedBy: null })
    expect(plan?.closedAt).not.toBeNull()
    expect((await memoryOf(id)).lines.map(({ state, rows }) => [state, rows])).toEqual([
      ['ended', 1],
      ['ended', 1],
      ['ended', 1],
    ])
    const events = await world.events(id)
    expect(events.slice(events.indexOf('follow-up.opened'))).toEqual([
      'follow-up.opened',
      'step.attempted',
      'step.applied',
      'step.verified',
      'hold.ended',
    ])
    expect(await endHolds()).toMatchObject({ due: 0, asked: 0 })
    expect(await world.drain()).toEqual([])
    expect(await followUpsOf(id)).toHaveLength(1)
    expect((await world.request(id)).status).toBe('closed')
    expect(await certificate(id)).toEqual(answered)
    const followed = await certificate(id, plan?.id)
    expect(JSON.parse(String(followed.bytes))).toMatchObject({
      items: [
        {
          followUp: { cause: 'hold-ended', byItself: true },
          outcome: 'erased',
          found: 3,
          kept: [],
          verified: [{ remaining: 0 }],
          plan: { number: 2, hash: plan?.hash, preparedBy: null, approvedBy: null },
        },
      ],
    })
    expect(String(followed.bytes)).not.toContain('ana')
    expect((await certificate(id, plan?.id, 'pdf')).bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('forgets the person when nothing is left to come, and destroys the key', async () => {
    const id = (await world.db.subjectRequest.findFirstOrThrow()).id
    moveClock('P8Y5M')
    expect((await endHolds()).forgotten).toBe(0)
    moveClock('P8Y7M')
    expect((await endHolds()).forgotten).toBe(1)
    expect(await memoryOf(id)).toMatchObject({ wrappedKey: null, keysEnc: null, identifierIndexes: [], emailIndex: '' })
    expect(await world.events(id)).toContain('memory.destroyed')
  })

  it('works although the key of the request was destroyed years before', async () => {
    const id = await erased(2, 'bea@example.org')
    const { expire } = await import('@/lib/workflow/expire')
    moveClock('P5Y2M')
    expect((await expire(world.worker)).destroyed).toBeGreaterThan(0)
    expect((await world.request(id)).wrappedKey).toBeNull()
    moveClock(AFTER_ITS_END)
    await endHolds()
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(2)).toEqual([])
    moveClock('P8Y7M')
    await endHolds()
    const [plan] = await followUpsOf(id)
    expect(plan?.document).toMatchObject({ systems: [] })
  })
})

describe('what does not go by itself', () => {
  it('more rows than were left wait for the officer, who signs', async () => {
    const { approveFollowUp } = await import('@/lib/workflow/approve-follow-up')
    const id = await erased(3, 'cid@example.org')
    await world.shop.query(
      `insert into shop.invoice values (39, 3, 'F-3-9', '2012-01-01', 'issued', 'Somebody', '2 rue B', null, 5)`,
    )
    moveClock(AFTER_ITS_END)
    await endHolds()
    expect(await world.drain()).toEqual([])
    const [plan] = await followUpsOf(id)
    expect(plan).toMatchObject({ status: 'draft', waitsFor: 'more-rows' })
    expect(await rowsOf(3)).toHaveLength(4)
    expect((await memoryOf(id)).lines.map(({ problem }) => problem)).toEqual(['more-rows', 'more-rows', 'more-rows'])
    // It waits: no second draft the day after.
    await endHolds()
    await world.drain()
    expect(await followUpsOf(id)).toHaveLength(1)
    const input = { planId: plan?.id ?? '', hash: plan?.hash ?? '' }
    expect(await approveFollowUp(world.agent, input)).toEqual({ ok: false, reason: 'not-permitted' })
    expect(await approveFollowUp(world.dpo, { ...input, hash: 'other' })).toEqual({ ok: false, reason: 'plan-changed' })
    expect(await approveFollowUp(world.dpo, input)).toEqual({ ok: true })
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(3)).toEqual([])
  })

  it('a system that is down for a day: the lines say so, and it goes on by itself', async () => {
    const id = await erased(4, 'dan@example.org')
    moveClock(AFTER_ITS_END)
    const away = await world.shopAway()
    await endHolds()
    expect(String(await world.drain())).toContain('unreachable')
    expect((await memoryOf(id)).lines[0]).toMatchObject({ state: 'due' })
    expect((await memoryOf(id)).lines[0]?.problem).toMatch(/unreachable|database-missing|sign-in-refused/)
    await away.back()
    await endHolds()
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(4)).toEqual([])
  })

  it('a system that goes down between the plan and its step: the step waits, the line says why, and it ends alone', async () => {
    const id = await erased(7, 'ida@example.org')
    moveClock(AFTER_ITS_END)
    await endHolds()
    await world.drain(['run-step'])
    const away = await world.shopAway()
    expect(String(await world.drain())).toContain('unreachable')
    expect((await memoryOf(id)).lines[0]).toMatchObject({ state: 'due', problem: 'unreachable' })
    // The plan is on its way: no second one is drawn.
    await endHolds()
    await world.drain()
    expect(await followUpsOf(id)).toHaveLength(1)
    await away.back()
    const { runStep } = await import('@/lib/workflow/run-step')
    const step = await world.db.step.findFirstOrThrow({ where: { status: 'waiting' } })
    expect(await runStep(world.worker, { stepId: step.id })).toEqual({ ok: true })
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(7)).toEqual([])
    expect((await memoryOf(id)).lines[0]).toMatchObject({ state: 'ended', problem: null })
  })

  it('rows that change between the plan and its step: nothing is done, and the next night draws it anew', async () => {
    const id = await erased(10, 'jan@example.org')
    moveClock(AFTER_ITS_END)
    await endHolds()
    await world.drain(['run-step'])
    await world.shop.query(`update shop.invoice set total = 21 where customer_id = 10`)
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(10)).toHaveLength(3)
    expect((await memoryOf(id)).lines[0]).toMatchObject({ state: 'due', problem: 'rows-changed' })
    await endHolds()
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(10)).toEqual([])
    expect((await followUpsOf(id)).map(({ status }) => status)).toEqual(['superseded', 'approved'])
  })

  it('an open access request of the same person comes first', async () => {
    const id = await erased(5, 'eva@example.org')
    moveClock(AFTER_ITS_END)
    const other = await world.submit('eva@example.org', ['access'])
    await endHolds()
    await world.drain()
    expect(await rowsOf(5)).toHaveLength(3)
    expect((await memoryOf(id)).lines[0]).toMatchObject({ state: 'due', problem: 'access-first' })
    await world.db.requestItem.updateMany({ where: { requestId: other }, data: { status: 'withdrawn' } })
    await endHolds()
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(5)).toEqual([])
  })
})

/** Adds a version of a rule, in force from the start. */
const rule = (document: HoldRule) =>
  world.db.holdRule.create({
    data: { key: document.key, version: document.version, document, effectiveAt: new Date('2020-01-02') },
  })

const frenchInvoices = async (): Promise<HoldRule> => {
  const { shippedRules } = await import('@/lib/domain/hold-rules/shipped')
  const found = shippedRules.find(
    ({ jurisdiction, documentType }) => jurisdiction === 'FR' && documentType === 'invoice',
  )
  if (!found) throw new Error('no French rule for invoices')
  return found
}
const invoice = async (id: number) => (await world.shop.query('select * from shop.invoice where id = $1', [id])).rows[0]
const openLines = async (requestId: string) =>
  (await memoryOf(requestId)).lines
    .filter(({ state }) => state !== 'ended')
    .map(({ dataset, ruleKey, endsOn }) => `${dataset} ${ruleKey} ${endsOn?.toISOString().slice(0, 10)}`)

describe('what rules and people decide meanwhile', () => {
  it('a matter placed meanwhile freezes what has come due; lifted, it goes', async () => {
    const { placeMatter } = await import('@/lib/workflow/place-matter')
    const { proposeLift } = await import('@/lib/workflow/propose-lift')
    const { liftMatter } = await import('@/lib/workflow/lift-matter')
    const id = await erased(6, 'fay@example.org')
    moveClock(AFTER_ITS_END)
    const placed = await placeMatter(world.agent, {
      ...{ kind: 'dispute', reference: 'D-6', name: 'Fay', reason: 'court', told: 'told', reviewOn: '2035-06-01' },
      ...{ identifiers: [{ kind: 'email', value: 'fay@example.org' }], requestId: null },
      ...{ systems: [], datasets: [], from: null, to: null },
    })
    if (!placed.ok) throw new Error(placed.reason)
    const { matterId } = placed
    await endHolds()
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(6)).toHaveLength(3)
    expect((await memoryOf(id)).lines.map(({ ruleKey, endsOn, state }) => [ruleKey, endsOn, state])).toEqual(
      Array.from({ length: 3 }, () => [`matter:${matterId}`, null, 'held']),
    )
    expect(await proposeLift(world.second, { matterId, version: 1 })).toEqual({ ok: true })
    expect(await liftMatter(world.dpo, { matterId, version: 2 })).toEqual({ ok: true })
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(6)).toEqual([])
  })

  it('a rule that was lengthened keeps holding; one that was shortened lets go before the day that was remembered', async () => {
    const id = await erased(8, 'gil@example.org')
    const first = await frenchInvoices()
    await rule({ ...first, version: first.version + 1, period: 'P12Y' })
    moveClock(AFTER_ITS_END)
    await endHolds()
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(8)).toHaveLength(3)
    expect(await openLines(id)).toEqual(
      ['customer', 'invoice', 'invoice-line'].map((dataset) => `${dataset} ${first.key} 2036-12-31`),
    )
    expect(await followUpsOf(id)).toEqual([])
    await rule({ ...first, version: first.version + 2, period: 'P9Y' })
    await endHolds()
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(8)).toEqual([])
  })

  it('of two rules on one record, each lets its own fields go when it ends', async () => {
    const first = await frenchInvoices()
    await rule({ ...first, version: first.version + 3, period: 'P10Y' })
    const needs: HoldRule['needs'] = ['amount', 'document-number', 'document-date', 'document-status']
    await rule({ ...first, key: 'fr-statistics', version: 1, period: 'P15Y', needs })
    const id = await erased(9, 'hal@example.org')
    expect(await invoice(92)).toMatchObject({ buyer_name: 'Person 9', buyer_address: '1 rue A', total: '20.00' })
    moveClock(AFTER_ITS_END)
    await endHolds()
    expect(await world.drain()).toEqual([])
    expect(await invoice(92)).toMatchObject({ buyer_name: null, buyer_address: null, number: 'F-9-2', total: '20.00' })
    expect(await openLines(id)).toEqual(expect.arrayContaining(['invoice fr-statistics 2039-12-31']))
    expect((await openLines(id)).filter((line) => line.includes(first.key))).toEqual([])
    moveClock('P13Y2M')
    await endHolds()
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(9)).toEqual([])
    expect(await openLines(id)).toEqual([])
  })
})
