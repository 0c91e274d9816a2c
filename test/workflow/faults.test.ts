import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { approvedErasure, type Office, office } from './office'
import { customerRows } from './shop'

let world: Office
let n = 30

beforeAll(async () => {
  world = await office()
})
afterAll(() => world.end())

async function person() {
  n += 1
  const email = `person${n}@example.org`
  await world.shop.query(customerRows(n, email))
  return { n, email }
}

const stepOf = (requestId: string, status?: string) =>
  world.db.step.findFirstOrThrow({
    where: { plan: { item: { requestId } }, ...(status ? { status } : {}) },
    orderBy: { plan: { number: 'desc' } },
  })
const wishes = async (of: number) =>
  Number((await world.shop.query('select count(*) as c from shop.wish where customer_id = $1', [of])).rows[0].c)
const runStep = async (stepId: string) => (await import('@/lib/workflow/run-step')).runStep(world.worker, { stepId })

describe('what is there is not what was signed', () => {
  it('nothing is done; a new search, a new plan, new signatures', async () => {
    const { n: of, email } = await person()
    const id = await world.submit(email, ['erasure'])
    await approvedErasure(world, id)
    await world.shop.query('insert into shop.wish values ($1, $2, $3)', [of * 10 + 9, of, 'late'])
    const { id: stepId } = await stepOf(id)
    expect(await runStep(stepId)).toEqual({ ok: true })
    expect(await stepOf(id)).toMatchObject({ status: 'refused', problem: 'rows-changed' })
    expect(await wishes(of)).toBe(4)
    expect(await world.items(id)).toMatchObject([{ status: 'discovering' }])
    await world.drain()
    expect(await world.items(id)).toMatchObject([{ status: 'planned' }])
    expect(await world.events(id)).toEqual(expect.arrayContaining(['step.refused', 'plan.superseded']))
    await approvedErasure(world, id, false)
    await world.drain()
    expect(await wishes(of)).toBe(0)
    expect(await world.items(id)).toMatchObject([{ outcome: 'partly-erased' }])
  })

  it('a changed table is noticed too', async () => {
    const { email } = await person()
    const id = await world.submit(email, ['erasure'])
    await approvedErasure(world, id)
    await world.shop.query('alter table shop.wish add column colour text')
    try {
      await runStep((await stepOf(id)).id)
      expect(await stepOf(id)).toMatchObject({ status: 'refused', problem: 'schema-changed' })
    } finally {
      await world.shop.query('alter table shop.wish drop column colour')
    }
  })
})

