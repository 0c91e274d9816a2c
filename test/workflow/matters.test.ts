import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ErasurePlan } from '@/lib/domain/plan/types'
import type { MatterForm } from '@/lib/schemas/matter'
import { approvedErasure, letterText, type Office, office } from './office'
import { customerRows } from './shop'

let world: Office
beforeAll(async () => {
  world = await office()
})
afterAll(() => world.end())

const in30days = () => Temporal.Now.plainDateISO('Europe/Paris').add({ days: 30 }).toString()
const form = (more: Partial<MatterForm> = {}): MatterForm => ({
  ...{ kind: 'dispute', name: 'Smith v. Shop', reference: `LIT-${randomUUID().slice(0, 8)}`, reason: 'Claim of 3 May' },
  ...{ told: 'told', reviewOn: in30days(), systems: [], datasets: [], from: null, to: null },
  ...{ identifiers: [], requestId: null },
  ...more,
})
const about = (value: string, kind = 'email') => ({ identifiers: [{ kind, value }] })

async function place(more: Partial<MatterForm>, actor = world.agent): Promise<string> {
  const { placeMatter } = await import('@/lib/workflow/place-matter')
  const placed = await placeMatter(actor, form(more))
  if (!placed.ok) throw new Error(placed.reason)
  return placed.matterId
}

async function lift(matterId: string): Promise<void> {
  const { proposeLift } = await import('@/lib/workflow/propose-lift')
  const { liftMatter } = await import('@/lib/workflow/lift-matter')
  const matter = await world.db.matter.findUniqueOrThrow({ where: { id: matterId } })
  const proposed = await proposeLift(world.dpo, { matterId, version: matter.version })
  const lifted = await liftMatter(world.second, { matterId, version: matter.version + 1 })
  expect([proposed, lifted]).toEqual([{ ok: true }, { ok: true }])
}

const person = async (n: number) => {
  await world.shop.query(customerRows(n, `p${n}@example.org`))
  return world.submit(`p${n}@example.org`, ['erasure'])
}
const rowsOf = async (n: number) =>
  (
    await world.shop.query(
      `select (select count(*) from shop.customer where id = $1 and name is not null)::int as customers,
         (select count(*) from shop.wish where customer_id = $1)::int as wishes,
         (select count(*) from shop.invoice where customer_id = $1)::int as invoices,
         (select count(*) from shop.newsletter where email = $2)::int as newsletters`,
      [n, `p${n}@example.org`],
    )
  ).rows[0]
const untouched = { customers: 1, wishes: 3, invoices: 2, newsletters: 1 }
const planOf = async (requestId: string) => {
  const plan = await world.db.plan.findFirstOrThrow({ where: { item: { requestId } }, orderBy: { number: 'desc' } })
  return plan.document as unknown as ErasurePlan
}

