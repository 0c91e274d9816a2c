import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffActor } from '@/lib/domain/actor'
import { letterText, type Office, office } from './office'
import { customerRows } from './shop'

let world: Office
let n = 10
const verbs = {
  prepare: async () => (await import('@/lib/workflow/prepare-plan')).preparePlan,
  approve: async () => (await import('@/lib/workflow/approve-plan')).approvePlan,
}

beforeAll(async () => {
  world = await office()
})
afterAll(() => world.end())

/** A new person whose rights are found and planned. */
async function planned(rights: ('erasure' | 'access' | 'rectification' | 'portability')[]) {
  n += 1
  const email = `person${n}@example.org`
  await world.shop.query(customerRows(n, email))
  const requestId = await world.submit(email, rights)
  await world.drain()
  return requestId
}

async function paper(requestId: string, right: string) {
  const item = (await world.items(requestId)).find((one) => one.right === right)
  if (!item) throw new Error('no such right')
  const plan = await world.db.plan.findFirst({ where: { itemId: item.id }, orderBy: { number: 'desc' } })
  return { itemId: item.id, version: item.version, hash: plan?.hash ?? '' }
}

const sign = async (actor: StaffActor, requestId: string, verb: 'prepare' | 'approve', right = 'erasure') =>
  (await verbs[verb]())(actor, await paper(requestId, right))

describe('two people sign a deletion', () => {
  it('who prepared does not approve; an agent and an auditor never do', async () => {
    const id = await planned(['erasure'])
    expect(await sign(world.dpo, id, 'approve')).toEqual({ ok: false, reason: 'first-signature-missing' })
    expect(await sign(world.auditor, id, 'prepare')).toEqual({ ok: false, reason: 'not-permitted' })
    expect(await sign(world.dpo, id, 'prepare')).toEqual({ ok: true })
    expect((await world.request(id)).status).toBe('approving')
    expect(await sign(world.dpo, id, 'approve')).toEqual({ ok: false, reason: 'same-person' })
    expect(await sign(world.agent, id, 'approve')).toEqual({ ok: false, reason: 'not-permitted' })
    expect(await sign(world.second, id, 'approve')).toEqual({ ok: true })
    expect((await world.request(id)).status).toBe('executing')
  })

  it('a one-person office switches this off, and both the switch and its use are on record', async () => {
    const { changeSetting } = await import('@/lib/workflow/change-setting')
    const off = { key: 'two-people-for-erasure', value: false }
    expect(await changeSetting(world.agent, off)).toEqual({ ok: false, reason: 'not-permitted' })
    expect(await changeSetting(world.dpo, off)).toEqual({ ok: true })
    const id = await planned(['erasure'])
    await sign(world.dpo, id, 'prepare')
    expect(await sign(world.dpo, id, 'approve')).toEqual({ ok: true })
    const entry = await world.db.ledgerEntry.findFirstOrThrow({ where: { requestId: id, event: 'plan.approved' } })
    expect(JSON.parse(entry.body)).toMatchObject({ twoPeople: false })
    await changeSetting(world.dpo, { ...off, value: true })
    expect(await world.db.ledgerEntry.count({ where: { event: 'setting.changed' } })).toBe(2)
  })

  it('only the newest plan, at the version that was read, and one of two at once', async () => {
    const id = await planned(['erasure'])
    const seen = await paper(id, 'erasure')
    const { preparePlan } = await import('@/lib/workflow/prepare-plan')
    const foreign = { ...seen, hash: '0'.repeat(64) }
    expect(await preparePlan(world.agent, foreign)).toEqual({ ok: false, reason: 'plan-changed' })
    const both = await Promise.all([preparePlan(world.agent, seen), preparePlan(world.dpo, seen)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: 'conflict' })
  })

  it('a plan sent back loses its signature', async () => {
    const { returnPlan } = await import('@/lib/workflow/return-plan')
    const id = await planned(['erasure'])
    await sign(world.agent, id, 'prepare')
    const { itemId, version } = await paper(id, 'erasure')
    expect(await returnPlan(world.dpo, { itemId, version, reason: ' ' })).toEqual({
      ok: false,
      reason: 'reason-missing',
    })
    expect(await returnPlan(world.dpo, { itemId, version, reason: 'look again' })).toEqual({ ok: true })
    expect(await sign(world.dpo, id, 'approve')).toEqual({ ok: false, reason: 'first-signature-missing' })
    expect((await world.request(id)).status).toBe('deciding')
  })
})