describe('a worker that died in the middle', () => {
  /** As its successor finds it: attempted, the lease over, and the id stored or not. */
  async function leftBehind(transactionId: string | null) {
    const { n: of, email } = await person()
    const id = await world.submit(email, ['erasure'])
    await approvedErasure(world, id)
    const step = await stepOf(id)
    await world.db.step.update({
      where: { id: step.id },
      data: { status: 'attempted', fence: 1, attempts: 1, transactionId, leaseUntil: new Date(0) },
    })
    return { id, of, stepId: step.id }
  }

  it('before it stored its transaction id: the step runs', async () => {
    const { of, stepId } = await leftBehind(null)
    expect(await runStep(stepId)).toEqual({ ok: true })
    expect(await wishes(of)).toBe(0)
  })

  it('after an aborted transaction: the step runs', async () => {
    const client = new pg.Client({ connectionString: world.company.url })
    await client.connect()
    await client.query('begin')
    const { rows } = await client.query('select pg_current_xact_id()::text as id')
    await client.query('rollback')
    await client.end()
    const { of, stepId } = await leftBehind(rows[0].id)
    expect(await runStep(stepId)).toEqual({ ok: true })
    expect(await wishes(of)).toBe(0)
  })

  it('after a commit: the outcome is recorded, nothing runs twice', async () => {
    const { rows } = await world.shop.query('select pg_current_xact_id()::text as id')
    const { of, stepId } = await leftBehind(rows[0].id)
    expect(await runStep(stepId)).toEqual({ ok: true })
    expect(await wishes(of)).toBe(3) // the transaction that "committed" was not ours: so nothing was erased again
    expect(await world.db.step.findUnique({ where: { id: stepId } })).toMatchObject({ status: 'applied' })
  })

  it('and the re-reading sees that it is not done: ambiguous, shown, never closed', async () => {
    const { confirmStep } = await import('@/lib/workflow/confirm-step')
    const { rows } = await world.shop.query('select pg_current_xact_id()::text as id')
    const { id, stepId } = await leftBehind(rows[0].id)
    await runStep(stepId)
    expect(await confirmStep(world.worker, { stepId })).toEqual({ ok: true })
    expect(await stepOf(id)).toMatchObject({ status: 'ambiguous', problem: 'still-there' })
    expect(await world.items(id)).toMatchObject([{ status: 'approved', outcome: null }])
    expect(await world.events(id)).toContain('step.ambiguous')
    // The way on: search again, sign again.
    const { discoverData } = await import('@/lib/workflow/discover-data')
    expect(await discoverData(world.agent, { requestId: id })).toEqual({ ok: true })
    await world.drain()
    expect(await world.items(id)).toMatchObject([{ status: 'planned' }])
  })

  it('while its transaction still hangs: waits, then knows', async () => {
    const client = new pg.Client({ connectionString: world.company.url })
    await client.connect()
    await client.query('begin')
    const { rows } = await client.query('select pg_current_xact_id()::text as id')
    const { of, stepId } = await leftBehind(rows[0].id)
    await expect(runStep(stepId)).rejects.toThrow('commit-in-progress')
    expect(await wishes(of)).toBe(3)
    await client.query('rollback')
    await client.end()
    expect(await runStep(stepId)).toEqual({ ok: true })
    expect(await wishes(of)).toBe(0)
  })

  it('a slow worker that lost its lease can neither commit nor write an outcome', async () => {
    const { of, stepId } = await leftBehind(null)
    const { claimStep, storeTransactionId } = await import('@/lib/workflow/step-lease')
    const { recordApplied } = await import('@/lib/workflow/record-step')
    const slow = await claimStep(world.worker, stepId)
    if (!slow.ok) throw new Error('the step was not free')
    expect(await runStep(stepId)).toEqual({ ok: false, reason: 'conflict' }) // leased
    await world.db.step.update({ where: { id: stepId }, data: { leaseUntil: new Date(0) } })
    expect(await runStep(stepId)).toEqual({ ok: true })
    await expect(storeTransactionId(slow, '1')).rejects.toThrow()
    await expect(
      recordApplied(world.worker, slow, { transactionId: '1', erased: [], corrected: null }),
    ).rejects.toThrow()
    expect(await wishes(of)).toBe(0)
    const applied = await world.db.ledgerEntry.findMany({ where: { event: 'step.applied' } })
    expect(applied.filter(({ body }) => body.includes(stepId))).toHaveLength(1)
  })
})