describe('a matter about a person', () => {
  it('refuses what was approved before, plans anew, and the answer says what stays', async () => {
    const id = await person(1)
    await approvedErasure(world, id)
    const matterId = await place(about(' P1@Example.ORG '))
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(1)).toEqual(untouched)
    expect(await world.events(id)).toContain('step.refused')
    const drawn = await planOf(id)
    expect(drawn).toMatchObject({ matters: [matterId], totals: { deleted: 0, cleared: 9, keptRows: 9 } })

    await approvedErasure(world, id, false)
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(1)).toEqual(untouched)
    expect(await world.items(id)).toMatchObject([{ status: 'done', outcome: 'partly-erased' }])
    const letter = await letterText(id, 'answer-erasure')
    expect(letter).toContain('17(3)(e)')
    expect(letter).toContain('dispute')
    expect(letter).not.toMatch(/Smith|LIT-|Claim/)

    const { issueCertificate } = await import('@/lib/workflow/issue-certificate')
    const issued = await issueCertificate(world.dpo, { requestId: id, format: 'json' })
    const certificate = issued.ok ? JSON.parse(issued.bytes.toString()) : null
    expect(certificate.items[0].frozen).toContainEqual({ kind: 'dispute', label: { en: 'wish', fr: 'wish' }, rows: 3 })
    expect(JSON.stringify(certificate)).not.toMatch(/Smith|LIT-|Claim/)

    const { hold } = await import('@/lib/queries/holds')
    expect(await hold(world.agent, matterId)).toMatchObject({
      words: { name: 'Smith v. Shop', reason: 'Claim of 3 May' },
      people: 1,
      plans: 1,
      frozen: expect.arrayContaining([{ dataset: 'wish', rows: 3 }]),
    })
    expect(await hold(world.auditor, matterId)).toMatchObject({ words: null, people: 1, plans: 1 })

    // What the answered request left is erased once nothing keeps it any more.
    await lift(matterId)
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(1)).toMatchObject({ customers: 0, wishes: 0, invoices: 1, newsletters: 0 })
  })

  it('is found by the records, whatever address or number names the person', async () => {
    const id = await person(2)
    await world.drain()
    await place(about('c-2', 'customer-number'))
    await world.drain()
    expect((await planOf(id)).totals.deleted).toBe(0)
    const { decideIdentity } = await import('@/lib/workflow/decide-identity')
    expect(decideIdentity).toBeTypeOf('function')
    expect(await rowsOf(2)).toEqual(untouched)
  })

  it('concerns nobody else', async () => {
    const id = await person(3)
    await approvedErasure(world, id)
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(3)).toMatchObject({ wishes: 0, newsletters: 0 })
  })

  it('says the ground alone where the person is not to be told', async () => {
    const id = await person(4)
    await place({ ...about('p4@example.org'), kind: 'investigation', told: 'ground-only', datasets: ['wish'] })
    await approvedErasure(world, id)
    await world.drain()
    expect(await rowsOf(4)).toMatchObject({ customers: 1, wishes: 3, newsletters: 0 })
    const letter = await letterText(id, 'answer-erasure')
    expect(letter).toContain('17(3)(e)')
    expect(letter).not.toMatch(/investigation|wish/)
  })

  it('asks a system again that was away when it was placed; until then nobody there is erased', async () => {
    const id = await person(5)
    await approvedErasure(world, id)
    const away = await world.shopAway()
    const matterId = await place(about('c-5', 'customer-number'))
    expect(await world.db.matterPerson.findFirst({ where: { matterId } })).toMatchObject({ unasked: ['shop'] })
    await away.back()
    const { runStep } = await import('@/lib/workflow/run-step')
    const { applyMatter } = await import('@/lib/workflow/apply-matter')
    const step = await world.db.step.findFirstOrThrow({ where: { plan: { item: { requestId: id } } } })
    await expect(runStep(world.worker, { stepId: step.id })).rejects.toThrow('matter-unclear')
    expect(await applyMatter(world.worker, { matterId })).toEqual({ ok: true })
    expect(await runStep(world.worker, { stepId: step.id })).toEqual({ ok: true })
    expect(await world.db.step.findUnique({ where: { id: step.id } })).toMatchObject({
      ...{ status: 'refused', problem: 'matter' },
    })
    expect(await rowsOf(5)).toEqual(untouched)
    await world.drain()
  })
})

describe('a matter about places and dates', () => {
  it('freezes the documents of its time with what they point at; the rest goes', async () => {
    const id = await person(6)
    const matterId = await place({ datasets: ['invoice-line'], from: '2010-01-01', to: '2010-12-31' })
    await approvedErasure(world, id)
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(6)).toEqual({ customers: 1, wishes: 0, invoices: 2, newsletters: 0 })
    const { rows } = await world.shop.query(
      'select id, buyer_email is null as cleared from shop.invoice where customer_id = 6 order by id',
    )
    expect(rows).toEqual([
      { id: '61', cleared: false },
      { id: '62', cleared: true },
    ])
    await lift(matterId)
  })

  it('a plan drawn before is outdated at its signature', async () => {
    const id = await person(7)
    await world.drain()
    const matterId = await place({ systems: ['shop'] })
    await expect(approvedErasure(world, id, false)).rejects.toThrow('plan-outdated')
    await world.drain()
    expect((await planOf(id)).matters).toEqual([matterId])
    await lift(matterId)
    await world.drain()
    expect((await planOf(id)).matters).toBeUndefined()
  })
})