describe('a plan that was overtaken is not signed', () => {
  const searchAgain = async (requestId: string) => {
    const { discoverData } = await import('@/lib/workflow/discover-data')
    expect(await discoverData(world.agent, { requestId })).toEqual({ ok: true })
    await world.drain()
  }

  it('by a rule that would keep more; a rule that changes nothing is no reason', async () => {
    const id = await planned(['erasure'])
    const rule = await world.db.holdRule.findFirstOrThrow({ where: { key: 'invoice-fr' } })
    const add = (key: string, change: object) =>
      world.db.holdRule.create({
        data: {
          ...{ key, version: 99, effectiveAt: new Date('2026-01-01') },
          document: { ...(rule.document as object), key, version: 99, ...change },
        },
      })
    try {
      await add('elsewhere', { jurisdiction: 'ZZ' })
      expect(await sign(world.agent, id, 'prepare')).toEqual({ ok: true })
      await add('for-good', { period: 'P50Y' })
      expect(await sign(world.second, id, 'approve')).toEqual({ ok: false, reason: 'plan-outdated' })
      await searchAgain(id)
      expect(await sign(world.agent, id, 'prepare')).toEqual({ ok: true })
      const plan = await world.db.plan.findFirstOrThrow({
        where: { item: { requestId: id } },
        orderBy: { number: 'desc' },
      })
      expect(JSON.stringify(plan.document)).toContain('for-good')
      expect(await sign(world.second, id, 'approve')).toEqual({ ok: true })
    } finally {
      await world.db.holdRule.deleteMany({ where: { version: 99 } })
    }
  })

  it('by a newer map: neither signature', async () => {
    const { shopMap } = await import('./shop')
    const id = await planned(['erasure'])
    const prepared = await planned(['erasure'])
    await sign(world.agent, prepared, 'prepare')
    await world.db.dataMapVersion.create({ data: { version: 2, document: shopMap, checksum: 'second' } })
    expect(await sign(world.agent, id, 'prepare')).toEqual({ ok: false, reason: 'plan-outdated' })
    expect(await sign(world.second, prepared, 'approve')).toEqual({ ok: false, reason: 'plan-outdated' })
    await searchAgain(id)
    expect(await sign(world.agent, id, 'prepare')).toEqual({ ok: true })
  })

  it('by a map that holds documents less than a day ago: not before the day is over', async () => {
    const { shopMap } = await import('./shop')
    const anHour = 3_600_000
    const written = (hours: number) => ({ createdAt: new Date(Date.now() - hours * anHour) })
    await world.db.dataMapVersion.updateMany({ data: written(72) })
    const datasets = shopMap.datasets.map(({ document: _, ...rest }) => rest)
    const weaker = { version: 3, document: { ...shopMap, datasets }, checksum: 'weaker', ...written(1) }
    await world.db.dataMapVersion.create({ data: weaker })
    const id = await planned(['erasure'])
    expect(await sign(world.agent, id, 'prepare')).toEqual({ ok: true })
    expect(await sign(world.second, id, 'approve')).toEqual({ ok: false, reason: 'map-weakened' })
    // Taken back, and searched again: nothing stands in the way.
    await world.db.dataMapVersion.create({ data: { version: 4, document: shopMap, checksum: 'back', ...written(1) } })
    const other = await planned(['erasure'])
    await sign(world.agent, other, 'prepare')
    expect(await sign(world.second, other, 'approve')).toEqual({ ok: true })
    await world.db.dataMapVersion.delete({ where: { version: 4 } })
    await world.db.dataMapVersion.update({ where: { version: 3 }, data: written(25) })
    expect(await sign(world.second, id, 'approve')).toEqual({ ok: true })
    await world.drain()
    await world.db.dataMapVersion.create({ data: { version: 5, document: shopMap, checksum: 'last' } })
  })
})

