// An erasure that is not atomic, on the company's real server: killed, cut and frozen between its parts. The company's
// own trigger counts every wish that goes.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ErasurePlan } from '@/lib/domain/plan/types'
import { approvedErasure, letterText } from '../workflow/office'
import { ended, said, workerProcesses } from '../workflow/worker-process'
import { expectDoneOnce, type FaultOffice, faultOffice, kinds, takeOver } from './fault-shop'
import { type HeldLine, type Hold, heldLine, say } from './held-line'

/** What our own line says when a part of the wishes goes on record. */
const recorded = String.raw`dataset\":\"wish`

describe.each(kinds)('%s: an erasure in parts of two rows', (kind) => {
  const { begin, commit } = say[kind]
  /** Within the first part that takes wishes. */
  const wishes = kind === 'postgresql' ? [begin, 'delete from "shop"."wish"'] : [begin, 'delete `', '`wish` as']
  let world: FaultOffice
  let ours: HeldLine
  let workers: Awaited<ReturnType<typeof workerProcesses>>
  let n = 680

  beforeAll(async () => {
    world = await faultOffice(kind)
    ours = await heldLine(world.product.url)
    workers = await workerProcesses(`parts-${kind}`)
    const { changeSetting } = await import('@/lib/workflow/change-setting')
    expect(await changeSetting(world.dpo, { key: 'rows-at-once', value: 2 })).toEqual({ ok: true })
  }, 300_000)
  afterAll(async () => {
    workers?.end()
    ours?.close()
    await world?.end()
  })

  async function approved() {
    n += 1
    const customer = await world.customer(n)
    await approvedErasure(world, customer.id)
    return customer
  }
  const planOf = async (requestId: string) => {
    const found = await world.db.plan.findFirstOrThrow({
      where: { item: { requestId } },
      orderBy: { number: 'desc' },
    })
    return found.document as unknown as ErasurePlan
  }
  const partsOnRecord = async (requestId: string) =>
    (
      await world.db.ledgerEntry.findMany({
        where: { requestId, event: 'step.part-applied' },
        orderBy: { seq: 'asc' },
      })
    ).map(({ body }) => JSON.parse(body) as { part: number; parts: number; dataset: string; deleted: number })

  async function expectPartsOnce(requestId: string): Promise<void> {
    const parts = await partsOnRecord(requestId)
    expect(parts.map(({ part }) => part)).toEqual(parts.map((_, index) => index + 1))
    expect(parts.at(-1)?.parts).toBe(parts.length)
    expect(parts.filter(({ dataset }) => dataset === 'wish').map(({ deleted }) => deleted)).toEqual([2, 1])
  }

  it('the plan says that it is not atomic, each part is evidence, and the re-reading sees everything', async () => {
    const customer = await approved()
    expect((await planOf(customer.id)).warnings).toContainEqual(
      expect.objectContaining({ code: 'not-atomic', system: 'shop', most: 2 }),
    )
    expect(await world.drain()).toEqual([])
    await expectDoneOnce(world, customer)
    await expectPartsOnce(customer.id)
  })

  const question = (...words: string[]): Hold => ({ words, keep: 'question' })
  const reply = (...words: string[]): Hold => ({ words, keep: 'reply' })
  const at: [string, 'ours' | 'theirs', Hold, number][] = [
    ['before a part commits', 'theirs', question(...wishes, commit), 3],
    ['with COMMIT of a part sent, the reply lost', 'theirs', reply(...wishes, commit), 1],
    ['with a part committed and not on record', 'ours', question(recorded), 1],
    ['with a part on record, the reply lost', 'ours', reply(recorded, 'COMMIT'), 1],
    ['before the next part commits', 'theirs', question(...wishes, commit, begin, commit), 1],
    ['with COMMIT of the next part sent', 'theirs', reply(...wishes, commit, begin, commit), 0],
  ]
  it.each(at)('a worker killed %s: another goes on from there', { timeout: 120_000 }, async (_, line, hold, left) => {
    const customer = await approved()
    const held = (line === 'ours' ? ours : world.theirs).holdAt(hold)
    const worker = workers.spawn({ DATABASE_URL: ours.url })
    await said(worker, 'worker-ready')
    await held.reached
    worker.kill('SIGKILL')
    await ended(worker)
    held.letGo()
    ours.cut()
    world.theirs.cut()
    await expect.poll(customer.wishes).toBe(left)
    await takeOver(world)
    await expectDoneOnce(world, customer)
    await expectPartsOnce(customer.id)
  })

  it('the reply to a part’s COMMIT is lost and the worker lives: found out for that part', async () => {
    const customer = await approved()
    const { runStep } = await import('@/lib/workflow/run-step')
    const held = world.theirs.holdAt(reply(...wishes, commit))
    const result = runStep(world.worker, { stepId: (await world.stepOf(customer.id)).id }).catch((error) => error)
    await held.reached
    await expect.poll(customer.wishes).toBe(1)
    world.theirs.cut()
    const settled = await result
    if (kind === 'postgresql') expect(settled).toEqual({ ok: true })
    else expect(settled.message).toBe('reply-lost')
    await takeOver(world)
    await expectDoneOnce(world, customer)
    await expectPartsOnce(customer.id)
  })

  it('a hold placed between two parts stops it: what is gone is said, the rest is frozen', async () => {
    const customer = await approved()
    const { runStep } = await import('@/lib/workflow/run-step')
    const { placeMatter } = await import('@/lib/workflow/place-matter')
    const held = world.theirs.holdAt(question(...wishes, commit, begin))
    const result = runStep(world.worker, { stepId: (await world.stepOf(customer.id)).id })
    await held.reached
    const reviewOn = Temporal.Now.plainDateISO('Europe/Paris').add({ days: 30 }).toString()
    const placing = placeMatter(world.agent, {
      ...{ kind: 'dispute', name: 'Smith v. Shop', reference: `LIT-${randomUUID().slice(0, 8)}`, reason: 'Claim' },
      ...{ told: 'told', reviewOn, systems: [], datasets: [], from: null, to: null, requestId: null },
      identifiers: [{ kind: 'customer-number', value: `C-${customer.n}` }],
    })
    expect(await placing).toMatchObject({ ok: true })
    held.letGo()
    expect(await result).toEqual({ ok: true })
    expect(await customer.wishes()).toBe(1)
    expect(await world.stepOf(customer.id)).toMatchObject({ status: 'ambiguous', problem: 'partly-done' })
    const events = await world.events(customer.id)
    expect(events).toContain('step.stopped-partly')
    expect(events).not.toContain('step.refused')
    expect(await world.drain()).toEqual([])
    expect(await customer.wishes()).toBe(1)
    const drawn = await planOf(customer.id)
    expect(drawn.totals.deleted).toBe(0)
    expect(await world.items(customer.id)).toMatchObject([{ status: 'planned', outcome: null }])
    await approvedErasure(world, customer.id, false)
    expect(await world.drain()).toEqual([])
    expect(await customer.wishes()).toBe(1)
    expect(await world.items(customer.id)).toMatchObject([{ status: 'done', outcome: 'partly-erased' }])
    expect(await letterText(customer.id, 'answer-erasure')).toContain('17(3)(e)')
    const { issueCertificate } = await import('@/lib/workflow/issue-certificate')
    const issued = await issueCertificate(world.dpo, { requestId: customer.id, format: 'json' })
    if (!issued.ok) throw new Error(issued.reason)
    const { items } = JSON.parse(issued.bytes.toString())
    expect(items[0].erased).toContainEqual(expect.objectContaining({ deleted: 2, cleared: 0 }))
    expect(items[0].erased).not.toContainEqual(expect.objectContaining({ deleted: 3 }))
    const memory = await world.db.erasureMemory.findFirstOrThrow({ where: { requestId: customer.id } })
    expect(memory.rows).toEqual(expect.arrayContaining([expect.objectContaining({ dataset: 'wish', left: 1 })]))
  })

  it('a row that came between two parts stops it, and a new plan takes the rest', async () => {
    const customer = await approved()
    const { runStep } = await import('@/lib/workflow/run-step')
    const held = world.theirs.holdAt(question(...wishes, commit, begin))
    const result = runStep(world.worker, { stepId: (await world.stepOf(customer.id)).id })
    await held.reached
    await world.company.run(
      `insert into ${world.company.table('wish')} values (${customer.n * 10}, ${customer.n}, 'late')`,
    )
    held.letGo()
    expect(await result).toEqual({ ok: true })
    expect(await customer.wishes()).toBe(2)
    expect(await world.stepOf(customer.id)).toMatchObject({ status: 'ambiguous', problem: 'partly-done' })
    await world.drain()
    await approvedErasure(world, customer.id, false)
    await world.drain()
    expect(await customer.wishes()).toBe(0)
    expect(await world.items(customer.id)).toMatchObject([{ status: 'done', outcome: 'partly-erased' }])
  })
})
