// Tables whose writes no ROLLBACK takes back: a correction writes them last, and never says that nothing was done once
// it began.
import { describe, expect, it } from 'vitest'
import type { CorrectionOrder } from '@/lib/connectors/connector'
import { correction } from './correction-case'
import { type Engine, engines } from './engines'
import { linked, opened, person } from './opened-case'

const [, mariadb] = engines as [Engine, Engine]

describe('MariaDB: a correction in a table without transactions', () => {
  async function loose(trigger = '') {
    const script = {
      postgresql: '',
      mariadb: `create table {s}.loose (id integer primary key, owner integer, v varchar(20)) engine MyISAM;
        create table {s}.firm (id integer primary key, owner integer, v varchar(20) unique);
        insert into {s}.loose values (1, 1, 'old'), (2, 2, 'old'); insert into {s}.firm values (1, 1, 'old'), (2, 2, 'taken');
        ${trigger}`,
    }
    const { order, ...rest } = await opened(
      mariadb,
      script,
      (at) => [person(at), linked(at, 'loose', ['id', 'v']), linked(at, 'firm', ['id', 'v'])],
      [],
    )
    const { groups: _, ...same } = order
    const corrections = [correction('loose', 'v', ['old', 'new']), correction('firm', 'v', ['old', 'new'])]
    return { ...rest, order: { ...same, corrections } satisfies CorrectionOrder }
  }

  it('nothing is written before the last look at matters', async () => {
    const { system, database, order, before } = await loose()
    const placed = new Error('a matter was placed')
    await expect(system.correct(order, () => Promise.reject(placed))).rejects.toBe(placed)
    expect(await database.dump()).toEqual(before)
    const told: string[] = []
    const done = await system.correct(order, async (id) => void told.push(id))
    expect(done).toMatchObject({ status: 'applied', transactionId: told[0] })
    expect(told).toHaveLength(1)
    expect((await system.verifyCorrection(order)).complete).toBe(true)
  })

  it('it comes last: what is refused elsewhere leaves it as it is', async () => {
    const { system, database, order, before } = await loose()
    order.corrections = order.corrections.map((one) => ({ ...one, after: one.dataset === 'firm' ? 'taken' : 'new' }))
    expect(await system.correct(order, async () => undefined)).toMatchObject({ status: 'refused', dataset: 'firm' })
    expect(await database.dump()).toEqual(before)
  })

  it('what it stores otherwise than signed is unclear, not refused, and seen by the re-reading', async () => {
    const loud = 'create trigger {s}.loud before update on {s}.loose for each row set new.v = upper(new.v);'
    const { system, database, order, before } = await loose(loud)
    const result = await system.correct(order, async () => undefined)
    expect(result).toMatchObject({ status: 'ambiguous' })
    const after = await database.dump()
    expect(after['s.firm']).toEqual(before['s.firm'])
    expect(after['s.loose']?.join()).toContain('NEW')
    const { complete, places } = await system.verifyCorrection(order)
    expect(complete).toBe(false)
    expect(places.map(({ remaining, missing }) => [remaining, missing])).toEqual([
      [0, 1],
      [1, 1],
    ])
  })
})
