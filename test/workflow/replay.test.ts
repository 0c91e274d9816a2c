// A backup brings rows back: the re-reading finds them, and the replay erases exactly what was erased before.
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/platform/clock'
import { approvedErasure, type Office, office } from './office'
import { customerRows } from './shop'
import { type Backup, backup, restore } from './shop-backup'

let world: Office
let ana: string
let bea: string
/** An instant between the erasure of Ana and that of Bea. */
let between: string

const replay = async (backupOf: string | null = null) => {
  const { replayErasures } = await import('@/lib/workflow/replay-erasures')
  const done = await replayErasures(world.dpo, { system: 'shop', backupOf })
  expect(await world.drain()).toEqual([])
  return done
}
const recheck = async () => {
  const { recheckErasures } = await import('@/lib/workflow/recheck-erasures')
  const asked = await recheckErasures(world.worker)
  expect(await world.drain()).toEqual([])
  return asked
}
const drafts = () => world.db.plan.findMany({ where: { followUp: 'restored', status: 'draft' } })

async function erase(email: string): Promise<string> {
  const id = await world.submit(email, ['erasure'])
  await approvedErasure(world, id)
  expect(await world.drain()).toEqual([])
  return id
}

let before: Backup
let clean: Backup
beforeAll(async () => {
  world = await office()
  await world.shop.query(customerRows(1, 'ana@example.org') + customerRows(2, 'bea@example.org'))
  await world.shop.query(customerRows(3, 'cid@example.org'))
  before = await backup(world.shop)
  ana = await erase('ana@example.org')
  between = Temporal.Now.instant().toString()
  bea = await erase('bea@example.org')
  clean = await backup(world.shop)
})
afterAll(() => world.end())
afterEach(() => moveClock(null))

describe('a backup from before the erasure', () => {
  it('nothing came back: the re-reading says nothing, and a replay changes no byte', async () => {
    expect(await recheck()).toMatchObject({ asked: 2 })
    expect(await drafts()).toEqual([])
    expect(await replay()).toMatchObject({ ok: true, remembered: 2, standing: 2, planIds: [], waiting: [], failed: [] })
    expect(await backup(world.shop)).toEqual(clean)
  })

  it('the daily re-reading finds what came back and reopens the case for the officer', async () => {
    await restore(world.shop, before)
    await recheck()
    expect((await drafts()).map(({ waitsFor }) => waitsFor)).toEqual(['came-back', 'came-back'])
    expect(await world.events(ana)).toContain('erasure.returned')
    await recheck()
    expect(await drafts()).toHaveLength(2)
    expect(await backup(world.shop)).toEqual(before)
  })

  it('a replay cannot tell a restored address from a new registration: these wait, unless the backup is dated', async () => {
    expect(await replay()).toMatchObject({ remembered: 2, planIds: [], waiting: [{}, {}] })
    expect((await drafts()).map(({ waitsFor }) => waitsFor)).toEqual(['natural-key', 'natural-key'])
    const dated = await replay('2020-01-01T00:00:00Z')
    expect(dated).toMatchObject({
      remembered: 2,
      waiting: [],
      failed: [],
      planIds: [{}, {}].map(() => expect.any(String)),
    })
    const now = await backup(world.shop)
    for (const [table, rows] of Object.entries(clean)) expect(now[table]?.length, table).toBe(rows.length)
    // Cid asked for nothing: byte for byte as in the backup.
    const cid = (saved: Backup) => JSON.stringify(Object.values(saved).flat()).match(/[^{]*Person 3[^}]*/g)
    expect(cid(now)).toEqual(cid(before))
    const replayed = await world.events(bea)
    expect(replayed.slice(-2)).toEqual(['step.verified', 'erasure.replayed'])
    expect(await drafts()).toEqual([])
  })

  it('again: nothing more to do', async () => {
    expect(await replay('2020-01-01T00:00:00Z')).toMatchObject({ remembered: 2, standing: 2, planIds: [] })
    await recheck()
    expect(await drafts()).toEqual([])
  })

  it('a backup that is younger than an erasure holds nothing of it but what came later', async () => {
    await restore(world.shop, before)
    const done = await replay(between)
    expect(done).toMatchObject({
      waiting: [{ requestId: ana, reference: expect.stringMatching(/^HB-/), waitsFor: 'natural-key' }],
      planIds: [expect.any(String)],
    })
    await restore(world.shop, clean)
    await world.db.plan.updateMany({ where: { status: 'draft' }, data: { status: 'superseded' } })
  })

  it('a number that was given to somebody else is not theirs any more', async () => {
    await world.shop.query(
      `update shop.customer set email = 'dora@example.org', number = 'C-9', name = 'Dora' where id = 1`,
    )
    const found = await backup(world.shop)
    expect(await replay('2020-01-01T00:00:00Z')).toMatchObject({
      waiting: [{ requestId: ana, waitsFor: 'other-person' }],
    })
    expect(await backup(world.shop)).toEqual(found)
    await restore(world.shop, clean)
    await world.db.plan.updateMany({ where: { status: 'draft' }, data: { status: 'superseded' } })
  })

  it('a number on the record that nobody proved names nobody', async () => {
    await world.shop.query(`insert into shop.wish values (19, 1, 'back')`)
    expect(await replay('2020-01-01T00:00:00Z')).toMatchObject({ waiting: [], planIds: [expect.any(String)] })
    expect(await backup(world.shop)).toEqual(clean)
  })

  it('who subscribed anew is found, and left alone from then on when the officer says so', async () => {
    const { dismissFollowUp } = await import('@/lib/workflow/dismiss-follow-up')
    await world.shop.query(`insert into shop.newsletter values ('ana@example.org', '2026-11-01')`)
    await recheck()
    const [draft] = await drafts()
    const input = { planId: draft?.id ?? '', hash: draft?.hash ?? '' }
    expect(await dismissFollowUp(world.agent, input)).toEqual({ ok: false, reason: 'not-permitted' })
    expect(await dismissFollowUp(world.dpo, input)).toEqual({ ok: true })
    await recheck()
    expect(await drafts()).toEqual([])
    expect(await replay('2020-01-01T00:00:00Z')).toMatchObject({ standing: 2 })
    expect((await world.shop.query('select email from shop.newsletter order by 1')).rows).toContainEqual({
      email: 'ana@example.org',
    })
  })

  it('is nobody’s but who manages systems, and only of a system that is connected', async () => {
    const { replayErasures } = await import('@/lib/workflow/replay-erasures')
    expect(await replayErasures(world.agent, { system: 'shop', backupOf: null })).toMatchObject({
      reason: 'not-permitted',
    })
    const unknown = { system: `no-${randomUUID()}`, backupOf: null }
    expect(await replayErasures(world.dpo, unknown)).toMatchObject({ reason: 'unknown-system' })
  })
})