describe('lifting', () => {
  it('takes two people, one of them a data protection officer; what was placed is forgotten', async () => {
    const { proposeLift } = await import('@/lib/workflow/propose-lift')
    const { liftMatter } = await import('@/lib/workflow/lift-matter')
    const matterId = await place(about('c-99', 'customer-number'))
    const refused = (reason: string) => ({ ok: false, reason })
    expect(await proposeLift(world.auditor, { matterId, version: 1 })).toEqual(refused('not-permitted'))
    expect(await liftMatter(world.dpo, { matterId, version: 1 })).toEqual(refused('wrong-status'))
    expect(await proposeLift(world.dpo, { matterId, version: 1 })).toEqual({ ok: true })
    expect(await liftMatter(world.dpo, { matterId, version: 2 })).toEqual(refused('lift-needs-another'))
    expect(await liftMatter(world.agent, { matterId, version: 2 })).toEqual(refused('not-permitted'))
    expect(await liftMatter(world.second, { matterId, version: 1 })).toEqual(refused('conflict'))
    expect(await liftMatter(world.second, { matterId, version: 2 })).toEqual({ ok: true })
    expect(await world.db.matterPerson.count({ where: { matterId } })).toBe(0)
    const entries = await world.db.ledgerEntry.findMany({ where: { body: { contains: matterId } } })
    expect(entries.map(({ event }) => event)).toEqual(['matter.placed', 'matter.lift-proposed', 'matter.lifted'])
    expect(entries.map(({ body }) => body).join()).not.toMatch(/Smith|LIT-|customer-number/)
  })

  it('a first password does not count', async () => {
    const { liftMatter } = await import('@/lib/workflow/lift-matter')
    const { proposeLift } = await import('@/lib/workflow/propose-lift')
    const staff = { name: 'New', role: 'dpo', passwordHash: '-', createdBy: world.dpo.userId }
    await world.db.staffUser.create({ data: { id: world.second.userId, email: 'new@shop.example', ...staff } })
    const matterId = await place(about('c-98', 'customer-number'))
    expect(await proposeLift(world.dpo, { matterId, version: 1 })).toEqual({ ok: true })
    expect(await liftMatter(world.second, { matterId, version: 2 })).toEqual({
      ok: false,
      reason: 'lift-first-password',
    })
    await world.db.staffUser.delete({ where: { id: world.second.userId } })
  })

  it('a review keeps it, until a date within a year, and answers a proposal', async () => {
    const { proposeLift } = await import('@/lib/workflow/propose-lift')
    const { reviewMatter } = await import('@/lib/workflow/review-matter')
    const matterId = await place(about('c-97', 'customer-number'))
    await proposeLift(world.agent, { matterId, version: 1 })
    const review = (reviewOn: string) => reviewMatter(world.dpo, { matterId, version: 2, reviewOn })
    expect(await review('2020-01-01')).toEqual({ ok: false, reason: 'review-past' })
    expect(await review('2999-01-01')).toEqual({ ok: false, reason: 'review-far' })
    expect(await review(in30days())).toEqual({ ok: true })
    expect(await world.db.matter.findUnique({ where: { id: matterId } })).toMatchObject({
      ...{ status: 'active', liftProposedBy: null, version: 3 },
    })
  })

  it('says what is wrong with a matter', async () => {
    const { placeMatter } = await import('@/lib/workflow/place-matter')
    const reason = async (more: Partial<MatterForm>, actor = world.dpo) => {
      const done = await placeMatter(actor, form(more))
      return done.ok ? 'ok' : done.reason
    }
    expect(await reason({})).toBe('scope-missing')
    expect(await reason({ datasets: ['nothing'] })).toBe('unknown-place')
    expect(await reason({ from: '2026-02-01', to: '2026-01-01' })).toBe('dates-reversed')
    expect(await reason(about('no address'))).toBe('identifier-unreadable')
    expect(await reason({ ...about('c-9', 'customer-number'), reviewOn: '2020-01-01' })).toBe('review-past')
    expect(await reason(about('c-9', 'customer-number'), world.auditor)).toBe('not-permitted')
  })
})

describe('what is done by hand', () => {
  it('is not corrected while a matter stands, whatever number names the person', async () => {
    const { completeTask } = await import('@/lib/workflow/complete-task')
    await world.shop.query(customerRows(10, 'p10@example.org'))
    const id = await world.submit('p10@example.org', ['rectification'])
    await world.drain()
    const task = await world.db.manualTask.findFirstOrThrow({ where: { item: { requestId: id } } })
    const matterId = await place(about('c-10', 'customer-number'))
    const answer = { taskId: task.id, version: task.version, note: 'New street', result: 'done' as const }
    expect(await completeTask(world.agent, answer)).toEqual({ ok: false, reason: 'matter' })
    await lift(matterId)
    expect(await completeTask(world.agent, answer)).toEqual({ ok: true })
  })

  it('nor by a correction that may be meant for the one place where the matter stands', async () => {
    const { completeTask } = await import('@/lib/workflow/complete-task')
    await world.shop.query(customerRows(11, 'p11@example.org'))
    const id = await world.submit('p11@example.org', ['rectification'])
    await world.drain()
    const task = await world.db.manualTask.findFirstOrThrow({ where: { item: { requestId: id } } })
    const answer = { taskId: task.id, version: task.version, note: 'New street', result: 'done' as const }
    const held = [
      await place({ ...about('p11@example.org'), systems: ['shop'] }),
      await place({ ...about('p11@example.org'), datasets: ['invoice'] }),
    ]
    for (const matterId of held) {
      expect(await completeTask(world.agent, answer)).toEqual({ ok: false, reason: 'matter' })
      await lift(matterId)
    }
    expect(await completeTask(world.agent, answer)).toEqual({ ok: true })
  })
})

