import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { letterText, type Office, office } from './office'
import { customerRows } from './shop'

let world: Office
const dump = async (n: number) => {
  const { rows } = await world.shop.query(
    `select 'customer' t, to_jsonb(c) r from shop.customer c where id = $1
     union all select 'invoice', to_jsonb(i) from shop.invoice i where customer_id = $1
     union all select 'wish', to_jsonb(w) from shop.wish w where customer_id = $1
     union all select 'line', to_jsonb(l) from shop.invoice_line l where invoice_id / 10 = $1 order by 1, 2`,
    [n],
  )
  return rows
}

beforeAll(async () => {
  world = await office()
  await world.shop.query(customerRows(1, 'ana@example.org') + customerRows(2, 'ana+ads@example.org'))
})
afterAll(() => world.end())

async function signed(requestId: string) {
  const { preparePlan } = await import('@/lib/workflow/prepare-plan')
  const { approvePlan } = await import('@/lib/workflow/approve-plan')
  const [item] = await world.items(requestId)
  const plan = await world.db.plan.findFirstOrThrow({ where: { itemId: item?.id ?? '' }, orderBy: { number: 'desc' } })
  const itemId = plan.itemId
  const prepared = await preparePlan(world.agent, { itemId, version: item?.version ?? 0, hash: plan.hash })
  const approved = await approvePlan(world.dpo, { itemId, version: (item?.version ?? 0) + 1, hash: plan.hash })
  return { itemId, plan, prepared, approved }
}

describe('a deletion, from the form to the answer', () => {
  it('finds, plans, erases, reads again and answers; the look-alike keeps every byte', async () => {
    const before = await dump(2)
    const id = await world.submit('ana@example.org', ['erasure'])
    expect(await world.drain()).toEqual([])
    expect(await world.request(id)).toMatchObject({ identity: 'proven', status: 'deciding' })
    const { prepared, approved, plan } = await signed(id)
    expect([prepared, approved]).toEqual([{ ok: true }, { ok: true }])
    expect(plan.document).toMatchObject({ blocks: [], totals: { rows: 9, deleted: 6, cleared: 3 } })
    expect(await world.drain()).toEqual([])

    const rows = await dump(1)
    expect(rows.map(({ t }) => t)).toEqual(['customer', 'invoice', 'line'])
    expect(rows[0].r).toMatchObject({ name: null, phone: null, number: 'C-1' })
    expect(rows[0].r.email).toMatch(/^erased-.+@invalid\.example$/)
    expect(rows[1].r).toMatchObject({ id: 12, buyer_name: 'Person 1', buyer_address: '1 rue A', buyer_email: null })
    expect((await world.shop.query(`select email from shop.newsletter order by 1`)).rows).toEqual([
      { email: 'ana+ads@example.org' },
    ])
    expect(await dump(2)).toEqual(before)

    expect(await world.items(id)).toMatchObject([{ status: 'done', outcome: 'partly-erased' }])
    expect((await world.request(id)).status).toBe('closed')
    const letter = await letterText(id, 'answer-erasure')
    for (const words of ['2034', 'CNIL', 'Article 79', 'wish: 3 records deleted']) expect(letter).toContain(words)
    expect(letter).not.toContain('ana@example.org')
  })

  it('tells its story in evidence, in order and without personal data', async () => {
    const [request] = await world.db.subjectRequest.findMany()
    const events = await world.events(request?.id ?? '')
    const course = events.filter((event) => !event.startsWith('letter') && event !== 'request.submitted')
    expect(course).toEqual([
      'request.confirmed',
      'identity.proven',
      'data.discovered',
      'plan.drafted',
      'plan.prepared',
      'plan.approved',
      'step.attempted',
      'step.applied',
      'step.verified',
      'item.decided',
      'suppression.added',
      'erasure.remembered',
      'request.closed',
    ])
    const { bodies } = (
      await world.db.$queryRaw<{ bodies: string }[]>`SELECT string_agg(body, ' ') AS bodies FROM ledger_entry`
    )[0] ?? { bodies: '' }
    expect(bodies).not.toContain('ana')
  })

  it('a step that is run or confirmed again changes nothing', async () => {
    const { runStep } = await import('@/lib/workflow/run-step')
    const { confirmStep } = await import('@/lib/workflow/confirm-step')
    const step = await world.db.step.findFirstOrThrow()
    const before = await dump(1)
    expect(await runStep(world.worker, { stepId: step.id })).toEqual({ ok: false, reason: 'wrong-status' })
    expect(await confirmStep(world.worker, { stepId: step.id })).toEqual({ ok: false, reason: 'wrong-status' })
    expect(await dump(1)).toEqual(before)
  })

  it('somebody unknown waits for the DPO; accepted, the answer is that nothing was found', async () => {
    const { decideIdentity } = await import('@/lib/workflow/decide-identity')
    const id = await world.submit('nobody@example.org', ['erasure'])
    await world.drain()
    const request = await world.request(id)
    expect(request).toMatchObject({ identity: 'waiting', identityReason: 'nothing-found', status: 'identifying' })
    const input = { requestId: id, version: request.version, decision: 'accept' as const, method: 'call-back' as const }
    expect(await decideIdentity(world.agent, input)).toEqual({ ok: false, reason: 'not-permitted' })
    expect(await decideIdentity(world.dpo, input)).toEqual({ ok: true })
    await world.drain()
    const { approved } = await signed(id)
    expect(approved).toEqual({ ok: true })
    expect(await world.items(id)).toMatchObject([{ status: 'done', outcome: 'nothing-found' }])
    expect(await world.db.step.count({ where: { plan: { item: { requestId: id } } } })).toBe(0)
    expect(await letterText(id, 'nothing-found')).toContain('Article 77')
  })
})