describe('several rights of one request', () => {
  it('the copy comes before the deletion, and needs one signature', async () => {
    const id = await planned(['erasure', 'access'])
    await sign(world.agent, id, 'prepare')
    expect(await sign(world.dpo, id, 'approve')).toEqual({ ok: false, reason: 'access-first' })
    expect(await sign(world.dpo, id, 'approve', 'access')).toEqual({ ok: true })
    const jobs = await world.db.$queryRaw<unknown[]>`SELECT 1 FROM pgboss.job WHERE name = 'build-package'`
    expect(jobs).toHaveLength(1)
  })

  it('what is left out of the copy stays left out, with its reason, in the next draft', async () => {
    const { adjustAccessPlan } = await import('@/lib/workflow/adjust-access-plan')
    const { discoverData } = await import('@/lib/workflow/discover-data')
    const id = await planned(['access'])
    const { itemId, version } = await paper(id, 'access')
    const left = [{ dataset: 'wish', field: 'note', reason: 'names somebody else' }]
    const bad = [{ dataset: 'nothing', field: null, reason: 'x' }]
    expect(await adjustAccessPlan(world.agent, { itemId, version, excluded: bad })).toMatchObject({ ok: false })
    expect(await adjustAccessPlan(world.agent, { itemId, version, excluded: left })).toEqual({ ok: true })
    expect(await discoverData(world.agent, { requestId: id })).toEqual({ ok: true })
    expect((await world.request(id)).status).toBe('discovering')
    await world.drain()
    const plans = await world.db.plan.findMany({ where: { itemId }, orderBy: { number: 'asc' } })
    expect(plans.map(({ status }) => status)).toEqual(['superseded', 'superseded', 'draft'])
    // A colleague's words about a person stand sealed, are read by who may, and end with the request's key.
    expect(JSON.stringify(plans)).not.toContain('somebody else')
    const { deskRequest } = await import('@/lib/queries/desk-request')
    const seenBy = async (actor: Office['dpo']) => (await deskRequest(actor, id))?.items[0]?.plan?.document
    expect(await seenBy(world.agent)).toMatchObject({ excluded: left })
    expect(await seenBy(world.auditor)).toMatchObject({ excluded: [{ dataset: 'wish', reason: '…' }] })
    expect(await sign(world.dpo, id, 'approve', 'access')).toEqual({ ok: true })
    const { destroyPersonalData } = await import('@/lib/workflow/destroy-personal-data')
    await world.db.$transaction((tx) => destroyPersonalData(tx, id))
    expect(await world.db.systemFinding.count({ where: { requestId: id } })).toBe(0)
    expect(await seenBy(world.dpo)).toMatchObject({ excluded: [], datasets: [] })
  })

  it('a correction in own words becomes a task, done by hand and answered; what is impossible is refused', async () => {
    const { completeTask } = await import('@/lib/workflow/complete-task')
    const { refuseItem } = await import('@/lib/workflow/refuse-item')
    const taskOf = async (requestId: string) =>
      (await world.db.manualTask.findFirstOrThrow({ where: { item: { requestId } } })).id
    const id = await planned(['rectification'])
    expect(await world.items(id)).toMatchObject([{ status: 'by-hand' }])
    const done = { taskId: await taskOf(id), version: 1, note: 'Name corrected.', result: 'done' as const }
    expect(await completeTask(world.auditor, done)).toEqual({ ok: false, reason: 'not-permitted' })
    expect(await completeTask(world.agent, done)).toEqual({ ok: true })
    expect(await completeTask(world.agent, done)).toEqual({ ok: false, reason: 'conflict' })
    expect(await letterText(id, 'done-by-hand')).toContain('Name corrected.')
    const other = await planned(['rectification'])
    const impossible = { ...done, taskId: await taskOf(other), note: 'A film.', result: 'impossible' as const }
    expect(await completeTask(world.agent, impossible)).toEqual({ ok: true })
    const { itemId, version } = await paper(other, 'rectification')
    const refusal = { itemId, version, ground: 'impossible', reason: 'The film cannot be cut.' }
    expect(await refuseItem(world.agent, refusal)).toEqual({ ok: false, reason: 'not-permitted' })
    expect(await refuseItem(world.dpo, refusal)).toEqual({ ok: true })
    expect((await world.request(other)).status).toBe('refused')
    const letter = await letterText(other, 'refusal')
    expect(letter).toContain('The film cannot be cut.')
    expect(letter).toContain('Article 77')
  })
})