describe('a company system that is down', () => {
  it('identity waits and says so; back again, the request goes on', async () => {
    const { IdentityWaits, verifyIdentity } = await import('@/lib/workflow/verify-identity')
    const { email } = await person()
    await world.drain()
    const away = await world.shopAway()
    const id = await world.submit(email, ['erasure'])
    expect(await world.drain()).toEqual([expect.any(IdentityWaits)])
    expect(await world.request(id)).toMatchObject({ identity: 'waiting', identityReason: 'system-unreachable' })
    await expect(verifyIdentity(world.worker, { requestId: id })).rejects.toThrow(IdentityWaits)
    await away.back()
    const { resumeIdentities } = await import('@/lib/workflow/resume-work')
    await resumeIdentities(world.worker)
    expect((await world.request(id)).identity).toBe('proven')
  })

  it('discovery blocks the plan with its reason and looks again by itself', async () => {
    const { discoverData } = await import('@/lib/workflow/discover-data')
    const { preparePlan } = await import('@/lib/workflow/prepare-plan')
    const { email } = await person()
    const id = await world.submit(email, ['erasure'])
    const { verifyIdentity } = await import('@/lib/workflow/verify-identity')
    await verifyIdentity(world.worker, { requestId: id })
    const away = await world.shopAway()
    await discoverData(world.worker, { requestId: id })
    const [item] = await world.items(id)
    const plan = await world.db.plan.findFirstOrThrow({ where: { itemId: item?.id ?? '' } })
    expect(plan.document).toMatchObject({ blocks: [{ code: 'system', problem: { code: 'unreachable' } }] })
    const signed = { itemId: plan.itemId, version: item?.version ?? 0, hash: plan.hash }
    expect(await preparePlan(world.agent, signed)).toMatchObject({ ok: false, reason: 'plan-blocked' })
    const later = await world.db.$queryRaw<unknown[]>`SELECT 1 FROM pgboss.job
      WHERE name = 'discover-data' AND start_after > now() AND data->>'requestId' = ${id}`
    expect(later).toHaveLength(1)
    await away.back()
    await discoverData(world.worker, { requestId: id })
    const newest = await world.db.plan.findFirstOrThrow({ where: { itemId: plan.itemId }, orderBy: { number: 'desc' } })
    expect(newest).toMatchObject({ status: 'draft', document: { blocks: [] } })
  })

  it('a step waits, visibly, and runs when the system is back', async () => {
    const { n: of, email } = await person()
    const id = await world.submit(email, ['erasure'])
    await approvedErasure(world, id)
    const { id: stepId } = await stepOf(id)
    const away = await world.shopAway()
    await expect(runStep(stepId)).rejects.toThrow()
    expect(await stepOf(id)).toMatchObject({ status: 'waiting', problem: 'unreachable' })
    await away.back()
    expect(await runStep(stepId)).toEqual({ ok: true })
    expect(await wishes(of)).toBe(0)
  })

  it('a re-reading that nobody could do is on record once, and never closes anything', async () => {
    const { confirmStep } = await import('@/lib/workflow/confirm-step')
    const { email } = await person()
    const id = await world.submit(email, ['erasure'])
    await approvedErasure(world, id)
    const { id: stepId } = await stepOf(id)
    await runStep(stepId)
    const away = await world.shopAway()
    for (const _ of [1, 2]) await expect(confirmStep(world.worker, { stepId })).rejects.toThrow()
    expect(await stepOf(id)).toMatchObject({ status: 'applied', problem: 'unreachable' })
    expect((await world.events(id)).filter((event) => event === 'step.waiting')).toHaveLength(1)
    await away.back()
    expect(await confirmStep(world.worker, { stepId })).toEqual({ ok: true })
    expect(await stepOf(id)).toMatchObject({ status: 'verified', problem: null })
  })
})

describe('reading values', () => {
  it('is on record first: without the record nothing is read', async () => {
    const { readPersonalData } = await import('@/lib/workflow/read-personal-data')
    const { email } = await person()
    const id = await world.submit(email, ['access'])
    await world.drain()
    const input = { requestId: id, system: 'shop', dataset: 'wish' }
    expect(await readPersonalData(world.auditor, input)).toEqual({ ok: false, reason: 'not-permitted' })
    const served = await readPersonalData(world.agent, input)
    expect(served).toMatchObject({ ok: true, rows: [{ note: 'a' }, { note: 'b' }, { note: 'c' }], more: false })
    expect(await world.events(id)).toContain('personal-data.read')
    const ledger = await import('@/lib/platform/ledger')
    const broken = vi.spyOn(ledger, 'appendEvidence').mockRejectedValue(new Error('disk full'))
    await expect(readPersonalData(world.agent, input)).rejects.toThrow('disk full')
    broken.mockRestore()
  })
})