describe('an open request for a copy', () => {
  it('protects its evidence from another request of the same person', async () => {
    const erasure = await person(8)
    await world.drain()
    const access = await world.submit('p8@example.org', ['access'])
    await world.drain()
    await expect(approvedErasure(world, erasure, false)).rejects.toThrow('access-first')
    await world.db.requestItem.updateMany({ where: { requestId: access }, data: { status: 'done' } })
    const { approvePlan } = await import('@/lib/workflow/approve-plan')
    const [item] = await world.items(erasure)
    const plan = await world.db.plan.findFirstOrThrow({
      where: { itemId: item?.id ?? '' },
      orderBy: { number: 'desc' },
    })
    const signature = { itemId: plan.itemId, version: item?.version ?? 0, hash: plan.hash }
    expect(await approvePlan(world.dpo, signature)).toEqual({ ok: true })
    await world.db.requestItem.updateMany({ where: { requestId: access }, data: { status: 'planned' } })
    const waits = await world.drain()
    expect(waits.map((error) => (error as Error).message)).toEqual(['access-first'])
    expect(await rowsOf(8)).toEqual(untouched)
    await world.db.requestItem.updateMany({ where: { requestId: access }, data: { status: 'done' } })
    const step = await world.db.step.findFirstOrThrow({ where: { planId: plan.id } })
    const { runStep } = await import('@/lib/workflow/run-step')
    expect(await runStep(world.worker, { stepId: step.id })).toEqual({ ok: true })
    expect(await rowsOf(8)).toMatchObject({ wishes: 0 })
  })
})

describe('the race with a commit', () => {
  it('placed before the last look: nothing is committed', async () => {
    const { whileNothingCommits } = await import('@/lib/workflow/matter-lock')
    const { runStep } = await import('@/lib/workflow/run-step')
    const id = await person(9)
    await approvedErasure(world, id)
    const step = await world.db.step.findFirstOrThrow({ where: { plan: { item: { requestId: id } } } })
    // The step finds nothing in its way, erases, and meets the lock just before COMMIT.
    const inside = Promise.withResolvers<void>()
    const leave = Promise.withResolvers<void>()
    const placing = whileNothingCommits(async (tx) => {
      inside.resolve()
      await leave.promise
      await tx.matter.create({ data: { ...(await rawMatter()) } })
    })
    await inside.promise
    const running = runStep(world.worker, { stepId: step.id })
    await lockIsWaitedFor()
    leave.resolve()
    await placing
    expect(await running).toEqual({ ok: true })
    expect(await world.db.step.findUnique({ where: { id: step.id } })).toMatchObject({
      ...{ status: 'refused', problem: 'matter', transactionId: null },
    })
    expect(await rowsOf(9)).toEqual(untouched)
    await world.db.matter.updateMany({ where: { systems: { has: 'shop' } }, data: { status: 'lifted' } })
    await world.drain()
  })

  it('placed after it: the commit ends first, then the matter stands', async () => {
    const { whileNoMatterIsPlaced } = await import('@/lib/workflow/matter-lock')
    const order: string[] = []
    const entered = Promise.withResolvers<void>()
    const committing = whileNoMatterIsPlaced(
      async () => undefined,
      async (enter) => {
        await enter()
        entered.resolve()
        await lockIsWaitedFor()
        order.push('committed')
      },
    )
    await entered.promise
    const placing = place(about('c-96', 'customer-number')).then(() => order.push('placed'))
    await Promise.all([committing, placing])
    expect(order).toEqual(['committed', 'placed'])
  })
})

describe('time', () => {
  it('five years after the lifting, what colleagues wrote is gone', async () => {
    const { expire } = await import('@/lib/workflow/expire')
    const { moveClock } = await import('@/lib/platform/clock')
    const matterId = await place(about('c-95', 'customer-number'))
    await lift(matterId)
    const words = async () => (await world.db.matter.findUniqueOrThrow({ where: { id: matterId } })).reasonEnc
    await expire(world.worker)
    expect(await words()).not.toBeNull()
    moveClock('P1830D')
    await expire(world.worker)
    moveClock(null)
    expect(await words()).toBeNull()
  })
})

/** Until somebody stands before the lock. */
async function lockIsWaitedFor(): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const [found] = await world.db.$queryRaw<{ waiting: number }[]>`SELECT count(*)::int AS waiting FROM pg_locks
      WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
    if ((found?.waiting ?? 0) > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('nobody waits for the lock')
}

const rawMatter = async () => ({
  ...{ kind: 'audit', reference: `AUD-${randomUUID().slice(0, 8)}`, told: 'told', aboutEverybody: true },
  ...{ systems: ['shop'], datasets: [], reviewOn: new Date('2027-01-01'), placedBy: world.dpo.userId },
  placedAt: new Date(),
})
