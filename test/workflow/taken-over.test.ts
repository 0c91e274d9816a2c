// What is remembered of an erasure is keys, and keys are given again: a record that is somebody else's by now is left
// alone, and nothing goes unsigned before its day.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DataMap } from '@/lib/domain/data-map/types'
import { moveClock } from '@/lib/platform/clock'
import { approvedErasure, type Office, office } from './office'
import { AFTER_ITS_END, customerRows, shopMap } from './shop'

let world: Office
beforeAll(async () => {
  world = await office()
})
afterAll(() => world.end())
afterEach(() => moveClock(null))

const rowsOf = async (n: number) => {
  const { rows } = await world.shop.query(
    `select 'customer ' || id as row from shop.customer where id = $1
     union all select 'invoice ' || id from shop.invoice where customer_id = $1 order by 1`,
    [n],
  )
  return rows.map(({ row }) => row)
}

async function erased(email: string): Promise<string> {
  const requestId = await world.submit(email, ['erasure'])
  await approvedErasure(world, requestId)
  expect(await world.drain()).toEqual([])
  return requestId
}

async function endHolds() {
  const { endHolds: verb } = await import('@/lib/workflow/end-holds')
  await verb(world.worker)
  expect(await world.drain()).toEqual([])
}

const followUpsOf = (requestId: string) =>
  world.db.plan.findMany({ where: { memory: { requestId } }, orderBy: { number: 'asc' } })

describe('at the end of a hold', () => {
  it('a record that was kept and names somebody else by now waits for the officer', async () => {
    await world.shop.query(customerRows(1, 'ana@example.org'))
    const id = await erased('ana@example.org')
    // The household goes on under the same record.
    await world.shop.query(
      `update shop.customer set email = 'ben@example.org', name = 'Ben', phone = '+33' where id = 1`,
    )
    moveClock(AFTER_ITS_END)
    await endHolds()
    expect(await rowsOf(1)).toEqual(['customer 1', 'invoice 12'])
    expect(await followUpsOf(id)).toMatchObject([{ status: 'draft', waitsFor: 'other-person' }])
  })

  it('what would go before its day, since the map was changed, waits for the officer', async () => {
    await world.shop.query(customerRows(2, 'cid@example.org'))
    await world.shop.query(
      `insert into shop.invoice values (29, 2, 'F-2-9', '2022-05-04', 'issued', 'Cid', '1 rue A', null, 5)`,
    )
    const id = await erased('cid@example.org')
    expect(await rowsOf(2)).toEqual(['customer 2', 'invoice 22', 'invoice 29'])
    const document: DataMap = {
      ...shopMap,
      datasets: shopMap.datasets.map(({ document: _, ...rest }) => rest),
    }
    await world.db.dataMapVersion.create({ data: { version: 2, document, checksum: 'weaker' } })
    // The invoice of 2022 is due from 2033 on, the other one two years later.
    moveClock('P6Y2M')
    await endHolds()
    await world.db.dataMapVersion.deleteMany({ where: { version: 2 } })
    expect(await rowsOf(2)).toEqual(['customer 2', 'invoice 22', 'invoice 29'])
    expect(await followUpsOf(id)).toMatchObject([{ status: 'draft', waitsFor: 'before-its-day' }])
  })
})

describe('after a restore', () => {
  it('a number that was given again to somebody without an address waits for the officer', async () => {
    await world.shop.query(customerRows(3, 'dan@example.org').replaceAll("'2024-", "'2009-"))
    const id = await erased('dan@example.org')
    expect(await rowsOf(3)).toEqual([])
    // The backup is older than the record; the number is free again, and somebody at the counter gets it.
    await world.shop.query(`alter table shop.customer alter email drop not null`)
    await world.shop.query(`insert into shop.customer values (3, 'C-900', null, 'Somebody at the counter', null)`)
    const { replayErasures } = await import('@/lib/workflow/replay-erasures')
    const done = await replayErasures(world.dpo, { system: 'shop', backupOf: '2020-01-01T00:00:00Z' })
    expect(await world.drain()).toEqual([])
    expect(await rowsOf(3)).toEqual(['customer 3'])
    expect(done).toMatchObject({
      waiting: expect.arrayContaining([expect.objectContaining({ requestId: id, waitsFor: 'unnamed' })]),
    })

    // Nothing was left under that number, nor under what hangs on it: the officer leaves it to whom it belongs.
    const { dismissFollowUp } = await import('@/lib/workflow/dismiss-follow-up')
    const draft = async (requestId: string) => {
      const { id: planId, hash } = (await followUpsOf(requestId)).find(({ status }) => status === 'draft') ?? {}
      return { planId: planId ?? '', hash: hash ?? '' }
    }
    expect(await dismissFollowUp(world.dpo, await draft(id))).toEqual({ ok: true })
    const again = await replayErasures(world.dpo, { system: 'shop', backupOf: '2020-01-01T00:00:00Z' })
    expect(again.ok && again.waiting.filter(({ requestId }) => requestId === id)).toEqual([])
    expect(await rowsOf(3)).toEqual(['customer 3'])
    // Ana's invoice is found through the record that Ben has now: what was left cannot be told from what is new.
    const { requestId } = await world.db.erasureMemory.findFirstOrThrow({ orderBy: { erasedAt: 'asc' } })
    expect(await dismissFollowUp(world.dpo, await draft(requestId))).toEqual({
      ok: false,
      reason: 'rows-not-told-apart',
    })
  })
})
